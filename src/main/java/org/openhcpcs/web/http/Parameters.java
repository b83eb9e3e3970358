package org.openhcpcs.web.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.openhcpcs.history.DateSpan;

/**
 * The parameters of a request by their names, each with its values in their order. Immutable.
 *
 * @param values never without a value
 */
public record Parameters(Map<String, List<String>> values) {

  private static final int MOST = 1000;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  public Parameters {
    values = Map.copyOf(values);
  }

  /**
   * Reads a query as browsers write it.
   *
   * @throws ProblemException 400 if it is not UTF-8, holds a NUL or too many parameters
   */
  static Parameters of(String query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int count = 0;
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      if (++count > MOST) {
        throw new ProblemException(
            400, "the address has more than %s parameters; ask for less at a time", MOST);
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }
    return new Parameters(values);
  }

  private static String decoded(String text) {
    try {
      // What is no UTF-8 would become question marks in silence.
      String bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
      String decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
              .toString();
      if (decoded.indexOf('\0') < 0) {
        return decoded;
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw notText();
    }
    throw notText();
  }

  private static ProblemException notText() {
    return new ProblemException(
        400,
        "a parameter is no text: write it in UTF-8, each byte that is no letter or digit as a percent sign and its two digits");
  }

  /** Whether it is there, if only empty. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The first value without blanks around it; empty if there is none. */
  public String text(String name) {
    return all(name).stream().findFirst().orElse("").strip();
  }

  /** The same where empty means that nothing is asked for. */
  public Optional<String> find(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  /** All values, empty if there is none. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /**
   * A day.
   *
   * @throws ProblemException 400 if it is another text, or there are two days
   */
  public Optional<LocalDate> day(String name) {
    if (all(name).stream().distinct().count() > 1) {
      throw new ProblemException(400, "%s: given more than once; ask for one day at a time", name);
    }
    return find(name).map(text -> dayOf(name, text));
  }

  /** The day that a value names. */
  public static LocalDate dayOf(String name, String text) {
    return DateSpan.day(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    400,
                    "%s=%s: not a day; write it as YYYY-MM-DD, such as 2019-03-01",
                    name,
                    shown(text)));
  }

  /**
   * A number from 0 to a most.
   *
   * @throws ProblemException 400 if it is another text
   */
  public OptionalInt number(String name, int most) {
    Optional<String> text = find(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    int number = NUMBER.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : -1;
    if (number < 0 || number > most) {
      throw new ProblemException(
          400, "%s=%s: not a number from 0 to %s", name, shown(text.get()), most);
    }
    return OptionalInt.of(number);
  }

  /** A text as messages show it: not longer than a line. */
  public static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}

package org.openhcpcs.web.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.ClaimColumns;
import org.openhcpcs.claim.LineCheck;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.history.Verdict;

/**
 * Claim lines as JSON objects, one a line: each comes back with its members and what was found.
 * Members are known by the names that columns of files have. Not thread-safe.
 */
final class JsonClaims {

  private static final int LONGEST_LINE = 1 << 20;
  private static final int MOST_SHAPES = 1000;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final LineCheck check;
  private final Supplier<LineCheck> packageCheck;
  private final String knownOn;

  /** Which member is what, by their names: the objects of a request are mostly alike. */
  private final Map<List<String>, Optional<ClaimColumns>> shapes = new HashMap<>();

  private final byte[] block = new byte[1 << 16];
  private int at;
  private int end;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean isTooLong;

  /** Made when a line asks for it. */
  private @Nullable LineCheck packageChecker;

  /**
   * @param packageCheck makes one for lines with units and a product
   */
  JsonClaims(LineCheck check, Supplier<LineCheck> packageCheck, LocalDate knownOn) {
    this.check = check;
    this.packageCheck = packageCheck;
    this.knownOn = knownOn.toString();
  }

  void run(InputStream body, OutputStream out) throws IOException {
    while (next(body)) {
      if (isTooLong) {
        out.write(bad("it is longer than " + LONGEST_LINE + " bytes"));
      } else if (!line.toString(StandardCharsets.UTF_8).isBlank()) {
        out.write(judged(line.toByteArray()));
      }
    }
  }

  /** Reads a line; false at the end. */
  private boolean next(InputStream body) throws IOException {
    line.reset();
    isTooLong = false;
    boolean isAny = at < end;
    while (at < end || fill(body)) {
      isAny = true;
      int from = at;
      while (at < end && block[at] != '\n') {
        at++;
      }
      int taken = Math.min(at - from, LONGEST_LINE - line.size());
      isTooLong |= taken < at - from;
      line.write(block, from, taken);
      if (at < end) {
        at++;
        return true;
      }
    }
    return isAny;
  }

  private boolean fill(InputStream body) throws IOException {
    at = 0;
    end = Math.max(0, body.read(block));
    return end > 0;
  }

  private byte[] judged(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 200);
    try (JsonParser parser = FACTORY.createParser(text);
        JsonGenerator json = FACTORY.createGenerator(out)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return bad("it is no JSON object");
      }
      Map<String, String> members = copy(parser, json);
      if (parser.nextToken() != null) {
        return bad("something stands behind its object");
      }
      judge(json, members);
      json.writeEndObject();
    } catch (JacksonException e) {
      return bad("it is no JSON object that is whole");
    }
    out.write('\n');
    return out.toByteArray();
  }

  /** Passes the members on, and keeps their texts; those of an array with blanks between. */
  private static Map<String, String> copy(JsonParser parser, JsonGenerator json)
      throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    json.writeStartObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      json.writeFieldName(isOurs(name) ? "input_" + name : name);
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        members.put(name, array(parser, json));
      } else {
        if (token.isScalarValue()) {
          members.put(name, token == JsonToken.VALUE_NULL ? "" : parser.getText());
        }
        json.copyCurrentStructureExact(parser);
      }
    }
    return members;
  }

  private static String array(JsonParser parser, JsonGenerator json) throws IOException {
    List<String> texts = new ArrayList<>();
    json.writeStartArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
        texts.add(parser.getText());
      }
      json.copyCurrentStructureExact(parser);
    }
    json.writeEndArray();
    return String.join(" ", texts);
  }

  private static boolean isOurs(String name) {
    return ClaimColumns.FOUND.contains(name) || name.equals(ClaimColumns.UNITS_REASON);
  }

  private void judge(JsonGenerator json, Map<String, String> members) throws IOException {
    List<String> names = List.copyOf(members.keySet());
    if (shapes.size() > MOST_SHAPES) {
      shapes.clear();
    }
    Optional<ClaimColumns> shape = shapes.computeIfAbsent(names, JsonClaims::columns);
    if (shape.isEmpty()) {
      CheckAnswer.write(
          json, refused("it has no member for the code or the date of service, or several"));
      return;
    }
    LineCheck.Judgement judgement = judgement(shape.get(), List.copyOf(members.values()));
    CheckAnswer.write(json, judgement);
    if (shape.get().hasPackages()) {
      CheckAnswer.member(json, ClaimColumns.UNITS_REASON, judgement.unitsReason());
    }
  }

  private LineCheck.Judgement judgement(ClaimColumns columns, List<String> values) {
    String own = columns.hasKnownOn() ? values.get(columns.knownOn()).strip() : "";
    String code = values.get(columns.code());
    String date = values.get(columns.date());
    List<String> modifiers = columns.modifiers().stream().map(values::get).toList();
    String known = own.isEmpty() ? knownOn : own;
    return columns.hasPackages()
        ? packageChecker()
            .check(
                code,
                date,
                modifiers,
                known,
                values.get(columns.units()),
                values.get(columns.ndc()))
        : check.check(code, date, modifiers, known);
  }

  private LineCheck packageChecker() {
    LineCheck made = packageChecker;
    if (made == null) {
      made = packageCheck.get();
      packageChecker = made;
    }
    return made;
  }

  private static Optional<ClaimColumns> columns(List<String> names) {
    try {
      return Optional.of(ClaimColumns.of("the request", "JSON", names, Map.of()));
    } catch (HcpcsException e) {
      return Optional.empty(); // no member for the code or the date, or two
    }
  }

  private static LineCheck.Judgement refused(String reason) {
    return new LineCheck.Judgement(Verdict.BAD_LINE.label(), reason, "", "", "", "", "");
  }

  private static byte[] bad(String reason) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(200);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      CheckAnswer.write(json, refused(reason));
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }
}

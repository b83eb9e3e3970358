package org.openhcpcs.code;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What one release says of one code or modifier: every content field, exactly as published.
 * Immutable.
 *
 * @param code five characters for a procedure, two for a modifier (without the three blanks of the
 *     file)
 * @param kind procedure or modifier
 * @param values one value per {@link Field}, in its order; blank fields are the empty string, as
 *     they are in the file; dates are written {@code YYYY-MM-DD}, numbers without padding, text
 *     without trailing blanks
 */
public record CodeRecord(String code, Kind kind, List<String> values) {

  private static final Set<Field> ADMINISTRATIVE =
      EnumSet.of(
          Field.ADDED_DATE, Field.ACTION_EFFECTIVE_DATE, Field.TERMINATION_DATE, Field.ACTION);
  private static final List<Field> DESCRIPTIVE =
      Field.ALL.stream().filter(field -> !ADMINISTRATIVE.contains(field)).toList();
  private static final char UNIT_SEPARATOR = '\u001f';

  public CodeRecord {
    values = List.copyOf(values);
    if (values.size() != Field.ALL.size()) {
      throw new IllegalArgumentException(
          "a record has " + Field.ALL.size() + " fields, not " + values.size());
    }
  }

  /** The field's value; the empty string when CMS left it blank. */
  @SuppressWarnings("EnumOrdinal") // values are in the order of the fields, by definition
  public String get(Field field) {
    return values.get(field.ordinal());
  }

  /**
   * The field's date; empty when it is blank. Throws {@code DateTimeParseException} for a field
   * that is no date.
   */
  public Optional<LocalDate> date(Field field) {
    String value = get(field);
    return value.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(value));
  }

  /** A code that is asked for: in capitals, without the blanks that a copied cell has around it. */
  public static String codeOf(String asked) {
    int from = 0;
    int to = asked.length();
    while (from < to && isBlank(asked.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(asked.charAt(to - 1))) {
      to--;
    }
    return asked.substring(from, to).toUpperCase(Locale.ROOT);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** The record of a code of which nothing is said. */
  public static CodeRecord blank(String code) {
    return new CodeRecord(
        code,
        code.length() == 2 ? Kind.MODIFIER : Kind.PROCEDURE,
        Collections.nCopies(Field.ALL.size(), ""));
  }

  /** The same record with other values in some fields. */
  @SuppressWarnings("EnumOrdinal") // values are in the order of the fields, by definition
  public CodeRecord with(Map<Field, String> changed) {
    List<String> newValues = new ArrayList<>(values);
    changed.forEach((field, value) -> newValues.set(field.ordinal(), value));
    return new CodeRecord(code, kind, newValues);
  }

  /**
   * The identity of this content: the first 16 bytes of the SHA-256 over code, kind and all fields,
   * joined by U+001F. Two records with the same hash say the same. The database can compute it too,
   * and {@code verify} does.
   */
  public UUID contentHash() {
    return hash(Field.ALL);
  }

  /**
   * The same hash over the fields that describe the code; without its added, action effective and
   * termination date and action.
   */
  public UUID descriptiveHash() {
    return hash(DESCRIPTIVE);
  }

  private UUID hash(List<Field> fields) {
    StringBuilder text =
        new StringBuilder(512).append(code).append(UNIT_SEPARATOR).append(kind.label());
    for (Field field : fields) {
      text.append(UNIT_SEPARATOR).append(get(field));
    }
    ByteBuffer digest =
        ByteBuffer.wrap(sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    return new UUID(digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

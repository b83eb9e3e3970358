package org.openhcpcs.feed.table;

/**
 * A column of a feed's table.
 *
 * @param name lower snake case, as in the database
 * @param type what its values are
 * @param required whether every row has a value
 * @param description what it means, in a sentence
 */
public record Column(String name, ValueType type, boolean required, String description) {

  /** Whose row it is. */
  public static final Column CODE = text("code", "HCPCS code, or two-character modifier.");

  /** Which of the two it is. */
  public static final Column KIND = text("kind", "procedure or modifier.");

  /** What values are. */
  public enum ValueType {
    TEXT,
    INTEGER,
    BOOLEAN,
    /** Written {@code YYYY-MM-DD}. */
    DATE
  }

  /** Every row has a text. */
  public static Column text(String name, String description) {
    return new Column(name, ValueType.TEXT, true, description);
  }

  /** Every row has a date. */
  public static Column date(String name, String description) {
    return new Column(name, ValueType.DATE, true, description);
  }

  /** Every row has an integer. */
  public static Column integer(String name, String description) {
    return new Column(name, ValueType.INTEGER, true, description);
  }

  /** The same where rows may have no value. */
  public Column optional() {
    return new Column(name, type, false, description);
  }
}

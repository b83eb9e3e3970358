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

  /** What values are. */
  public enum ValueType {
    TEXT,
    INTEGER,
    BOOLEAN,
    /** Written {@code YYYY-MM-DD}. */
    DATE
  }
}

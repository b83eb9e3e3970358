package org.openhcpcs.code;

import java.util.Locale;

/** What a record describes: a five-character procedure code or a two-character modifier. */
public enum Kind {
  PROCEDURE,
  MODIFIER;

  /** The word that the database uses, {@code procedure} or {@code modifier}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}

package org.openhcpcs.code;

import java.util.Locale;

/** How much a finding matters to someone who uses the data. */
public enum Severity {
  /** Worth knowing; the data is complete and sound. */
  INFO,
  /** The publication contradicts itself or its documentation; the data is as published. */
  WARNING,
  /** Something could not be read as it was meant; the raw line is kept. */
  ERROR;

  /** The word that the database uses. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.openhcpcs.code.unit;

import java.util.Locale;

/** How a description says what one unit stands for. */
public enum UnitBasis {
  /** 10 mg. */
  EXACT,
  /** Up to 250 mg: one unit also stands for less. */
  UP_TO,
  /** Per 10 mg, per vial. */
  PER,
  /** Each, each 15 minutes. */
  EACH;

  /** The words that the database uses, such as {@code up to}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

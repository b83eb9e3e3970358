package org.openhcpcs.code.unit;

import org.openhcpcs.code.Labelled;

/** How a description says what one unit stands for. */
public enum UnitBasis implements Labelled {
  /** 10 mg. */
  EXACT,
  /** Up to 250 mg: one unit also stands for less. */
  UP_TO,
  /** Per 10 mg, per vial. */
  PER,
  /** Each, each 15 minutes. */
  EACH
}

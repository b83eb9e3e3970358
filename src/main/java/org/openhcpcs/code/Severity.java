package org.openhcpcs.code;

/** How much a finding matters to someone who uses the data. */
public enum Severity implements Labelled {
  /** Worth knowing; the data is complete and sound. */
  INFO,
  /** The publication contradicts itself or its documentation; the data is as published. */
  WARNING,
  /** Something could not be read as it was meant; the raw line is kept. */
  ERROR
}

package org.openhcpcs.job;

import org.openhcpcs.code.Labelled;

/** The stages of a load, in their order. */
public enum Stage implements Labelled {
  ACQUIRE,
  PARSE,
  CHECK,
  STAGE,
  PUBLISH;

  @Override
  public String toString() {
    return label();
  }
}

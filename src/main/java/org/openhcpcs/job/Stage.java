package org.openhcpcs.job;

import java.util.Locale;

/** The stages of a load, in their order. */
public enum Stage {
  ACQUIRE,
  PARSE,
  CHECK,
  STAGE,
  PUBLISH;

  /** The word that the run log uses. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}

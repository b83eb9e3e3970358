package org.openhcpcs.code;

import java.util.Locale;

/**
 * A coded field whose values CMS documents. Each has a lookup table of the same name; its values
 * are rows, not constants, because CMS adds to them.
 */
public enum Indicator {
  PRICING_INDICATOR,
  MULTIPLE_PRICING_INDICATOR,
  LAB_CERTIFICATION,
  COVERAGE,
  ASC_PAYMENT_GROUP,
  MOG_PAYMENT_GROUP,
  MOG_PAYMENT_POLICY,
  PROCESSING_NOTE,
  BETOS,
  TYPE_OF_SERVICE,
  ACTION;

  /** The lookup table's name without its schema, such as {@code type_of_service}. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }
}

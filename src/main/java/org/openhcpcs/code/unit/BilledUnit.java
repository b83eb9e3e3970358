package org.openhcpcs.code.unit;

import java.math.BigDecimal;

/**
 * The quantity that one billed unit of a code stands for.
 *
 * @param amount how much
 * @param unit of what
 * @param ucum its code in the Unified Code for Units of Measure: that of the unit, or a narrower
 *     one where the words tell which
 * @param basis how it was said
 * @param source the words that it was read from
 */
public record BilledUnit(
    BigDecimal amount, MeasureUnit unit, String ucum, UnitBasis basis, String source) {

  /** The amount in the unit that its dimension is reckoned in. */
  BigDecimal size() {
    return amount.multiply(unit.size());
  }

  /** Whether both are the same quantity, however it was said. */
  public boolean isSameQuantity(BilledUnit other) {
    return unit.isConvertible(other.unit) && size().compareTo(other.size()) == 0;
  }
}

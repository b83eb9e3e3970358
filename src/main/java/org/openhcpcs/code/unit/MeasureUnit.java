package org.openhcpcs.code.unit;

import java.math.BigDecimal;

/**
 * A unit with its one spelling.
 *
 * @param name the spelling, such as {@code mg}
 * @param ucum its code in the Unified Code for Units of Measure; a thing that is counted stands in
 *     braces
 * @param dimension what it measures
 * @param size how much it is of the unit that the dimension is reckoned in; two things that are
 *     counted have no size in common
 * @param spellings a regular expression for the ways in which CMS and others write it
 */
public record MeasureUnit(
    String name, String ucum, Dimension dimension, BigDecimal size, String spellings) {

  static MeasureUnit counted(String name, Dimension dimension, String spellings) {
    return new MeasureUnit(
        name, "{" + name.replace(' ', '_') + "}", dimension, BigDecimal.ONE, spellings);
  }

  /** Whether an amount of one can be said in the other. */
  public boolean isConvertible(MeasureUnit other) {
    boolean isCounted = dimension == Dimension.COUNT || dimension == Dimension.OCCASION;
    return dimension == other.dimension && (!isCounted || name.equals(other.name));
  }
}

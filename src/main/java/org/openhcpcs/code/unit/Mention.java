package org.openhcpcs.code.unit;

/**
 * A quantity that a text mentions.
 *
 * @param quantity what is mentioned
 * @param role what it can be
 * @param isAlone whether nothing stands before it since the last comma
 * @param begin where it begins in the text, from 0
 * @param end where it ends, exclusive
 */
record Mention(BilledUnit quantity, Role role, boolean isAlone, int begin, int end) {

  /** What a quantity can be, by the words around it. */
  enum Role {
    /** What one unit stands for. */
    UNIT,
    /** What limits it, such as {@code less than or equal to 3 mg}. */
    BOUND,
    /** So much of one thing in another, such as {@code 10 mg/ml}. */
    CONCENTRATION,
    /** None of these, such as the size of a syringe. */
    OTHER
  }

  boolean isPer() {
    return quantity.basis() == UnitBasis.PER || quantity.basis() == UnitBasis.EACH;
  }

  boolean isUnit() {
    return role == Role.UNIT;
  }
}

package org.openhcpcs.code.unit;

import java.util.List;
import java.util.Optional;

/**
 * What a text says of its unit.
 *
 * @param unit what one unit stands for; empty where the text does not say, or says two things
 * @param contradicting the quantities, as written, of which nobody can tell which is the unit
 * @param bounds quantities that only limit what a unit may hold, such as that of a study dose
 */
public record UnitReading(
    Optional<BilledUnit> unit, List<BilledUnit> contradicting, List<BilledUnit> bounds) {

  public UnitReading {
    contradicting = List.copyOf(contradicting);
    bounds = List.copyOf(bounds);
  }
}

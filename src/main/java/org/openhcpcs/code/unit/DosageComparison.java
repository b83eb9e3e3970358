package org.openhcpcs.code.unit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds the dosage that CMS states in a crosswalk or payment file against the description of the
 * code.
 */
public final class DosageComparison {

  private DosageComparison() {}

  /**
   * A sentence on how the two differ; empty if they say the same, or if the dosage states no
   * quantity.
   */
  public static Optional<String> difference(String description, String dosage) {
    UnitReading text = UnitText.read(description);
    UnitReading stated = UnitText.read(dosage);
    boolean agree =
        stated.unit().isPresent()
            ? agree(text, stated.unit().get())
            : text.unit().isEmpty()
                || stated.contradicting().isEmpty()
                || holds(stated.contradicting(), text.unit().get())
                || isSum(stated.contradicting(), text.unit().get());
    return agree ? Optional.empty() : Optional.of(sentence(text, dosage));
  }

  private static boolean agree(UnitReading text, BilledUnit stated) {
    return text.unit().isPresent()
        ? text.unit().get().isSameQuantity(stated)
            || holds(text.bounds(), stated)
            || isOneThing(text.unit().get(), stated)
        : isSum(text.contradicting(), stated);
  }

  private static boolean holds(List<BilledUnit> quantities, BilledUnit one) {
    return quantities.stream().anyMatch(quantity -> quantity.isSameQuantity(one));
  }

  /** Dosages say EA of whatever is counted: a vial, an implant. */
  private static boolean isOneThing(BilledUnit unit, BilledUnit stated) {
    return stated.unit().name().equals("each")
        && (unit.unit().dimension() == Dimension.COUNT
            || unit.unit().dimension() == Dimension.OCCASION)
        && unit.amount().compareTo(stated.amount()) == 0;
  }

  /** Dosages add up what a product has of two substances. */
  private static boolean isSum(List<BilledUnit> quantities, BilledUnit stated) {
    return quantities.size() > 1
        && quantities.stream()
            .allMatch(quantity -> quantity.unit().dimension() == stated.unit().dimension())
        && quantities.stream()
                .map(BilledUnit::size)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .compareTo(stated.size())
            == 0;
  }

  private static String sentence(UnitReading text, String dosage) {
    String said =
        text.unit()
            .map(unit -> "a unit is " + unit.amount().toPlainString() + " " + unit.unit().name())
            .orElseGet(
                () ->
                    text.contradicting().isEmpty()
                        ? "the description does not say what a unit is"
                        : "the description has "
                            + text.contradicting().stream()
                                .map(BilledUnit::source)
                                .collect(Collectors.joining(" and ")));
    return said + ", where the file states the dosage " + dosage;
  }
}

package org.openhcpcs.code.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;

/**
 * How many billing units the packages of crosswalks hold, by quarter. A crosswalk speaks for its
 * quarter alone. Threads may share it.
 */
public final class PackageUnits {

  private static final String NOT_JUDGED = "not judged: ";

  /** What is said of the units of a line that cannot be judged. */
  public static final String UNREAD_LINE = NOT_JUDGED + "the line could not be judged";

  private static final int LONGEST_NUMBER = 20;

  /** The packages of a quarter by their product. */
  private final Map<Edition, Map<String, List<Listing>>> editions = new HashMap<>();

  /**
   * A row of a crosswalk.
   *
   * @param list the crosswalk, such as {@code asp}
   * @param edition its quarter
   * @param code the code that the package is billed with
   * @param product its number as published
   * @param perItem billing units in one item of the package; null if the crosswalk does not say
   * @param perPackage billing units in the package; null if the crosswalk does not say
   */
  public record Listing(
      String list,
      Edition edition,
      String code,
      String product,
      @Nullable BigDecimal perItem,
      @Nullable BigDecimal perPackage) {}

  /** Of the rows of the last posting for each quarter. */
  public PackageUnits(Collection<Listing> listings) {
    for (Listing listing : listings) {
      editions
          .computeIfAbsent(listing.edition(), quarter -> new HashMap<>())
          .computeIfAbsent(key(listing.product()), product -> new ArrayList<>(1))
          .add(listing);
    }
  }

  /** Without any crosswalk. */
  public static PackageUnits none() {
    return new PackageUnits(List.of());
  }

  /** A product by its number, however it is written. */
  private static String key(String product) {
    return Ndc.elevenDigits(product)
        .or(() -> Gtin.fourteenDigits(product))
        .orElseGet(() -> product.strip().toUpperCase(Locale.ROOT));
  }

  /**
   * Why the units of a claim line are not whole packages of a product, or why that cannot be told;
   * empty if they are.
   *
   * @param code the code of the line, in capitals
   * @param day its date of service
   * @param units as they stand in the line
   * @param product an NDC, UPC or GTIN, as it stands in the line
   */
  public String objection(String code, LocalDate day, String units, String product) {
    if (units.isBlank() || product.isBlank()) {
      return NOT_JUDGED
          + (!units.isBlank()
              ? "no NDC"
              : product.isBlank() ? "neither units nor NDC" : "no units");
    }
    BigDecimal number = number(units.strip());
    if (number == null) {
      return NOT_JUDGED + units.strip() + " is no number of units";
    }
    boolean hasQuarter = day.getYear() >= 1900 && day.getYear() <= 2999;
    Edition quarter = Edition.inForceOn(hasQuarter ? day : LocalDate.EPOCH);
    Map<String, List<Listing>> packages = hasQuarter ? editions.get(quarter) : null;
    if (packages == null) {
      return NOT_JUDGED + "no crosswalk of the quarter of " + day + " is loaded";
    }
    List<Listing> found = packages.getOrDefault(key(product), List.of());
    List<Listing> ofCode = found.stream().filter(each -> each.code().equals(code)).toList();
    if (ofCode.isEmpty()) {
      return NOT_JUDGED
          + "the crosswalk of "
          + quarter
          + (found.isEmpty()
              ? " does not list " + product.strip()
              : " lists " + product.strip() + " for " + found.get(0).code() + ", not " + code);
    }
    return ofCode.stream()
        .map(listing -> objection(listing, number, product.strip()))
        .min(Comparator.comparing(String::length))
        .orElseThrow();
  }

  private static String objection(Listing listing, BigDecimal units, String product) {
    BigDecimal whole = listing.perPackage();
    BigDecimal item = listing.perItem();
    String by = " (" + listing.list() + " " + listing.edition() + ")";
    if (whole == null || whole.signum() == 0) {
      return NOT_JUDGED + "the crosswalk does not say how many units " + product + " holds" + by;
    }
    if (isMultiple(units, whole)) {
      return "";
    }
    String holds = product + " holds " + whole.toPlainString() + " units" + by;
    return item != null && item.signum() > 0 && isMultiple(units, item)
        ? "no whole packages: "
            + holds
            + "; they are "
            + units.divide(item).stripTrailingZeros().toPlainString()
            + " of its items, "
            + item.toPlainString()
            + " units each"
        : "no whole packages: " + holds;
  }

  private static boolean isMultiple(BigDecimal units, BigDecimal of) {
    return units.remainder(of).signum() == 0;
  }

  private static @Nullable BigDecimal number(String text) {
    if (text.length() > LONGEST_NUMBER || !text.matches("[0-9]+([.][0-9]*)?|[.][0-9]+")) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    return number.signum() > 0 ? number : null;
  }
}

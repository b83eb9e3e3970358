package org.openhcpcs.web.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.store.read.SearchReader;
import org.openhcpcs.web.http.Parameters;

/**
 * A list of codes to look through: what a text found, a section, or what has a value of an
 * indicator; with facets, an order and pages. All of it stands in the address.
 *
 * @param all what was found
 * @param kept what of it has the values that were chosen, in their order
 * @param chosen the values of facets that were chosen
 * @param order the column that it is sorted by, with a hyphen before it if from the end; empty for
 *     none
 * @param size how many codes are on a page
 * @param page the number of this page, 1 upwards
 * @param total how many codes there are, here or not
 */
public record Listing(
    List<NamedRow> all,
    List<NamedRow> kept,
    Map<String, String> chosen,
    String order,
    int size,
    int page,
    int total) {

  /** So many codes are on a page. */
  private static final int PAGE = 50;

  private static final int MOST = 10_000;

  /** What may be narrowed down, by the column that holds it. */
  private static final List<String> FACETS =
      List.of("section", "status", "kind", "coverage", "betos");

  private static final Set<String> ORDERS =
      Set.of("code", "short_description", "valid_from", "valid_to", "status", "coverage");

  /**
   * Finds codes.
   *
   * @param text what to search for; empty for all codes
   * @param values only codes that have these values of indicators
   * @param fixed values of facets that the address itself says
   */
  static Listing of(
      SearchReader reader,
      String text,
      Map<Indicator, String> values,
      Map<String, String> fixed,
      Parameters parameters) {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (String facet : FACETS) {
      String value = fixed.getOrDefault(facet, parameters.text(facet));
      if (!value.isEmpty()) {
        chosen.put(facet, value);
      }
    }
    String order = parameters.text("sort");
    if (!order.isEmpty() && !ORDERS.contains(order.replaceFirst("^-", ""))) {
      throw ErrorCode.USAGE.failure(
          "sort=%s: it is one of %s, with - before it for the other way round",
          Parameters.shown(order), ORDERS.stream().sorted().toList());
    }
    List<NamedRow> all = reader.find(text, values);
    List<NamedRow> kept = all.stream().filter(row -> isKept(row, chosen, "")).toList();
    return new Listing(
        all,
        sorted(kept, order),
        chosen,
        order,
        size(parameters),
        Math.max(1, parameters.number("page", MOST).orElse(1)),
        kept.size());
  }

  private static int size(Parameters parameters) {
    return Math.max(1, parameters.number("limit", MOST).orElse(PAGE));
  }

  /**
   * The first codes that a text finds, for who is still typing: not narrowed down, without facets.
   */
  static Listing best(SearchReader reader, String text, Parameters parameters) {
    int most = size(parameters);
    List<NamedRow> best = reader.best(text, most);
    int total = best.isEmpty() ? 0 : Integer.parseInt(best.get(0).get("total"));
    return new Listing(best, best, Map.of(), "", most, 1, total);
  }

  /** The values of indicators that parameters ask for, other than facets. */
  static Map<Indicator, String> values(Parameters parameters) {
    Map<Indicator, String> values = new EnumMap<>(Indicator.class);
    for (Indicator indicator : Indicator.values()) {
      if (!FACETS.contains(indicator.table())) {
        parameters.find(indicator.table()).ifPresent(value -> values.put(indicator, value));
      }
    }
    return values;
  }

  /** A value of a facet. */
  public record Choice(String value, int count, boolean isChosen) {}

  /** What can be narrowed down, each value with how many codes would be left. */
  public Map<String, List<Choice>> facets() {
    Map<String, List<Choice>> facets = new LinkedHashMap<>();
    if (total > all.size()) {
      return facets; // not all are there to be counted
    }
    for (String facet : FACETS) {
      Map<String, Integer> counts = new TreeMap<>();
      all.stream()
          .filter(row -> isKept(row, chosen, facet) && row.has(facet))
          .forEach(row -> counts.merge(row.get(facet), 1, Integer::sum));
      if (counts.size() > 1 || chosen.containsKey(facet)) {
        List<Choice> choices = new ArrayList<>();
        counts.forEach(
            (value, count) -> choices.add(new Choice(value, count, isChosen(facet, value))));
        facets.put(facet, choices);
      }
    }
    return facets;
  }

  private boolean isChosen(String facet, String value) {
    return value.equals(chosen.get(facet));
  }

  private static boolean isKept(NamedRow row, Map<String, String> chosen, String butFor) {
    return chosen.entrySet().stream()
        .filter(each -> !each.getKey().equals(butFor))
        .allMatch(each -> matches(row, each.getKey(), each.getValue()));
  }

  /** Several letters of sections may be asked for, as the command does. */
  private static boolean matches(NamedRow row, String facet, String value) {
    boolean isOfSeveral =
        facet.equals("section") && value.length() > 1 && !value.equals("modifiers");
    return isOfSeveral ? value.contains(row.get(facet)) : row.get(facet).equals(value);
  }

  private static List<NamedRow> sorted(List<NamedRow> rows, String order) {
    if (order.isEmpty()) {
      return rows;
    }
    String column = order.replaceFirst("^-", "");
    Comparator<NamedRow> comparator =
        Comparator.comparing(row -> row.get(column), String.CASE_INSENSITIVE_ORDER);
    List<NamedRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparing((NamedRow row) -> !row.has(column))
            .thenComparing(order.startsWith("-") ? comparator.reversed() : comparator));
    return sorted;
  }

  public int pages() {
    return Math.max(1, (kept.size() + size - 1) / size);
  }

  public int firstPlace() {
    return Math.min(kept.size(), (page - 1) * size);
  }

  /** The codes of this page. */
  public List<NamedRow> rows() {
    return kept.subList(firstPlace(), Math.min(kept.size(), firstPlace() + size));
  }

  /** Those of this page with their verdicts on a day. */
  Map<String, NamedRow> verdicts(SearchReader reader, LocalDate on, LocalDate knownOn) {
    return reader.verdicts(rows().stream().map(row -> row.get("code")).toList(), on, knownOn);
  }
}

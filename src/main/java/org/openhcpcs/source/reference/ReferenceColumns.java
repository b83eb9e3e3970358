package org.openhcpcs.source.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.OneLine;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.text.FieldReader;
import org.openhcpcs.source.text.TypedDate;

/**
 * Which column of a reference table holds what, and the cells of its rows as values.
 *
 * @param unknown the names that no layout knows, or that stand there twice
 * @param width one more than the last column that has a name
 */
record ReferenceColumns(
    Map<ReferenceColumn, Integer> places, SheetRow header, List<String> unknown, int width) {

  private static final Set<ReferenceColumn> RBCS =
      Set.of(ReferenceColumn.CODE, ReferenceColumn.RBCS_ID, ReferenceColumn.CATEGORY);
  private static final Set<ReferenceColumn> CROSSWALK =
      Set.of(ReferenceColumn.PRODUCT_NUMBER, ReferenceColumn.BILL_UNITS_PER_PACKAGE);

  private static final Set<ReferenceColumn> PAYMENT =
      Set.of(ReferenceColumn.CODE, ReferenceColumn.PAYMENT_LIMIT);

  /** What stands where there is no number, and says so. */
  private static final Pattern NO_NUMBER = Pattern.compile("(?i)n\\s*/?\\s*a[.]?");

  private static final Pattern NUMBER =
      Pattern.compile("(?=[.]?[0-9])([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]*)([.][0-9]+)?");
  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_SHOWN = 30;
  private static final LocalDate OPEN = LocalDate.of(9999, 12, 31);

  /** A cell that does not hold what its column should. */
  static final class BadCell extends Exception {

    private static final long serialVersionUID = 1L;

    BadCell(String why) {
      super(why, null, false, false);
    }
  }

  /** The columns, if the row is the header of a reference table. */
  static Optional<ReferenceColumns> of(SheetRow header) {
    Map<ReferenceColumn, Integer> places = new EnumMap<>(ReferenceColumn.class);
    List<String> unknown = new ArrayList<>();
    int width = 0;
    for (int place = 0; place < header.columns(); place++) {
      String name = clean(header.text(place));
      Optional<ReferenceColumn> column = ReferenceColumn.named(name);
      if (!name.isEmpty()) {
        width = place + 1;
      }
      if (!name.isEmpty()
          && (column.isEmpty() || places.putIfAbsent(column.get(), place) != null)) {
        unknown.add(name);
      }
    }
    boolean isCrosswalk =
        places.keySet().containsAll(CROSSWALK)
            && (places.containsKey(ReferenceColumn.CODE)
                || places.containsKey(ReferenceColumn.GENERIC_NAME));
    return places.keySet().containsAll(RBCS) || places.keySet().containsAll(PAYMENT) || isCrosswalk
        ? Optional.of(new ReferenceColumns(places, header, unknown, width))
        : Optional.empty();
  }

  boolean isRbcs() {
    return places.containsKey(ReferenceColumn.RBCS_ID);
  }

  boolean isPayment() {
    return places.keySet().containsAll(PAYMENT);
  }

  boolean has(ReferenceColumn column) {
    return places.containsKey(column);
  }

  /** Where a column stands, from 0. */
  int place(ReferenceColumn column) {
    return Objects.requireNonNull(places.get(column));
  }

  /** A cell in one line without the blanks around it; empty if there is none. */
  String text(SheetRow row, ReferenceColumn column) {
    Integer place = places.get(column);
    return place == null ? "" : clean(row.text(place));
  }

  @Nullable String textOrNull(SheetRow row, ReferenceColumn column) {
    String text = text(row, column);
    return text.isEmpty() ? null : text;
  }

  @Nullable BigDecimal number(SheetRow row, ReferenceColumn column) throws BadCell {
    String text = text(row, column);
    return text.isEmpty() ? null : number(text, text, column);
  }

  private BigDecimal number(String plain, String shown, ReferenceColumn column) throws BadCell {
    if (plain.length() > LONGEST_NUMBER || !NUMBER.matcher(plain).matches()) {
      throw bad(shown, column, "is no number");
    }
    return new BigDecimal(plain.replace(",", "")).stripTrailingZeros();
  }

  /** Dollars or percent; null for none, and where the cell says that it does not apply. */
  @Nullable BigDecimal amount(SheetRow row, ReferenceColumn column) throws BadCell {
    String text = text(row, column);
    if (NO_NUMBER.matcher(text).matches()) {
      return null;
    }
    String plain = text.replaceFirst("^[$]\\s*", "").replaceFirst("\\s*%$", "");
    if (plain.isEmpty() && !text.isEmpty()) {
      throw bad(text, column, "is no number");
    }
    return plain.isEmpty() ? null : number(plain, text, column);
  }

  /** A date; null for none, and for the last day that a calendar has. */
  @Nullable LocalDate date(SheetRow row, ReferenceColumn column) throws BadCell {
    String text = text(row, column);
    Integer place = places.get(column);
    boolean isNumber = place != null && row.type(place) == SheetRow.CellType.NUMBER;
    Optional<LocalDate> date =
        (isNumber ? FieldReader.excelDate(text) : Optional.<LocalDate>empty())
            .or(() -> TypedDate.read(text));
    if (date.isEmpty() && !text.isEmpty()) {
      throw bad(text, column, "is no date");
    }
    return date.filter(each -> !each.equals(OPEN)).orElse(null);
  }

  @Nullable Boolean flag(SheetRow row, ReferenceColumn column) throws BadCell {
    String text = text(row, column);
    return switch (text) {
      case "" -> null;
      case "1" -> Boolean.TRUE;
      case "0" -> Boolean.FALSE;
      default -> throw bad(text, column, "is neither 1 nor 0");
    };
  }

  @Nullable Integer year(SheetRow row, ReferenceColumn column) throws BadCell {
    String text = text(row, column);
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9]{4}")) {
      throw bad(text, column, "is no year");
    }
    return Integer.valueOf(text);
  }

  private BadCell bad(String text, ReferenceColumn column, String why) {
    return new BadCell(shown(text) + " in " + text(header, column) + " " + why);
  }

  /** As much of a cell as tells what it is. */
  static String shown(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  private static String clean(String cell) {
    return OneLine.of(cell).replace('\u00a0', ' ').strip();
  }
}

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
import org.openhcpcs.source.reference.ReferenceTable.ReferenceForm;
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
    ReferenceForm form,
    Map<ReferenceColumn, Integer> places,
    SheetRow header,
    List<String> unknown,
    int width) {

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
    Set<ReferenceColumn> found = places.keySet();
    boolean isCrosswalk =
        found.containsAll(CROSSWALK)
            && (found.contains(ReferenceColumn.CODE)
                || found.contains(ReferenceColumn.GENERIC_NAME));
    return found.containsAll(RBCS) || found.containsAll(PAYMENT) || isCrosswalk
        ? Optional.of(new ReferenceColumns(form(found), places, header, unknown, width))
        : Optional.empty();
  }

  private static ReferenceForm form(Set<ReferenceColumn> found) {
    return found.contains(ReferenceColumn.RBCS_ID)
        ? ReferenceForm.RBCS
        : found.containsAll(PAYMENT)
            ? ReferenceForm.PAYMENT_LIMITS
            : found.contains(ReferenceColumn.CODE)
                ? ReferenceForm.CROSSWALK
                : ReferenceForm.CROSSWALK_WITHOUT_CODES;
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

  /** What a cell says; null if it says nothing. */
  @Nullable Object value(SheetRow row, ReferenceColumn column) throws BadCell {
    String text = text(row, column);
    if (text.isEmpty()) {
      return null;
    }
    return switch (column.holds()) {
      case TEXT -> text;
      case NUMBER -> number(text, text, column);
      case AMOUNT -> amount(text, column);
      case DATE -> date(text, row, column);
      case LAST_DAY -> {
        LocalDate lastDay = date(text, row, column);
        yield lastDay == null ? null : lastDay.plusDays(1);
      }
      case FLAG ->
          switch (text) {
            case "1" -> true;
            case "0" -> false;
            default -> throw bad(text, column, "is neither 1 nor 0");
          };
      case YEAR -> {
        if (!text.matches("[0-9]{4}")) {
          throw bad(text, column, "is no year");
        }
        yield Integer.valueOf(text);
      }
    };
  }

  private BigDecimal number(String plain, String shown, ReferenceColumn column) throws BadCell {
    if (plain.length() > LONGEST_NUMBER || !NUMBER.matcher(plain).matches()) {
      throw bad(shown, column, "is no number");
    }
    return new BigDecimal(plain.replace(",", "")).stripTrailingZeros();
  }

  /** Null where the cell says that it does not apply. */
  private @Nullable BigDecimal amount(String text, ReferenceColumn column) throws BadCell {
    if (NO_NUMBER.matcher(text).matches()) {
      return null;
    }
    return number(text.replaceFirst("^[$]\\s*", "").replaceFirst("\\s*%$", ""), text, column);
  }

  /** Null for the last day that a calendar has. */
  private @Nullable LocalDate date(String text, SheetRow row, ReferenceColumn column)
      throws BadCell {
    boolean isNumber = row.type(place(column)) == SheetRow.CellType.NUMBER;
    LocalDate date =
        (isNumber ? FieldReader.excelDate(text) : Optional.<LocalDate>empty())
            .or(() -> TypedDate.read(text))
            .orElseThrow(() -> bad(text, column, "is no date"));
    return date.equals(OPEN) ? null : date;
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

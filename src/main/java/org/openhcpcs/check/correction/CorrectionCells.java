package org.openhcpcs.check.correction;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.text.TypedDate;

/** The cells of a correction beside its text, as values of the items that their headers name. */
final class CorrectionCells {

  private static final Pattern EFFECTIVE =
      Pattern.compile("(?i)(?!act(?:ion)?\\b).*\\beff(?:ective)?\\b.*|date");
  private static final Pattern COMMENTS =
      Pattern.compile("(?i).*\\b(?:comment|remark|note)s?\\b.*");
  private static final Pattern STATUTE = Pattern.compile("(?i)statute:? +(\\S.*)");
  private static final Pattern SEPARATOR = Pattern.compile("(?i)(?:[,;/& ]|\\band\\b)+");

  /** What people write in a cell that says nothing. */
  private static final Pattern NOTHING = Pattern.compile("(?i)n/?a|-+|same|no change|unchanged");

  /** What people write in a cell for an item that is to be blank. */
  private static final Pattern BLANK = Pattern.compile("(?i)blank|none|null|removed?|deleted?");

  /** A value and what it means, as in {@code C - carrier judgment}. */
  private static final Pattern EXPLAINED = Pattern.compile("([A-Za-z0-9]{1,3}) *[-=(\u2013].*");

  private static final List<DateTimeFormatter> WRITTEN_DATES =
      List.of(
          new DateTimeFormatterBuilder()
              .appendPattern("M/d/")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
              .toFormatter(Locale.ROOT),
          DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT),
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern("[MMMM][MMM] d uuuu")
              .toFormatter(Locale.ENGLISH));

  private final Map<LayoutField, List<String>> values = new EnumMap<>(LayoutField.class);
  private String effective = "";
  private String comments = "";

  CorrectionCells(Map<String, String> cells) {
    cells.forEach(this::add);
  }

  private void add(String header, String cell) {
    Optional<LayoutField> item = ItemName.of(header);
    Matcher statute = STATUTE.matcher(cell);
    if (isEffective(header, item)) {
      effective = cell;
    } else if (item.isPresent() && BLANK.matcher(cell).matches()) {
      values.put(item.get(), List.of());
    } else if (item.isPresent() && !NOTHING.matcher(cell).matches()) {
      values.computeIfAbsent(item.get(), i -> new ArrayList<>()).addAll(split(item.get(), cell));
    } else if (statute.matches()) {
      values.put(LayoutField.STATUTE, List.of(statute.group(1)));
    } else if (COMMENTS.matcher(header).matches()) {
      comments = cell;
    }
  }

  /** A column that says since when the correction holds, not one of a date in the record. */
  private static boolean isEffective(String header, Optional<LayoutField> item) {
    return EFFECTIVE.matcher(header).matches()
        && item.filter(named -> named != LayoutField.ACTION_EFFECTIVE_DATE).isEmpty();
  }

  /** The items that have a cell, with the values as they stand in a record. */
  Map<LayoutField, List<String>> values() {
    return values;
  }

  /** When the correction takes hold; empty for a blank cell and for one that is no date. */
  Optional<LocalDate> effectiveOn() {
    List<String> dated = values.getOrDefault(LayoutField.ACTION_EFFECTIVE_DATE, List.of());
    return date(effective.isEmpty() && !dated.isEmpty() ? dated.get(0) : effective);
  }

  /** The cell of the effective date as it stands there. */
  String effective() {
    return effective;
  }

  /** What stands there in words beside the action; empty if nothing does. */
  String comments() {
    return comments;
  }

  /** A date as people write it in words and cells of corrections. */
  static Optional<LocalDate> date(String text) {
    return TypedDate.read(text)
        .or(
            () -> {
              String plain = text.replace('-', '/').replaceAll("[,. ]+", " ");
              return WRITTEN_DATES.stream()
                  .flatMap(format -> date(plain, format).stream())
                  .findFirst();
            });
  }

  private static Optional<LocalDate> date(String text, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDate.parse(text, format));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A cell or word as the values of an item, one per position. */
  static List<String> split(LayoutField item, String text) {
    if (item.type() == LayoutField.Type.DATE) {
      return List.of(date(text).map(LocalDate::toString).orElse(text));
    }
    if (item.indicator().isEmpty() && item.occurs() == 1) {
      return List.of(text);
    }
    Matcher explained = EXPLAINED.matcher(text);
    boolean coded = item.indicator().isPresent() && explained.matches();
    String upper = (coded ? explained.group(1) : text).toUpperCase(Locale.ROOT);
    List<String> parts =
        item.occurs() == 1 ? List.of(upper) : Arrays.asList(SEPARATOR.split(upper));
    return parts.stream().flatMap(part -> padded(item, part).stream()).toList();
  }

  /**
   * A price that Excel keeps as a number has lost its leading zero; types of service are written
   * with blanks between and without.
   */
  private static List<String> padded(LayoutField item, String value) {
    if (item == LayoutField.TYPE_OF_SERVICE) {
      return List.of(value.split(""));
    }
    boolean cut = item == LayoutField.PRICING_INDICATOR && value.matches("\\d");
    return List.of(cut ? "0" + value : value);
  }

  /** Whether a value can stand in an item; a description may be longer, and is cut in the file. */
  static boolean fits(LayoutField item, String value) {
    return item.type() == LayoutField.Type.DATE
        ? date(value).isPresent()
        : item == LayoutField.LONG_DESCRIPTION
            || item == LayoutField.SHORT_DESCRIPTION
            || value.length() <= item.width();
  }
}

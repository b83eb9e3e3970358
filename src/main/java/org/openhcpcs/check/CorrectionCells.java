package org.openhcpcs.check;

import java.time.LocalDate;
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
import org.openhcpcs.source.TypedDate;

/** The cells of a correction beside its text, as values of the items that their headers name. */
final class CorrectionCells {

  private static final Pattern EFFECTIVE = Pattern.compile("EFF(?:ECTIVE)?\\.? ?(?:DATE|DT)");
  private static final Pattern STATUTE = Pattern.compile("(?i)statute:? +(\\S.*)");
  private static final Pattern SEPARATOR = Pattern.compile("[,;/ ]+");
  private final Map<LayoutField, List<String>> values = new EnumMap<>(LayoutField.class);
  private String effective = "";

  CorrectionCells(Map<String, String> cells) {
    cells.forEach(this::add);
  }

  private void add(String header, String cell) {
    if (EFFECTIVE.matcher(header.strip().toUpperCase(Locale.ROOT)).matches()) {
      effective = cell;
      return;
    }
    Optional<LayoutField> item = ItemName.of(header);
    Matcher statute = STATUTE.matcher(cell);
    if (item.isPresent()) {
      values.computeIfAbsent(item.get(), i -> new ArrayList<>()).addAll(split(item.get(), cell));
    } else if (statute.matches()) {
      values.put(LayoutField.STATUTE, List.of(statute.group(1)));
    }
  }

  /** The items that have a cell, with the values as they stand in a record. */
  Map<LayoutField, List<String>> values() {
    return values;
  }

  /** When the correction takes hold; empty for a blank cell and for one that is no date. */
  Optional<LocalDate> effectiveOn() {
    return TypedDate.read(effective);
  }

  /** The cell of the effective date as it stands there. */
  String effective() {
    return effective;
  }

  /** A cell or word as the values of an item, one per position. */
  static List<String> split(LayoutField item, String text) {
    if (item.type() == LayoutField.Type.DATE) {
      return List.of(TypedDate.read(text).map(LocalDate::toString).orElse(text));
    }
    if (item.indicator().isEmpty() && item.occurs() == 1) {
      return List.of(text);
    }
    String upper = text.toUpperCase(Locale.ROOT);
    List<String> parts =
        item.occurs() == 1 ? List.of(upper) : Arrays.asList(SEPARATOR.split(upper));
    return parts.stream().map(part -> padded(item, part)).toList();
  }

  /** A price that Excel keeps as a number has lost its leading zero. */
  private static String padded(LayoutField item, String value) {
    return item == LayoutField.PRICING_INDICATOR && value.matches("\\d") ? "0" + value : value;
  }

  /** Whether a value can stand in an item. */
  static boolean fits(LayoutField item, String value) {
    return item.type() == LayoutField.Type.DATE
        ? TypedDate.read(value).isPresent()
        : item == LayoutField.LONG_DESCRIPTION || value.length() <= item.width();
  }
}

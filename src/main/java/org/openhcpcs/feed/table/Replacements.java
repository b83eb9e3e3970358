package org.openhcpcs.feed.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.LayoutField;

/** What CMS's cross references of ended codes lead to, among the rows of one state. */
public final class Replacements {

  private static final List<String> COLUMNS =
      Field.ALL.stream()
          .filter(field -> field.layout() == LayoutField.CROSS_REFERENCE)
          .map(Field::column)
          .toList();

  private final NavigableMap<String, ListedRow> listed = new TreeMap<>();

  private record ListedRow(Optional<LocalDate> end, List<String> targets) {}

  /** Takes a row. */
  public void add(Row row) {
    listed.put(
        row.required("code"),
        new ListedRow(
            row.value("termination_date").map(LocalDate::parse),
            COLUMNS.stream().flatMap(column -> row.value(column).stream()).distinct().toList()));
  }

  /** Whether the state lists a code. */
  public boolean lists(String code) {
    return listed.containsKey(code);
  }

  /** The codes that have an end and cross references, in their order. */
  public List<String> replaced() {
    return listed.entrySet().stream()
        .filter(each -> each.getValue().end().isPresent() && !each.getValue().targets().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The last day of a code that has an end. */
  public LocalDate end(String code) {
    return Optional.ofNullable(listed.get(code))
        .flatMap(ListedRow::end)
        .orElseThrow(() -> new IllegalArgumentException(code + " has no end"));
  }

  /** The cross references of a code, as published. */
  public List<String> targets(String code) {
    ListedRow record = listed.get(code);
    return record == null ? List.of() : record.targets();
  }

  /**
   * Where the cross references of a code lead in the end: the listed codes without an end that are
   * reached by the first cross reference of each code between. What leads out of the state, or in a
   * circle, leads nowhere.
   */
  public List<String> livingEnds(String code) {
    List<String> ends = new ArrayList<>();
    for (String target : targets(code)) {
      follow(code, target).filter(end -> !ends.contains(end)).ifPresent(ends::add);
    }
    return ends;
  }

  private Optional<String> follow(String code, String target) {
    Set<String> seen = new HashSet<>(Set.of(code));
    String at = target;
    while (seen.add(at)) {
      ListedRow record = listed.get(at);
      if (record == null) {
        return Optional.empty();
      }
      if (record.end().isEmpty()) {
        return Optional.of(at);
      }
      if (record.targets().isEmpty()) {
        return Optional.empty();
      }
      at = record.targets().get(0);
    }
    return Optional.empty();
  }
}

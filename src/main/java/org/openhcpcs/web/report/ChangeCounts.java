package org.openhcpcs.web.report;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openhcpcs.store.report.ReportData;
import org.openhcpcs.web.Words;

/** How many codes changed, by section, by action and by field. */
public record ChangeCounts(ReportData data) {

  /** What may happen to a code; one code may be in several groups. */
  public enum Group {
    ADDED("Added", kinds("added", "returned")),
    ENDED("Ended", kinds("terminated")),
    CHANGED("Changed", kinds("changed", "reactivated")),
    GONE("No longer listed", kinds("absent", "dropped")),
    VALUE("Changed", change -> !change.field().isEmpty()),
    SILENT("Changed silently", change -> change.silent() && !change.field().isEmpty());

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // nobody can change it
    private final Predicate<ReportData.ChangeNotice> holds;

    Group(String title, Predicate<ReportData.ChangeNotice> holds) {
      this.title = title;
      this.holds = holds;
    }

    private static Predicate<ReportData.ChangeNotice> kinds(String... kinds) {
      return change -> List.of(kinds).contains(change.change());
    }
  }

  /**
   * How many codes of one kind changed.
   *
   * @param title what the key means
   * @param listed how many the edition lists, where that is counted
   */
  public record Count(String key, String title, int listed, Map<Group, Set<String>> codes) {

    public int of(Group group) {
      return codes.getOrDefault(group, Set.of()).size();
    }
  }

  /** How many codes are in a group. */
  public int codes(Group group) {
    return (int)
        data.changes().stream()
            .filter(group.holds)
            .map(ReportData.ChangeNotice::code)
            .distinct()
            .count();
  }

  public List<Count> bySection() {
    Map<String, Map<Group, Set<String>>> counts = count(ReportData.ChangeNotice::section);
    return data.sections().stream()
        .filter(section -> section.listed() > 0 || counts.containsKey(section.key()))
        .map(
            section ->
                new Count(
                    section.key(),
                    section.title(),
                    section.listed(),
                    counts.getOrDefault(section.key(), Map.of())))
        .toList();
  }

  /** What is no longer listed is left out: the edition says nothing of an action there. */
  public List<Count> byAction() {
    return count(change -> change.action().isEmpty() ? "none" : change.action()).entrySet().stream()
        .filter(each -> !each.getValue().keySet().equals(Set.of(Group.GONE)))
        .map(
            each ->
                new Count(
                    each.getKey(),
                    each.getKey().equals("none")
                        ? "the field is blank"
                        : data.meaning("action", each.getKey()),
                    0,
                    each.getValue()))
        .toList();
  }

  public List<Count> byField() {
    return count(ReportData.ChangeNotice::field).entrySet().stream()
        .map(each -> new Count(each.getKey(), Words.field(each.getKey()), 0, each.getValue()))
        .filter(count -> count.of(Group.VALUE) > 0)
        .sorted(
            Comparator.comparing((Count count) -> -count.of(Group.VALUE)).thenComparing(Count::key))
        .toList();
  }

  /** What was added, ended and changed in each section. */
  public List<BarChart> sectionCharts() {
    List<Count> sections = bySection();
    return Stream.of(Group.ADDED, Group.ENDED, Group.CHANGED)
        .map(
            group -> {
              String name = group.name().toLowerCase(Locale.ROOT);
              return chart(
                  "section-" + name,
                  group.title + ", by section",
                  name,
                  sections,
                  Count::key,
                  group);
            })
        .toList();
  }

  public BarChart actionChart() {
    return chart(
        "by-action", "Changed, by action code", "changed", byAction(), Count::key, Group.CHANGED);
  }

  public BarChart fieldChart() {
    return chart("by-field", "Changed, by field", "changed", byField(), Count::title, Group.VALUE);
  }

  private static BarChart chart(
      String id,
      String title,
      String style,
      List<Count> counts,
      Function<Count, String> label,
      Group group) {
    return new BarChart(
        id,
        title,
        style,
        counts.stream()
            .map(each -> new BarChart.Labeled(label.apply(each), each.of(group)))
            .toList());
  }

  private Map<String, Map<Group, Set<String>>> count(Function<ReportData.ChangeNotice, String> by) {
    Map<String, Map<Group, Set<String>>> codes = new TreeMap<>();
    for (ReportData.ChangeNotice change : data.changes()) {
      for (Group group : Group.values()) {
        if (group.holds.test(change)) {
          codes
              .computeIfAbsent(by.apply(change), key -> new EnumMap<>(Group.class))
              .computeIfAbsent(group, key -> new HashSet<>())
              .add(change.code());
        }
      }
    }
    return codes;
  }
}

package org.openhcpcs.web.report;

import static org.openhcpcs.web.report.PageTable.column;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.openhcpcs.store.read.ReportData;
import org.openhcpcs.web.Html;
import org.openhcpcs.web.report.PageTable.Width;

/** How many codes changed, by section, by action and by field, as charts with their tables. */
final class ChangeCounts {

  private final ReportData data;

  ChangeCounts(ReportData data) {
    this.data = data;
  }

  /** What may happen to a code; one code may be in several groups. */
  enum Group {
    ADDED("Added"),
    ENDED("Ended"),
    CHANGED("Changed"),
    GONE("No longer listed"),
    VALUE("Changed"),
    SILENT("Changed silently");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    private boolean holds(ReportData.ChangeNotice change) {
      return switch (this) {
        case ADDED -> change.change().equals("added") || change.change().equals("returned");
        case ENDED -> change.change().equals("terminated");
        case CHANGED -> change.change().equals("changed") || change.change().equals("reactivated");
        case GONE -> change.change().equals("absent") || change.change().equals("dropped");
        case VALUE -> !change.field().isEmpty();
        case SILENT -> change.silent() && !change.field().isEmpty();
      };
    }
  }

  /** How many codes are in a group. */
  int codes(Group group) {
    Set<String> codes = new HashSet<>();
    for (ReportData.ChangeNotice change : data.changes()) {
      if (group.holds(change)) {
        codes.add(change.code());
      }
    }
    return codes.size();
  }

  String html() {
    return "<section id=\"counts\">\n<h2>Changes by section, action and field</h2>\n<p>%s</p>\n%s%s%s</section>\n"
        .formatted(
            "Codes and modifiers, each counted once per bar. Every chart has a scale of its own; the numbers are also in the tables below.",
            bySection(),
            byAction(),
            byField());
  }

  private String bySection() {
    Map<String, Map<Group, Set<String>>> counts = count(ReportData.ChangeNotice::section);
    PageTable table =
        new PageTable(
            "Changes by section",
            column("Section", Width.WORD),
            column("Title", Width.TEXT),
            column("Listed", Width.NUMBER),
            column("Added", Width.NUMBER),
            column("Ended", Width.NUMBER),
            column("Changed", Width.NUMBER),
            column("No longer listed", Width.NUMBER),
            column("Changed silently", Width.NUMBER));
    StringBuilder charts = new StringBuilder();
    for (Group group : new Group[] {Group.ADDED, Group.ENDED, Group.CHANGED}) {
      BarChart chart =
          new BarChart(
              "section-" + group.name().toLowerCase(Locale.ROOT),
              group.title + ", by section",
              group.name().toLowerCase(Locale.ROOT));
      for (ReportData.SectionCount section : data.sections()) {
        if (isShown(section, counts)) {
          chart.bar(section.key(), size(counts, section.key(), group));
        }
      }
      charts.append(chart.html());
    }
    for (ReportData.SectionCount section : data.sections()) {
      if (isShown(section, counts)) {
        table.row(
            Html.text(section.key()),
            Html.text(section.title()),
            Html.number(section.listed()),
            number(counts, section.key(), Group.ADDED),
            number(counts, section.key(), Group.ENDED),
            number(counts, section.key(), Group.CHANGED),
            number(counts, section.key(), Group.GONE),
            number(counts, section.key(), Group.SILENT));
      }
    }
    return "<div class=\"charts\">\n" + charts + "</div>\n" + table.html();
  }

  private static boolean isShown(
      ReportData.SectionCount section, Map<String, Map<Group, Set<String>>> counts) {
    return section.listed() > 0 || counts.containsKey(section.key());
  }

  private String byAction() {
    Map<String, Map<Group, Set<String>>> counts =
        count(change -> change.action().isEmpty() ? "none" : change.action());
    BarChart chart = new BarChart("by-action", "Changed, by action code", "changed");
    PageTable table =
        new PageTable(
            "Changes by action code",
            column("Action", Width.WORD),
            column("Meaning", Width.TEXT),
            column("Added", Width.NUMBER),
            column("Ended", Width.NUMBER),
            column("Changed", Width.NUMBER),
            column("Changed silently", Width.NUMBER));
    for (String action : counts.keySet()) {
      if (counts.get(action).keySet().equals(Set.of(Group.GONE))) {
        continue; // the edition does not list them, so it says nothing of an action
      }
      chart.bar(action, size(counts, action, Group.CHANGED));
      table.row(
          Html.text(action),
          Html.text(action.equals("none") ? "the field is blank" : data.meaning("action", action)),
          number(counts, action, Group.ADDED),
          number(counts, action, Group.ENDED),
          number(counts, action, Group.CHANGED),
          number(counts, action, Group.SILENT));
    }
    return beside(chart, table);
  }

  private String byField() {
    Map<String, Map<Group, Set<String>>> counts = count(ReportData.ChangeNotice::field);
    BarChart chart = new BarChart("by-field", "Changed, by field", "changed");
    PageTable table =
        new PageTable(
            "Changes by field",
            column("Field", Width.NAME),
            column("Changed", Width.NUMBER),
            column("Changed silently", Width.NUMBER));
    counts.keySet().stream()
        .filter(field -> size(counts, field, Group.VALUE) > 0)
        .sorted(
            Comparator.comparing((String field) -> -size(counts, field, Group.VALUE))
                .thenComparing(field -> field))
        .forEach(
            field -> {
              chart.bar(Html.field(field), size(counts, field, Group.VALUE));
              table.row(
                  Html.text(Html.field(field)),
                  number(counts, field, Group.VALUE),
                  number(counts, field, Group.SILENT));
            });
    return beside(chart, table);
  }

  private static String beside(BarChart chart, PageTable table) {
    return table.size() == 0
        ? ""
        : "<div class=\"beside\">\n" + chart.html() + table.html() + "</div>\n";
  }

  private Map<String, Map<Group, Set<String>>> count(Function<ReportData.ChangeNotice, String> by) {
    Map<String, Map<Group, Set<String>>> counts = new TreeMap<>();
    for (ReportData.ChangeNotice change : data.changes()) {
      for (Group group : Group.values()) {
        if (group.holds(change)) {
          counts
              .computeIfAbsent(by.apply(change), key -> new EnumMap<>(Group.class))
              .computeIfAbsent(group, key -> new HashSet<>())
              .add(change.code());
        }
      }
    }
    return counts;
  }

  private static int size(Map<String, Map<Group, Set<String>>> counts, String key, Group group) {
    return counts.getOrDefault(key, Map.of()).getOrDefault(group, Set.of()).size();
  }

  private static String number(
      Map<String, Map<Group, Set<String>>> counts, String key, Group group) {
    return Html.number(size(counts, key, group));
  }
}

package org.openhcpcs.web.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.store.report.ReportData;
import org.openhcpcs.web.WordDiff;

/**
 * What the tables of the report list: every change of the edition is in one of them, silent ones in
 * one more.
 */
public record ReportChanges(ReportData data) {

  private static final Map<String, String> LOOKUPS =
      Field.ALL.stream()
          .filter(field -> field.indicator().isPresent())
          .collect(
              Collectors.toMap(
                  Field::column, field -> field.indicator().map(Indicator::table).orElseThrow()));

  /** The changes of some kinds. */
  public List<ReportData.ChangeNotice> of(String... kinds) {
    List<String> wanted = List.of(kinds);
    return data.changes().stream().filter(change -> wanted.contains(change.change())).toList();
  }

  public List<ReportData.ChangeNotice> texts() {
    return of("changed").stream()
        .filter(change -> change.isText() && !isSameWords(change))
        .toList();
  }

  public List<ReportData.ChangeNotice> capitals() {
    return of("changed").stream().filter(change -> change.isText() && isSameWords(change)).toList();
  }

  private static boolean isSameWords(ReportData.ChangeNotice change) {
    return WordDiff.sameWords(change.oldValue(), change.newValue());
  }

  public List<ReportData.ChangeNotice> fields() {
    return of("changed").stream().filter(change -> !change.isText()).toList();
  }

  /** Silent changes of each code. */
  public List<List<ReportData.ChangeNotice>> silent() {
    return List.copyOf(
        data.changes().stream()
            .filter(change -> change.silent() && !change.field().isEmpty())
            .collect(
                Collectors.groupingBy(
                    ReportData.ChangeNotice::code, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  /** What a value of a field means; empty if nobody says. */
  public String meaning(String field, String value) {
    return data.meaning(LOOKUPS.getOrDefault(field, ""), value);
  }

  /** How many findings each rule has, in the order of the findings. */
  public Map<ReportData.FindingNotice, Long> rules() {
    Map<String, ReportData.FindingNotice> firsts = new LinkedHashMap<>();
    Map<ReportData.FindingNotice, Long> counts = new LinkedHashMap<>();
    for (ReportData.FindingNotice finding : data.findings()) {
      ReportData.FindingNotice first =
          firsts.putIfAbsent(finding.severity() + " " + finding.rule(), finding);
      counts.merge(first == null ? finding : first, 1L, Long::sum);
    }
    return counts;
  }
}

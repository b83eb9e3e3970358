package org.openhcpcs.web.report;

import static org.openhcpcs.web.report.PageTable.column;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openhcpcs.store.read.ReportData;
import org.openhcpcs.web.Html;
import org.openhcpcs.web.report.PageTable.Width;

/** What was noticed in the edition's files, and what CMS corrected beside them. */
final class NoticeTables {

  private final ReportData data;

  NoticeTables(ReportData data) {
    this.data = data;
  }

  String html() {
    return findings() + corrections();
  }

  private String findings() {
    Map<String, Integer> rules = new LinkedHashMap<>();
    PageTable all =
        new PageTable(
            "Findings",
            column("Severity", Width.WORD),
            column("Rule", Width.NAME),
            column("Code", Width.CODE),
            column("Field", Width.NAME),
            column("Where", Width.NAME),
            column("Found", Width.PHRASE),
            column("Expected", Width.PHRASE),
            column("Message", Width.TEXT));
    for (ReportData.FindingNotice finding : data.findings()) {
      rules.merge(finding.severity() + " " + finding.rule(), 1, Integer::sum);
      all.row(
          Html.text(finding.severity()),
          Html.text(finding.rule()),
          Html.text(finding.code()),
          Html.text(Html.field(finding.field())),
          where(finding.file(), finding.line()),
          Html.text(finding.observed()),
          Html.text(finding.expected()),
          Html.text(finding.message()));
    }
    PageTable byRule =
        new PageTable(
            "Findings by rule",
            column("Severity", Width.WORD),
            column("Rule", Width.NAME),
            column("Findings", Width.NUMBER));
    rules.forEach(
        (rule, count) -> {
          int blank = rule.indexOf(' ');
          byRule.row(
              Html.text(rule.substring(0, blank)),
              Html.text(rule.substring(blank + 1)),
              Html.number(count));
        });
    return """
        <section id="findings">
        <h2>Findings</h2>
        <p>What was noticed in the files while they were loaded. An error or a warning is something in the files; nothing of it kept a record out.</p>
        %s%s</section>
        """
        .formatted(rules.isEmpty() ? "<p class=\"none\">None.</p>\n" : byRule.html(), all.folded());
  }

  private String corrections() {
    PageTable table =
        new PageTable(
            "Corrections",
            column("Code", Width.CODE),
            column("Action", Width.NAME),
            column("What it says", Width.TEXT),
            column("Verdict", Width.NAME),
            column("Explanation", Width.PHRASE),
            column("Where", Width.NAME));
    for (ReportData.CorrectionNotice correction : data.corrections()) {
      table.row(
          Html.text(correction.code()),
          Html.text(correction.action()),
          "<div class=\"lines\">" + Html.text(correction.cells()) + "</div>",
          Html.text(correction.verdict()),
          Html.text(correction.explanation()),
          where(correction.file(), correction.line()));
    }
    return """
        <section id="corrections">
        <h2>Corrections</h2>
        <p>What CMS published beside the code file to correct it. Open: the code file does not say so yet.</p>
        %s</section>
        """
        .formatted(table.size() == 0 ? "<p class=\"none\">None.</p>\n" : table.folded());
  }

  private static String where(String file, String line) {
    return Html.text(file)
        + (line.isEmpty() ? "" : (file.isEmpty() ? "" : ", ") + "line " + Html.text(line));
  }
}

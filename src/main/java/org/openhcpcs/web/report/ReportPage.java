package org.openhcpcs.web.report;

import static org.openhcpcs.web.report.PageTable.column;

import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.store.read.ReportData;
import org.openhcpcs.web.Html;
import org.openhcpcs.web.report.PageTable.Width;

/** The body of the page: what the edition is, totals over time, then the sections. */
final class ReportPage {

  private final ReportData data;

  ReportPage(ReportData data) {
    this.data = data;
  }

  /** Plain text. */
  String title() {
    return "HCPCS Level II, edition "
        + data.release().edition()
        + (data.release().isSample() ? ", sample" : "");
  }

  String body() {
    StringBuilder html = new StringBuilder();
    ChangeCounts counts = new ChangeCounts(data);
    html.append("<header>\n<h1>").append(Html.text(title())).append("</h1>\n");
    if (data.release().isSample()) {
      html.append("<p><strong>")
          .append("This is the sample, which the OpenHCPCS project made up: no CMS publication.")
          .append("</strong></p>\n");
    }
    html.append("<p>").append(origin()).append("</p>\n</header>\n");
    html.append(navigation());
    html.append("<main>\n");
    html.append(summary(counts));
    html.append(totals());
    if (data.before().isPresent()) {
      html.append(counts.html());
      html.append(new ChangeTables(data).html());
    }
    html.append(new NoticeTables(data).html());
    return html.append("</main>\n").append(footer()).toString();
  }

  private String origin() {
    ReportData.ReportRelease release = data.release();
    String published =
        switch (release.publishedBasis()) {
          case "name" -> "published on %s as the file's name says";
          case "archive" -> "published on %s as the newest time stamp in its archive says";
          default -> "published by %s (no file says when)";
        };
    String before =
        data.before()
            .map(
                each ->
                    "Changes are against edition %s, the one before it that is loaded%s."
                        .formatted(Html.text(each.edition()), gap(each)))
            .orElse(
                "It is the oldest edition that is loaded: there is none to compare it with, and this page tells of no changes.");
    return "Revision %d, in effect from %s, %s. Read from <code>%s</code> (SHA-256 <code>%s</code>). %s"
        .formatted(
            release.revision(),
            release.effectiveOn(),
            published.formatted(release.publishedOn()),
            Html.text(release.archiveName()),
            Html.text(release.archiveSha256()),
            before);
  }

  /** Editions between that are not loaded make changes look like those of one edition. */
  private String gap(ReportData.ReportRelease before) {
    long months = ChronoUnit.MONTHS.between(before.effectiveOn(), data.release().effectiveOn());
    return months <= 12 ? "" : ", " + months + " months earlier";
  }

  private String navigation() {
    String changes =
        data.before().isPresent()
            ? """
              <li><a href="#counts">Changes by section, action and field</a></li>
              <li><a href="#added">Added</a></li>
              <li><a href="#ended">Ended</a></li>
              <li><a href="#texts">Texts</a></li>
              <li><a href="#fields">Other fields</a></li>
              <li><a href="#silent">Silent changes</a></li>
              """
            : "";
    return """
        <nav aria-label="Sections">
        <ul>
        <li><a href="#totals">Totals over time</a></li>
        %s<li><a href="#findings">Findings</a></li>
        <li><a href="#corrections">Corrections</a></li>
        </ul>
        </nav>
        """
        .formatted(changes);
  }

  private String summary(ChangeCounts counts) {
    ReportData.ReportRelease now = data.release();
    StringBuilder html = new StringBuilder("<dl class=\"tiles\">\n");
    tile(
        html,
        "Codes",
        now.codes(),
        data.before().map(each -> now.codes() - each.codes()).orElse(null));
    tile(
        html,
        "Modifiers",
        now.modifiers(),
        data.before().map(each -> now.modifiers() - each.modifiers()).orElse(null));
    tile(
        html,
        "With an end date",
        now.terminated(),
        data.before().map(each -> now.terminated() - each.terminated()).orElse(null));
    if (data.before().isPresent()) {
      tile(html, "Added", counts.codes(ChangeCounts.Group.ADDED), null);
      tile(html, "Ended", counts.codes(ChangeCounts.Group.ENDED), null);
      tile(html, "Changed", counts.codes(ChangeCounts.Group.CHANGED), null);
      tile(html, "Changed silently", counts.codes(ChangeCounts.Group.SILENT), null);
    }
    tile(html, "Findings", data.findings().size(), null);
    tile(html, "Corrections", data.corrections().size(), null);
    return html.append("</dl>\n").toString();
  }

  private static void tile(StringBuilder html, String name, int value, @Nullable Integer more) {
    String difference =
        more == null
            ? ""
            : " <small>%s%s</small>".formatted(more < 0 ? "−" : "+", Html.number(Math.abs(more)));
    html.append(
        "<div><dt>%s</dt><dd>%s%s</dd></div>\n".formatted(name, Html.number(value), difference));
  }

  private String totals() {
    LineChart codes = new LineChart("total-codes", "Codes listed, ended ones included");
    LineChart ended = new LineChart("total-ended", "Codes and modifiers with an end date");
    LineChart modifiers = new LineChart("total-modifiers", "Modifiers listed");
    PageTable table =
        new PageTable(
            "Loaded editions",
            column("Edition", Width.CODE),
            column("In effect from", Width.DATE),
            column("Published", Width.DATE),
            column("Codes", Width.NUMBER),
            column("Modifiers", Width.NUMBER),
            column("With an end date", Width.NUMBER),
            column("Added", Width.NUMBER),
            column("Ended", Width.NUMBER),
            column("Changed", Width.NUMBER));
    for (ReportData.ReportRelease each : data.editions()) {
      boolean isThis = each.id() == data.release().id();
      boolean isFirst = each.effectiveOn().equals(data.editions().get(0).effectiveOn());
      codes.point(each.edition(), each.effectiveOn(), each.codes(), isThis);
      ended.point(each.edition(), each.effectiveOn(), each.terminated(), isThis);
      modifiers.point(each.edition(), each.effectiveOn(), each.modifiers(), isThis);
      table.row(
          isThis
              ? "<span class=\"this\">" + Html.text(name(each)) + "</span>"
              : Html.text(name(each)),
          each.effectiveOn().toString(),
          each.publishedOn().toString(),
          Html.number(each.codes()),
          Html.number(each.modifiers()),
          Html.number(each.terminated()),
          isFirst ? "" : Html.number(each.added()),
          isFirst ? "" : Html.number(each.ended()),
          isFirst ? "" : Html.number(each.changed()));
    }
    return "<section id=\"totals\">\n<h2>Totals over time</h2>\n<p>%s</p>\n<div class=\"charts\">\n%s%s%s</div>\n%s</section>\n"
        .formatted(
            "Of every loaded edition; the large point is this one. Changes are counted against the loaded edition before.",
            codes.html(),
            ended.html(),
            modifiers.html(),
            table.html());
  }

  /** The revision is told where an edition has two rows. */
  private String name(ReportData.ReportRelease each) {
    boolean isAlone =
        data.editions().stream().filter(other -> other.edition().equals(each.edition())).count()
            == 1;
    return isAlone ? each.edition() : each.edition() + "." + each.revision();
  }

  private String footer() {
    return """
        <footer>
        <p>Made by OpenHCPCS from %s. Tables longer than %d rows begin closed; what is closed is not printed.
        HCPCS Level II is published by CMS; it contains neither CPT nor CDT.</p>
        </footer>
        """
        .formatted(
            data.release().isSample() ? "its sample" : "what CMS published", PageTable.FEW_ROWS);
  }
}

package org.openhcpcs.web.report;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.openhcpcs.database.Database;
import org.openhcpcs.store.report.ReportData;
import org.openhcpcs.store.report.ReportQueries;
import org.openhcpcs.web.Frame;
import org.openhcpcs.web.Templates;

/**
 * What an edition is and what it changed, as one HTML page. The same database gives the same bytes.
 */
public record EditionReport(ReportData data) {

  /** So many rows fit a screen or two; longer tables scroll by themselves and begin closed. */
  public static final int FEW_ROWS = 60;

  /**
   * The page of an edition.
   *
   * @param edition its current revision as {@code 2023-01}, another one as {@code 2023-01.1}
   * @throws org.openhcpcs.code.HcpcsException EDITION_UNKNOWN if it is not loaded
   */
  public static String html(Database database, String edition, Frame frame) {
    EditionReport report = new EditionReport(new ReportQueries(database.sql()).read(edition));
    return Templates.render("report.jte", Map.of("frame", frame, "report", report));
  }

  public ReportData.ReportRelease release() {
    return data.release();
  }

  public ChangeCounts counts() {
    return new ChangeCounts(data);
  }

  public ReportChanges changes() {
    return new ReportChanges(data);
  }

  public String title() {
    return "HCPCS Level II, edition %s%s"
        .formatted(release().edition(), release().isSample() ? ", sample" : "");
  }

  /** Editions between that are not loaded make changes look like those of one edition. */
  public String gap() {
    long months =
        data.before()
            .map(each -> ChronoUnit.MONTHS.between(each.effectiveOn(), release().effectiveOn()))
            .orElse(0L);
    return months <= 12 ? "" : ", " + months + " months earlier";
  }

  /** How many more than in the edition before; empty for the oldest one. */
  public String more(int now, java.util.function.ToIntFunction<ReportData.ReportRelease> count) {
    return data.before()
        .map(each -> now - count.applyAsInt(each))
        .map(more -> (more < 0 ? "−" : "+") + org.openhcpcs.web.Words.number(Math.abs(more)))
        .orElse("");
  }

  /** Totals over time of all editions. */
  public static List<LineChart> totals(Database database) {
    return charts(new ReportQueries(database.sql()).editions(), -1);
  }

  /** Totals over time. */
  public List<LineChart> charts() {
    return charts(data.editions(), release().id());
  }

  private static List<LineChart> charts(List<ReportData.ReportRelease> editions, int marked) {
    LineChart codes = new LineChart("total-codes", "Codes listed, ended ones included");
    LineChart ended = new LineChart("total-ended", "Codes and modifiers with an end date");
    LineChart modifiers = new LineChart("total-modifiers", "Modifiers listed");
    for (ReportData.ReportRelease each : editions) {
      boolean isThis = each.id() == marked;
      codes.point(each.edition(), each.effectiveOn(), each.codes(), isThis);
      ended.point(each.edition(), each.effectiveOn(), each.terminated(), isThis);
      modifiers.point(each.edition(), each.effectiveOn(), each.modifiers(), isThis);
    }
    return List.of(codes, ended, modifiers);
  }

  /** The name of an edition; the revision is told where it has two rows. */
  public String name(ReportData.ReportRelease each) {
    boolean isAlone =
        data.editions().stream().filter(other -> other.edition().equals(each.edition())).count()
            == 1;
    return isAlone ? each.edition() : each.edition() + "." + each.revision();
  }

  /** Whether no edition is before it. */
  public boolean isFirst(ReportData.ReportRelease each) {
    return each.effectiveOn().equals(data.editions().get(0).effectiveOn());
  }
}

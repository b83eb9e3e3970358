package org.openhcpcs.cli.load;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery.ColumnType;
import org.openhcpcs.database.RowQuery.ResultColumn;
import org.openhcpcs.job.refresh.RefreshJob;
import org.openhcpcs.job.refresh.UpdateCheck;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.source.CodeTableReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hcpcs check-for-updates}. */
@Command(
    name = "check-for-updates",
    description = {
      "Tells whether refresh would load something; loads nothing.",
      "Exit code 0: yes; 10: nothing new, and the next edition is loaded; 11: nothing new, and the next edition is",
      "not posted yet; 12: nothing new was found, but CMS did not answer every question."
    },
    sortOptions = false)
public final class CheckForUpdatesCommand extends QueryCommand {

  private static final int NOTHING_NEW = 10;
  private static final int NOT_POSTED_YET = 11;
  private static final int NOT_ANSWERED = 12;

  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("edition", ColumnType.TEXT),
          new ResultColumn("state", ColumnType.TEXT),
          new ResultColumn("url", ColumnType.TEXT));

  @Mixin private final SiteOptions where = new SiteOptions();

  public CheckForUpdatesCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    Optional<RefreshJob.Site> site = where.site(terminal(), clock);
    UpdateCheck.Outlook report;
    try (Database database = root().openDatabase()) {
      report =
          new UpdateCheck(
                  database,
                  new ArchiveStore(root().archiveFolder()),
                  new ReleaseLocator(Optional.empty(), CodeTableReader::problem),
                  clock)
              .check(site, where.dropFolder(root()));
    }
    report.problems().forEach(problem -> terminal().err().println("hcpcs: " + problem));
    try (RowFormat.RowPrinter printer = format().printer(terminal())) {
      printer.columns(COLUMNS);
      for (UpdateCheck.FoundFile row : report.rows()) {
        printer.row(
            List.of(
                row.edition().map(Edition::toString).orElse(""), row.state().label(), row.where()));
      }
    }
    if (format() == RowFormat.TEXT) {
      terminal().out().println(words(report));
    }
    return exitCode(report);
  }

  private static String words(UpdateCheck.Outlook report) {
    if (!report.updates().isEmpty()) {
      return "New: "
          + report.updates().stream()
              .map(row -> row.edition().map(Edition::toString).orElse(row.where()))
              .distinct()
              .collect(Collectors.joining(", "))
          + ". hcpcs refresh loads it.";
    }
    if (!report.problems().isEmpty()) {
      return "Nothing new was found, but not everything could be looked at.";
    }
    return report
        .ahead()
        .map(edition -> "Nothing new; " + edition + " is not posted yet.")
        .orElse("Nothing new.");
  }

  private static int exitCode(UpdateCheck.Outlook report) {
    if (!report.updates().isEmpty()) {
      return 0;
    }
    if (!report.problems().isEmpty()) {
      return NOT_ANSWERED;
    }
    return report.ahead().isPresent() ? NOT_POSTED_YET : NOTHING_NEW;
  }
}

package org.openhcpcs.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.job.LoadJob;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.EmbeddedServer;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs load}. */
@picocli.CommandLine.Command(
    name = "load",
    description = "Loads releases, oldest edition first. What is loaded already is left alone.",
    sortOptions = false)
final class LoadCommand extends Command {

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "a release zip, a code file, or a folder of one or several releases")
  private List<Path> paths = List.of();

  @Option(
      names = "--edition",
      paramLabel = "YYYY-MM",
      description = "the edition, where no name tells it (a folder named YYYY-MM tells)")
  private @Nullable String edition;

  @Option(names = "--dry-run", description = "print what would change, and write nothing")
  private boolean dryRun;

  LoadCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    List<Release> releases = new ReleaseLocator(givenEdition()).locate(paths);
    LoadProgress progress = new LoadProgress(terminal(), root().isQuiet());
    try (Database database = root().openDatabase()) {
      LoadJob job = new LoadJob(database, new ArchiveStore(root().archiveFolder()), progress);
      print(
          dryRun
              ? job.dryRun(releases)
              : job.load(releases, "load " + paths, HcpcsCommand.version()),
          progress);
      database.server().ifPresent(this::printHowToQuery);
    } finally {
      progress.end();
    }
    return 0;
  }

  private Optional<Edition> givenEdition() {
    if (edition == null) {
      return Optional.empty();
    }
    return Optional.of(
        Edition.parse(edition)
            .orElseThrow(
                () ->
                    new HcpcsException(
                        ErrorCode.USAGE,
                        "--edition "
                            + edition
                            + ": not an edition; it is YYYY-01, YYYY-04, YYYY-07 or YYYY-10")));
  }

  private void print(LoadReport report, LoadProgress progress) {
    progress.end();
    if (report.nothingNew()) {
      terminal()
          .out()
          .println(
              "Nothing to do: all " + report.releases().size() + " releases found are loaded.");
      return;
    }
    long loaded = report.count(LoadReport.Status.LOADED);
    long would = report.count(LoadReport.Status.WOULD_LOAD);
    long same = report.count(LoadReport.Status.SAME_CONTENT);
    long already = report.count(LoadReport.Status.ALREADY_LOADED);
    terminal()
        .out()
        .println(
            (would > 0 ? would + " would be loaded, nothing was written" : loaded + " loaded")
                + (same > 0 ? ", " + same + " with the content of a loaded revision" : "")
                + (already > 0 ? ", " + already + " loaded before" : "")
                + ".");
  }

  private void printHowToQuery(EmbeddedServer server) {
    if (root().isQuiet() || dryRun) {
      return;
    }
    terminal()
        .out()
        .printf(
            """

            Query it:
              ./hcpcs show S9372
              ./hcpcs sql "select code, short_description, coverage_description from hcpcs.code_current where betos = 'D1E'"
            or from any program, while the server runs:
              ./hcpcs db start && psql "$(./hcpcs db url)"
              %s?user=hcpcs  (password in %s)
            """,
            Database.jdbcUrl(server), server.passwordFile());
  }
}

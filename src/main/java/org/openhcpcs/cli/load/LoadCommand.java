package org.openhcpcs.cli.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.watch.RunWatch;
import org.openhcpcs.cli.watch.StatusWords;
import org.openhcpcs.cli.watch.WatchedCommand;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.server.EmbeddedServer;
import org.openhcpcs.database.server.ServerLogin;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.ReleaseStatus.ReleaseOutcome;
import org.openhcpcs.job.Stage;
import org.openhcpcs.job.load.LoadJob;
import org.openhcpcs.job.load.LoadOptions;
import org.openhcpcs.job.load.ParsedRelease;
import org.openhcpcs.job.watch.CommandResult;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.source.CodeTableHeader;
import org.openhcpcs.store.ledger.RunLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs load}. */
@Command(
    name = "load",
    description = "Loads releases, oldest edition first. What is loaded already is left alone.")
public final class LoadCommand extends WatchedCommand {

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "a release zip, a code file, or a folder of one or several releases; none with --from and --reparse")
  private List<Path> paths = List.of();

  @Option(
      names = "--edition",
      paramLabel = "YYYY-MM",
      description = "the edition, where no name tells it (a folder named YYYY-MM tells)")
  private @Nullable String edition;

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      description =
          "stop after this stage: acquire keeps the archives, parse reads them, check looks for findings, stage leaves the release"
              + " for inspection (hcpcs staged), publish is all (default)")
  private Stage until = Stage.PUBLISH;

  @Option(
      names = "--from",
      paramLabel = "STAGE",
      description =
          "go on with what an earlier run left: parse, check or stage with all archives that were kept and not published,"
              + " publish with what is staged; needs no PATH")
  private Stage from = Stage.ACQUIRE;

  @Option(
      names = "--reparse",
      description =
          "read loaded editions again from their kept archives; what reads otherwise than before is replaced and explained;"
              + " needs no PATH")
  private boolean reparse;

  @Option(names = "--dry-run", description = "print what would change, and write nothing")
  private boolean dryRun;

  @Option(names = "--no-twins", description = "do not compare a text with its workbook")
  private boolean noTwins;

  @Option(
      names = "--apply-corrections",
      description =
          "make a revision of each edition with the corrections that CMS published for it; without, they are only judged")
  private boolean applyCorrections;

  @Option(
      names = "--timings",
      description = "print how long each stage took; hcpcs runs --last tells it later, too")
  private boolean timings;

  @Mixin private final GateOptions gates = new GateOptions();

  @Override
  public boolean isDryRun() {
    return dryRun;
  }

  @Override
  public CommandResult work(RunWatch watch) {
    checkUsage();
    watch.openAhead();
    boolean fromArchive = reparse || from != Stage.ACQUIRE;
    FoundReleases located =
        fromArchive
            ? FoundReleases.NOTHING
            : new ReleaseLocator(givenEdition(), CodeTableHeader::problem).locate(paths);
    located.leftAlone().forEach(watch.output()::note);
    located.warnings().forEach(watch::warning);
    if (!fromArchive && located.editions().isEmpty()) {
      return nothingUsable(located, watch);
    }
    Database database = watch.database();
    LoadReport report = run(new LoadJob(tools(watch, options())), located);
    watch.output().pause();
    report.failures().forEach(watch::failed);
    String summary = summary(report);
    print(summary);
    if (timings) {
      printTimings(watch.stages());
    }
    Optional<String> refusal = report.refusal();
    if (!report.failures().isEmpty()) {
      refusal.ifPresent(why -> watch.output().failure(ErrorCode.GATE_REFUSED, why));
      return CommandResult.of(report, summary);
    }
    if (refusal.isPresent()) {
      throw new HcpcsException(ErrorCode.GATE_REFUSED, refusal.get());
    }
    database.server().ifPresent(this::printHowToQuery);
    return CommandResult.of(report, summary);
  }

  /** Without a database: nothing that was found can be loaded. */
  private static CommandResult nothingUsable(FoundReleases located, RunWatch watch) {
    List<Failure> failures = located.unusable().stream().map(Failure::of).toList();
    failures.forEach(watch::failed);
    return CommandResult.of(new LoadReport(List.of(), failures), RefreshSummary.failures(failures));
  }

  private void checkUsage() {
    boolean fromArchive = reparse || from != Stage.ACQUIRE;
    String problem = null;
    if (paths.isEmpty() && !fromArchive) {
      problem = "give a PATH, or --from or --reparse, which need none";
    } else if (!paths.isEmpty() && fromArchive) {
      problem = "--from and --reparse read the kept archives; give no PATH";
    } else if (reparse && (from != Stage.ACQUIRE || until != Stage.PUBLISH)) {
      problem = "--reparse goes through all stages; give no --from and no --until";
    } else if (reparse && applyCorrections) {
      problem = "--reparse reads what is loaded again; give --apply-corrections with a PATH";
    } else if (from.compareTo(until) > 0) {
      problem = "--from " + from.label() + " lies behind --until " + until.label();
    } else if (dryRun && (fromArchive || until != Stage.PUBLISH)) {
      problem = "--dry-run goes with none of --from, --until and --reparse";
    }
    if (problem != null) {
      throw ErrorCode.USAGE.failure("%s; see: hcpcs load --help", problem);
    }
  }

  private LoadOptions options() {
    return new LoadOptions(
        noTwins ? ParsedRelease.Twins.IGNORE : ParsedRelease.Twins.COMPARE,
        applyCorrections ? LoadOptions.CorrectionPolicy.APPLY : LoadOptions.CorrectionPolicy.REPORT,
        gates.gates(root().inputFolder()),
        InputFolder.reviewedMeanings(root().inputFolder(), root().projectInput()),
        until);
  }

  private LoadReport run(LoadJob job, FoundReleases located) {
    if (reparse) {
      return job.reparse(givenEdition());
    }
    if (from != Stage.ACQUIRE) {
      return job.resume(from, givenEdition());
    }
    return dryRun ? job.dryRun(located) : job.load(located);
  }

  @Override
  public String commandLine() {
    StringBuilder line = new StringBuilder("load");
    if (!paths.isEmpty()) {
      line.append(' ').append(paths);
    }
    if (reparse) {
      line.append(" --reparse");
    }
    if (from != Stage.ACQUIRE) {
      line.append(" --from ").append(from.label());
    }
    if (edition != null) {
      line.append(" --edition ").append(edition);
    }
    if (until != Stage.PUBLISH) {
      line.append(" --until ").append(until.label());
    }
    return line.append(gates).toString();
  }

  private Optional<Edition> givenEdition() {
    return Optional.ofNullable(edition).map(Options::edition);
  }

  private String summary(LoadReport report) {
    long notLoaded = report.count(ReleaseOutcome.EDITION_NOT_LOADED);
    if (notLoaded > 0 && notLoaded == report.releases().size()) {
      throw ErrorCode.EDITION_UNKNOWN.failure(
          "only companion files were found, and their edition is not loaded; load its code file first");
    }
    long sample = report.count(ReleaseOutcome.LEFT_ALONE);
    if (sample > 0 && sample == report.releases().size() && from == Stage.ACQUIRE) {
      throw new HcpcsException(ErrorCode.SAMPLE_REFUSED, sampleRefused());
    }
    if (report.count(ReleaseOutcome.ALREADY_LOADED) + sample == report.releases().size()
        && report.failures().isEmpty()) {
      return reparse
          ? "Nothing to do: no archive is kept of what is loaded."
          : from != Stage.ACQUIRE
              ? "Nothing to do: nothing is left to go on with."
              : sample == 0
                  ? "Nothing to do: all that was found is loaded."
                  : "Nothing to do: all that was found is loaded, but for the sample, which was left alone.";
    }
    List<String> parts = new ArrayList<>();
    for (StatusWords words : StatusWords.values()) {
      long count =
          report.releases().stream()
              .filter(entry -> StatusWords.of(entry.status()) == words)
              .count();
      if (count > 0) {
        parts.add(
            count + " " + words.ofMany() + (words == StatusWords.STOPPED ? until.label() : ""));
      }
    }
    if (!report.failures().isEmpty()) {
      parts.add(report.failures().size() + " failed");
    }
    return String.join(", ", parts) + ".";
  }

  /** The sample alone was named, and CMS's releases are loaded. */
  private String sampleRefused() {
    boolean isNamedByEnvironment =
        !terminal().environment().getOrDefault("HCPCS_DB_URL", "").isEmpty();
    return String.format(
        "the sample is no CMS publication, and is not loaded beside CMS's releases; give it a home of its own: "
            + "%s./hcpcs --home %s load %s",
        isNamedByEnvironment ? "HCPCS_DB_URL= " : "",
        shellWord(root().home().resolveSibling(root().home().getFileName() + "-sample")),
        paths.stream().map(LoadCommand::shellWord).collect(Collectors.joining(" ")));
  }

  private static String shellWord(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private void printTimings(List<RunLog.LoggedStage> stages) {
    for (RunLog.LoggedStage stage : stages) {
      terminal()
          .out()
          .printf(
              "%s  %-8s %6d ms  %,d read, %,d written%n",
              stage.edition(), stage.stage(), stage.milliseconds(), stage.read(), stage.written());
    }
  }

  private void printHowToQuery(EmbeddedServer server) {
    if (root().isQuiet() || dryRun || until != Stage.PUBLISH) {
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
            Database.jdbcUrl(server), server.passwordFile(ServerLogin.OWNER));
  }
}

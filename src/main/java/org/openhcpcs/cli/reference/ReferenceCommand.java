package org.openhcpcs.cli.reference;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.reference.ReferenceKind;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.reference.ReferenceJob;
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.store.reference.ReferenceStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs reference}. */
@Command(
    name = "reference",
    description = {
      "Lists the tables that CMS publishes beside the code files: NDC-HCPCS crosswalks, payment files and the RBCS; load brings them in.",
      "Each has editions of its own. Releases neither give nor take them."
    })
public final class ReferenceCommand extends QueryCommand {

  @Override
  public Integer call() {
    return print(
        format() == RowFormat.TEXT
            ? Listings.referenceTablesForPeople()
            : Listings.referenceTables());
  }

  @Command(
      name = "load",
      description = {
        "Loads NDC-HCPCS crosswalks, payment files and the RBCS from zips, folders, CSV files and workbooks, all or none.",
        "What is loaded already is left alone; another file for the same edition is one more revision, of which CMS's latest posting prevails."
      })
  void load(
      @Parameters(paramLabel = "PATH", arity = "1..*") List<Path> paths,
      @Option(
              names = "--edition",
              paramLabel = "YYYY-MM",
              description =
                  "the edition, where no name tells it: the first month of the quarter of a crosswalk or payment file, YYYY-01 for an RBCS")
          @Nullable String edition,
      @Option(names = "--dry-run", description = "print what would change, and write nothing")
          boolean dryRun) {
    Optional<Edition> given = Optional.ofNullable(edition).map(Options::edition);
    try (Database database = root().openDatabase()) {
      ReferenceJob job = new ReferenceJob(database);
      ReferenceJob.TablesLoaded report = dryRun ? job.dryRun(paths, given) : job.load(paths, given);
      report.notes().forEach(root()::note);
      report.outcomes().forEach(outcome -> print(line(outcome, dryRun)));
    }
  }

  @Command(name = "remove", description = "Takes an edition out, or with YYYY-MM.N its revision N.")
  void remove(
      @Parameters(paramLabel = "KIND", description = "such as ndc-asp or rbcs") String kind,
      @Parameters(paramLabel = "EDITION", description = "YYYY-MM or YYYY-MM.N") String edition) {
    ReferenceKind which =
        ReferenceKind.ofLabel(kind.toLowerCase(Locale.ROOT))
            .orElseThrow(
                () ->
                    ErrorCode.USAGE.failure(
                        "%s: no kind of reference table; they are %s",
                        kind,
                        Arrays.stream(ReferenceKind.values())
                            .map(ReferenceKind::label)
                            .collect(Collectors.joining(", "))));
    Options.EditionRevision wanted = Options.revision("EDITION", edition);
    try (Database database = root().openExisting().orElseThrow(root()::nothingLoaded)) {
      int removed = new ReferenceJob(database).remove(which, wanted.edition(), wanted.number());
      if (removed == 0) {
        throw ErrorCode.CODE_NOT_FOUND.failure(
            "%s %s is not loaded; see: hcpcs reference", which.label(), edition);
      }
      print(removed == 1 ? "1 revision removed." : "%,d revisions removed.".formatted(removed));
    }
  }

  private static String line(ReferenceStore.TableOutcome outcome, boolean dryRun) {
    ReferenceStore.ReferenceRelease release = outcome.release();
    String what = release.kind().label() + " " + release.edition();
    String other =
        outcome.newest() == outcome.revision()
            ? ""
            : "; revision " + outcome.newest() + " prevails";
    if (!outcome.isNew()) {
      return "%s: nothing to do, %s is loaded as revision %d%s."
          .formatted(what, release.file(), outcome.revision(), other);
    }
    return String.format(
        "%s revision %d: %,d rows %s, %,d rejected%s%s.",
        what,
        outcome.revision(),
        release.table().lines().size(),
        dryRun ? "would be loaded" : "loaded",
        release.table().rejected().size(),
        other,
        dryRun ? "; nothing was written" : "");
  }
}

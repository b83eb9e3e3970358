package org.openhcpcs.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.openhcpcs.code.Edition;
import org.openhcpcs.job.RollbackJob;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.ReleaseRemoval;
import org.openhcpcs.store.RunLog;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs rollback}. */
@picocli.CommandLine.Command(
    name = "rollback",
    description = {
      "Unpublishes the current revision of an edition; the revision before it, if any, is current again.",
      "Its archives are kept, so it can be loaded again."
    },
    sortOptions = false)
final class RollbackCommand extends WatchedCommand {

  @Parameters(paramLabel = "EDITION", description = "the edition, as YYYY-MM")
  private String edition = "";

  @Option(names = "--dry-run", description = "print what would go, and write nothing")
  private boolean dryRun;

  RollbackCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  String commandLine() {
    return "rollback " + edition;
  }

  @Override
  boolean isDryRun() {
    return dryRun;
  }

  /** What is not there cannot be taken out, and nothing is made for it. */
  @Override
  Database open(Consumer<String> onLoss) {
    return root().openExisting(onLoss).orElseThrow(root()::nothingLoaded);
  }

  @Override
  Ending work(RunWatch watch) {
    Edition wanted = Options.edition("EDITION", edition);
    RollbackJob job = new RollbackJob(watch.database(), watch);
    ReleaseRemoval.Removed removed =
        dryRun ? job.dryRun(wanted) : job.rollBack(wanted, HcpcsCommand.version());
    String line = line(removed);
    print(line, removed);
    return new Ending(RunLog.Outcome.DONE, Optional.empty(), line);
  }

  private String line(ReleaseRemoval.Removed removed) {
    return String.format(
        Locale.ROOT,
        "%s revision %d %s: %,d codes, %,d modifiers, %,d records that no other release holds  (%s)",
        removed.edition(),
        removed.revision(),
        dryRun ? "would go, nothing was written" : "is gone",
        removed.codes(),
        removed.modifiers(),
        removed.records(),
        removed.archiveName());
  }

  private void print(String line, ReleaseRemoval.Removed removed) {
    terminal().out().println(line);
    terminal()
        .out()
        .println(
            removed
                .nowCurrent()
                .map(
                    revision ->
                        "Revision " + revision + (dryRun ? " would be" : " is") + " current again.")
                .orElse(
                    "No revision of the edition "
                        + (dryRun ? "would be left." : "is left.")
                        + " Its archives are kept."));
  }
}

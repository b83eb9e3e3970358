package org.openhcpcs.cli.load;

import java.util.Optional;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.watch.RunWatch;
import org.openhcpcs.cli.watch.WatchedCommand;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.OneLine;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.LoggedRun;
import org.openhcpcs.job.watch.CommandResult;
import org.openhcpcs.store.ledger.RunLock;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.ReleaseRemoval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs rollback}. */
@Command(
    name = "rollback",
    description = {
      "Unpublishes the current revision of an edition; the revision before it, if any, is current again.",
      "Its archives are kept, so it can be loaded again."
    })
public final class RollbackCommand extends WatchedCommand {

  @Parameters(paramLabel = "EDITION", description = "the edition, as YYYY-MM")
  private String edition = "";

  @Option(names = "--dry-run", description = "print what would go, and write nothing")
  private boolean dryRun;

  @Override
  public String commandLine() {
    return "rollback " + edition;
  }

  @Override
  public boolean isDryRun() {
    return dryRun;
  }

  /** What is not there cannot be taken out, and nothing is made for it. */
  @Override
  public Database open() {
    return root().openExisting().orElseThrow(root()::nothingLoaded);
  }

  @Override
  public CommandResult work(RunWatch watch) {
    Edition wanted = Options.edition("EDITION", edition);
    ReleaseRemoval removal = new ReleaseRemoval(watch.database().sql());
    ReleaseRemoval.Removed removed =
        dryRun
            ? RunLock.held(watch.database(), () -> removal.preview(wanted))
            : LoggedRun.of(
                watch.database(), watch, "rollback " + wanted, log -> remove(removal, wanted, log));
    String line = line(removed);
    print(line, removed);
    return new CommandResult(RunLog.RunOutcome.DONE, Optional.empty(), line);
  }

  private static ReleaseRemoval.Removed remove(
      ReleaseRemoval removal, Edition edition, RunLog log) {
    ReleaseRemoval.Removed removed = removal.remove(edition);
    log.end(RunLog.RunOutcome.DONE, null);
    return removed;
  }

  private String line(ReleaseRemoval.Removed removed) {
    return OneLine.of(
        String.format(
            "%s revision %d %s: %,d codes, %,d modifiers, %,d records that no other release holds  (%s)",
            removed.edition(),
            removed.revision(),
            dryRun ? "would go, nothing was written" : "is gone",
            removed.codes(),
            removed.modifiers(),
            removed.records(),
            removed.archiveName()));
  }

  private void print(String line, ReleaseRemoval.Removed removed) {
    print(line);
    print(
        removed
            .nowCurrent()
            .map(
                revision ->
                    "Revision " + revision + (dryRun ? " would be" : " is") + " current again.")
            .orElse(
                "No revision of the edition %s Its archives are kept."
                    .formatted(dryRun ? "would be left." : "is left.")));
  }
}

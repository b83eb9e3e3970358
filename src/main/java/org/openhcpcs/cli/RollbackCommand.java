package org.openhcpcs.cli;

import java.util.Locale;
import org.openhcpcs.code.Edition;
import org.openhcpcs.job.RollbackJob;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.ReleaseRemoval;
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
final class RollbackCommand extends Command {

  @Parameters(paramLabel = "EDITION", description = "the edition, as YYYY-MM")
  private String edition = "";

  @Option(names = "--dry-run", description = "print what would go, and write nothing")
  private boolean dryRun;

  RollbackCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    Edition wanted = Options.edition("EDITION", edition);
    try (Database database = root().openDatabase()) {
      RollbackJob job = new RollbackJob(database);
      print(dryRun ? job.dryRun(wanted) : job.rollBack(wanted, HcpcsCommand.version()));
    }
    return 0;
  }

  private void print(ReleaseRemoval.Removed removed) {
    terminal()
        .out()
        .printf(
            Locale.ROOT,
            "%s revision %d %s: %,d codes, %,d modifiers, %,d records that no other release holds  (%s)%n",
            removed.edition(),
            removed.revision(),
            dryRun ? "would go, nothing was written" : "is gone",
            removed.codes(),
            removed.modifiers(),
            removed.records(),
            removed.archiveName());
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

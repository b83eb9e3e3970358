package org.openhcpcs.cli;

import java.util.Optional;
import org.openhcpcs.job.RecoverJob;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.store.Database;

/** {@code hcpcs recover}. */
@picocli.CommandLine.Command(
    name = "recover",
    description = {
      "Clears what a killed run left: its open entry in the log, and archives that were half written.",
      "The next load or refresh does the same by itself; nothing that was published or kept is touched."
    },
    sortOptions = false)
final class RecoverCommand extends Command {

  private static final String NOTHING = "Nothing to do: no run was killed.";

  RecoverCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    Optional<Database> existing = root().openExisting();
    if (existing.isEmpty()) {
      terminal().out().println(NOTHING);
      return 0;
    }
    try (Database database = existing.get()) {
      RecoverJob.Recovered recovered =
          new RecoverJob(database, new ArchiveStore(root().archiveFolder())).recover();
      terminal()
          .out()
          .println(
              recovered.runs() + recovered.parts() == 0
                  ? NOTHING
                  : recovered.runs()
                      + " killed runs closed, "
                      + recovered.parts()
                      + " half-written archives removed.");
    }
    return 0;
  }
}

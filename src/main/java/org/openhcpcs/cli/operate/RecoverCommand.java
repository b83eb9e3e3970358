package org.openhcpcs.cli.operate;

import java.util.Optional;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.database.Database;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.store.ledger.RunLock;
import org.openhcpcs.store.ledger.RunLog;
import picocli.CommandLine.Command;

/** {@code hcpcs recover}. */
@Command(
    name = "recover",
    description = {
      "Clears what a killed run left: its open entry in the log, and archives that were half written.",
      "The next load or refresh does the same by itself; nothing that was published or kept is touched."
    })
public final class RecoverCommand extends ProgramCommand {

  private static final String NOTHING = "Nothing to do: no run was killed.";

  @Override
  public Integer call() {
    Optional<Database> existing = root().openExisting();
    if (existing.isEmpty()) {
      print(NOTHING);
      return 0;
    }
    try (Database database = existing.get()) {
      print(RunLock.held(database, () -> recover(database)));
    }
    return 0;
  }

  /** Whoever holds the lock is the only one that runs, so what is open was killed. */
  private String recover(Database database) {
    int runs = RunLog.closeKilled(database);
    int parts = new ArchiveStore(root().archiveFolder()).removeParts();
    return runs + parts == 0
        ? NOTHING
        : "%s killed runs closed, %s half-written archives removed.".formatted(runs, parts);
  }
}

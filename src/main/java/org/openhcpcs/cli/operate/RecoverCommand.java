package org.openhcpcs.cli.operate;

import java.util.Optional;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.RecoverJob;
import org.openhcpcs.release.archive.ArchiveStore;
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
      RecoverJob.Recovered recovered =
          new RecoverJob(database, new ArchiveStore(root().archiveFolder())).recover();
      print(
          recovered.runs() + recovered.parts() == 0
              ? NOTHING
              : "%s killed runs closed, %s half-written archives removed."
                  .formatted(recovered.runs(), recovered.parts()));
    }
    return 0;
  }
}

package org.openhcpcs.cli.operate;

import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.database.Database;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs runs}. */
@Command(
    name = "runs",
    description = {
      "Lists the runs that wrote to the database, the newest first.",
      "Of one run, its stages, each with what it read, wrote, rejected and skipped: the run report."
    })
public final class RunsCommand extends QueryCommand {

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "list the stages of the run of this number")
  private @Nullable Integer run;

  @Option(names = "--last", description = "list the stages of the newest run")
  private boolean last;

  /** The logs are the loader's. */
  @Override
  public Database database() {
    return root().openExisting().orElseThrow(root()::nothingLoaded);
  }

  @Override
  public Integer call() {
    return run == null && !last ? print(Listings.runs()) : print(Listings.stages(run));
  }
}

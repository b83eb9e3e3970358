package org.openhcpcs.cli.watch;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.database.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs runs}. */
@Command(
    name = "runs",
    description = {
      "Lists the runs that wrote to the database, the newest first.",
      "Of one run, its stages, each with what it read, wrote, rejected and skipped: the run report."
    },
    sortOptions = false)
public final class RunsCommand extends QueryCommand {

  private static final String RUNS =
      """
      select r.run_id as run, %s as started_at, round(extract(epoch from r.ended_at - r.started_at)::numeric, 1) as seconds,
        coalesce(r.outcome, 'running') as outcome, count(distinct s.edition) as editions, r.command, r.program_version, r.error
      from hcpcs_load.run r
      left join hcpcs_load.stage_run s using (run_id)
      group by r.run_id
      order by r.run_id desc
      """
          .formatted(utc("r.started_at"));

  /** The stages of the run of a number, or of the newest. */
  static final String STAGES =
      """
      select r.run_id as run, %s as run_started_at, %s as run_ended_at, r.command, r.program_version,
        coalesce(r.outcome, 'running') as outcome, r.error, r.inputs_sha256, s.edition, s.stage, %s as started_at, s.milliseconds,
        s.read, s.written, s.rejected, s.skipped, s.error_code, s.archive_sha256
      from hcpcs_load.run r
      left join hcpcs_load.stage_run s using (run_id)
      where r.run_id = coalesce(?, (select max(run_id) from hcpcs_load.run))
      order by s.started_at, array_position(array['acquire', 'parse', 'check', 'stage', 'publish', 'feed'], s.stage)
      """
          .formatted(utc("r.started_at"), utc("r.ended_at"), utc("s.started_at"));

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "list the stages of the run of this number")
  private @Nullable Integer run;

  @Option(names = "--last", description = "list the stages of the newest run")
  private boolean last;

  public RunsCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  /** A time as ISO 8601 writes it, in UTC whatever the zone of the session. */
  private static String utc(String column) {
    return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
  }

  /** The logs are the loader's. */
  @Override
  public Database database() {
    return root().openExisting().orElseThrow(root()::nothingLoaded);
  }

  @Override
  public Integer call() {
    return run == null && !last
        ? print(RUNS, List.of())
        : print(STAGES, Collections.singletonList(run));
  }
}

package org.openhcpcs.cli.watch;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.output.Json;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.watch.RunEnd;

/** A run with all its stages as one JSON object, for a report file. */
final class RunReport {

  private RunReport() {}

  /**
   * What happened, release by release and stage by stage.
   *
   * @param stages what {@link #stages} gave
   */
  static Json json(RunEnd end, List<Json> stages) {
    return new Json()
        .with("run", end.run())
        .with("command", end.command())
        .with("program_version", HcpcsCommand.version())
        .with("started_at", time(end.startedAt()))
        .with("ended_at", time(end.endedAt()))
        .with("outcome", end.outcome().label())
        .with("exit_code", end.exitCode())
        .with("error_code", end.errorCode())
        .with("message", end.message())
        .with("changed", end.changed())
        .with("refused", end.refused())
        .with("failed", end.failed())
        .with("failures", end.failures().stream().map(RunReport::failure).toList())
        .with("warnings", end.warnings())
        .with("releases", end.releases().stream().map(JsonLog::release).toList())
        .with("stages", stages);
  }

  private static Json failure(LoadReport.Failure failure) {
    return new Json()
        .with("error_code", failure.errorCode())
        .with("path", failure.path())
        .with("message", failure.message());
  }

  /** The rows of {@code runs RUN --format json}. */
  static List<Json> stages(Database database, int run) {
    List<Json> rows = new ArrayList<>();
    RowQuery.run(
        database,
        RunsCommand.STAGES,
        List.of(run),
        new RowQuery.RowSink() {
          private List<RowQuery.ResultColumn> columns = List.of();

          @Override
          public void columns(List<RowQuery.ResultColumn> all) {
            columns = all;
          }

          @Override
          public void row(List<@Nullable String> values) {
            Json row = new Json();
            for (int i = 0; i < columns.size(); i++) {
              String value = values.get(i);
              boolean isNumber =
                  value != null && columns.get(i).type() == RowQuery.ColumnType.NUMBER;
              row.with(columns.get(i).name(), isNumber ? new BigDecimal(value) : value);
            }
            rows.add(row);
          }
        });
    return rows;
  }

  /** The stages as the program remembers them, where the database does not answer. */
  static List<Json> stages(RunEnd end) {
    return end.stages().stream()
        .map(
            stage ->
                new Json()
                    .with("edition", stage.edition())
                    .with("stage", stage.stage())
                    .with("started_at", time(stage.startedAt()))
                    .with("milliseconds", stage.milliseconds())
                    .with("read", stage.read())
                    .with("written", stage.written())
                    .with("rejected", stage.rejected())
                    .with("skipped", stage.skipped())
                    .with("error_code", stage.errorCode())
                    .with("archive_sha256", stage.archiveSha256()))
        .toList();
  }

  private static Instant time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }
}

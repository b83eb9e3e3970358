package org.openhcpcs.cli.watch;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ProgramVersion;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.watch.RunEnd;
import org.openhcpcs.json.Json;
import org.openhcpcs.store.read.Listings;

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
        .with("program_version", ProgramVersion.get())
        .with("started_at", time(end.startedAt()))
        .with("ended_at", time(end.endedAt()))
        .with(JsonLog.result(end.result()))
        .with("changed", end.changed())
        .with("refused", end.refused())
        .with("failed", end.failed())
        .with("failures", end.failures().stream().map(RunReport::failure).toList())
        .with("warnings", end.warnings())
        .with("releases", end.releases().stream().map(JsonLog::release).toList())
        .with("stages", stages);
  }

  private static Json failure(Failure failure) {
    return new Json()
        .with("error_code", failure.errorCode())
        .with("path", failure.path())
        .with("message", failure.message());
  }

  /** The rows of {@code runs RUN --format json}. */
  static List<Json> stages(Database database, int run) {
    ResultRows result = ResultRows.of(database, Listings.stages(run));
    List<Json> rows = new ArrayList<>();
    for (List<@Nullable String> values : result.rows()) {
      Json row = new Json();
      for (int i = 0; i < values.size(); i++) {
        RowQuery.ResultColumn column = result.columns().get(i);
        String value = values.get(i);
        boolean isNumber = value != null && column.type() == RowQuery.ColumnType.NUMBER;
        row.with(column.name(), isNumber ? new BigDecimal(value) : value);
      }
      rows.add(row);
    }
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

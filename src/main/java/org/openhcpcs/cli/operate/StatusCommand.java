package org.openhcpcs.cli.operate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery.ColumnType;
import org.openhcpcs.database.RowQuery.ResultColumn;
import org.openhcpcs.fetch.Cadence;
import org.openhcpcs.job.watch.StatusCheck;
import org.openhcpcs.store.ledger.StatusFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hcpcs status}. */
@Command(
    name = "status",
    description = {
      "Tells whether the database is as fresh as it should be today; asks nobody but the database.",
      "Exit code 0: fresh; 20: nothing is loaded; 21: stale; 22: the last load or refresh failed or was killed; 23: a gate",
      "refused an edition, and somebody must decide. If several hold, the first of them."
    })
public final class StatusCommand extends QueryCommand {

  @Option(
      names = "--max-age",
      paramLabel = "DAYS",
      description =
          "how long ago the newest edition may have taken effect (default: the edition in force today must be there)")
  private @Nullable Integer maxAge;

  @Option(
      names = "--max-idle",
      paramLabel = "DAYS",
      description = "how long ago the last load or refresh that succeeded may have been")
  private @Nullable Integer maxIdle;

  @Option(names = "--annual", description = "only the editions of January are wanted")
  private boolean annual;

  @Override
  public Integer call() {
    if ((maxAge != null && maxAge < 0) || (maxIdle != null && maxIdle < 0)) {
      throw ErrorCode.USAGE.failure("--max-age and --max-idle must be 0 or more");
    }
    StatusCheck check =
        new StatusCheck(
            Clock.systemUTC(),
            new StatusCheck.Limits(
                annual ? Cadence.ANNUAL : Cadence.QUARTERLY,
                Optional.ofNullable(maxAge),
                Optional.ofNullable(maxIdle)));
    Optional<Database> existing = root().openExisting();
    if (existing.isEmpty()) {
      return print(check.judge(StatusFacts.NOTHING), List.of());
    }
    try (Database database = existing.get()) {
      int exitCode = print(check.judge(StatusFacts.of(database)), StatusFacts.missing(database));
      tellSample(database);
      return exitCode;
    }
  }

  private int print(StatusCheck.DataStatus status, List<Edition> missing) {
    Map<String, @Nullable Object> row = StatusRow.json(status).members();
    if (format() == RowFormat.TEXT) {
      printLines(row);
      if (!missing.isEmpty()) {
        printLine("not loaded between", StatusRow.editions(missing));
      }
    } else {
      List<ResultColumn> columns = new ArrayList<>();
      List<@Nullable String> values = new ArrayList<>();
      row.forEach(
          (name, value) -> {
            columns.add(
                new ResultColumn(
                    name, value instanceof Number ? ColumnType.NUMBER : ColumnType.TEXT));
            values.add(value == null ? null : value.toString());
          });
      printRows(new ResultRows(columns, List.of(values)));
    }
    return exitCode(status.verdict());
  }

  private void printLines(Map<String, @Nullable Object> row) {
    print(String.valueOf(row.get("status")).toUpperCase(Locale.ROOT) + ": " + row.get("reason"));
    row.forEach(
        (name, value) -> {
          if (value != null && !name.equals("status") && !name.equals("reason")) {
            printLine(name.replace('_', ' '), value.toString());
          }
        });
  }

  private void printLine(String name, @Nullable String value) {
    terminal().out().printf("  %-20s %s%n", name, value);
  }

  /** Beside 1 to 5 of every command, and 10 to 12 of {@code refresh --dry-run}. */
  private static int exitCode(StatusCheck.Freshness verdict) {
    return switch (verdict) {
      case FRESH -> 0;
      case NEVER_LOADED -> 20;
      case STALE -> 21;
      case LAST_RUN_FAILED -> 22;
      case REFUSED -> 23;
    };
  }
}

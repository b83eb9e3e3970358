package org.openhcpcs.cli.operate;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery.ColumnType;
import org.openhcpcs.database.RowQuery.ResultColumn;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.store.derive.InvariantCheck;
import org.openhcpcs.store.derive.InvariantResult;
import picocli.CommandLine.Command;

/** {@code hcpcs verify}. */
@Command(
    name = "verify",
    description = {
      "Checks every invariant of the database, and that its archives are kept; writes nothing.",
      "Exit code 1 if one is violated."
    })
public final class VerifyCommand extends QueryCommand {

  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("invariant", ColumnType.TEXT),
          new ResultColumn("status", ColumnType.TEXT),
          new ResultColumn("violations", ColumnType.NUMBER),
          new ResultColumn("example", ColumnType.TEXT));

  @Override
  public Integer call() {
    List<InvariantResult> verdicts;
    try (Database database = root().openExisting().orElseThrow(root()::nothingLoaded)) {
      verdicts =
          new InvariantCheck(database.sql(), new ArchiveStore(root().archiveFolder())).verdicts();
    }
    printRows(new ResultRows(COLUMNS, verdicts.stream().map(VerifyCommand::row).toList()));
    List<String> violated =
        verdicts.stream()
            .filter(verdict -> verdict.status() == InvariantResult.Holding.VIOLATED)
            .map(InvariantResult::invariant)
            .toList();
    if (!violated.isEmpty()) {
      throw ErrorCode.INVARIANT_VIOLATED.failure(
          "%s of %s invariants are violated: %s",
          violated.size(), verdicts.size(), violated.stream().collect(Collectors.joining(", ")));
    }
    return 0;
  }

  private static List<@Nullable String> row(InvariantResult verdict) {
    return List.of(
        verdict.invariant(),
        verdict.status().label(),
        String.valueOf(verdict.violations()),
        verdict.example());
  }
}

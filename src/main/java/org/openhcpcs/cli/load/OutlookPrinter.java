package org.openhcpcs.cli.load;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery.ResultColumn;
import org.openhcpcs.job.refresh.Outlook;
import org.openhcpcs.job.watch.CommandResult;
import org.openhcpcs.store.ledger.RunLog;

/** Prints what {@code refresh --dry-run} found, and knows its exit codes. */
final class OutlookPrinter {

  private static final int NOTHING_NEW = 10;
  private static final int NOT_POSTED_YET = 11;
  private static final int NOT_ANSWERED = 12;

  private static final List<ResultColumn> COLUMNS = ResultColumn.texts("edition", "state", "url");

  private OutlookPrinter() {}

  static CommandResult print(Outlook outlook, RowFormat format, Terminal terminal) {
    new ResultRows(COLUMNS, outlook.rows().stream().map(OutlookPrinter::row).toList())
        .print(format.printer(terminal));
    CommandResult result = result(outlook);
    if (format == RowFormat.TEXT) {
      terminal.print(result.message());
    }
    return result;
  }

  private static List<@Nullable String> row(Outlook.FoundFile row) {
    return List.of(
        row.edition().map(Edition::toString).orElse(""), row.standing().label(), row.where());
  }

  private static CommandResult result(Outlook outlook) {
    if (!outlook.updates().isEmpty()) {
      String news =
          outlook.updates().stream()
              .map(row -> row.edition().map(Edition::toString).orElse(row.where()))
              .distinct()
              .collect(Collectors.joining(", "));
      return new CommandResult(
          RunLog.RunOutcome.DONE, Optional.empty(), "New: " + news + ". hcpcs refresh loads it.");
    }
    if (!outlook.problems().isEmpty()) {
      return nothingNew(
          "Nothing new was found, but not everything could be looked at.", NOT_ANSWERED);
    }
    return outlook
        .ahead()
        .map(
            edition ->
                nothingNew("Nothing new; " + edition + " is not posted yet.", NOT_POSTED_YET))
        .orElseGet(() -> nothingNew("Nothing new.", NOTHING_NEW));
  }

  private static CommandResult nothingNew(String message, int exitCode) {
    return new CommandResult(RunLog.RunOutcome.NOTHING_NEW, Optional.empty(), message, exitCode);
  }
}

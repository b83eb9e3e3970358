package org.openhcpcs.cli;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.EditionRecords;
import org.openhcpcs.store.Query;
import picocli.CommandLine.Option;

/** A command that prints the rows of a query. */
abstract class QueryCommand extends Command {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, csv (RFC 4180 with a header) or json (default: ${DEFAULT-VALUE})",
      defaultValue = "text")
  private RowFormat format = RowFormat.TEXT;

  QueryCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  RowFormat format() {
    return format;
  }

  /** What prints the rows; to be closed. */
  RowFormat.RowPrinter printer() {
    return format.printer(terminal());
  }

  /** The database that is asked. */
  Database database() {
    return root().openToRead();
  }

  /** Runs one of the program's own queries and prints its rows. */
  int print(String sql, List<?> parameters) {
    return print(null, sql, parameters);
  }

  /**
   * The same for one edition: if it is not loaded that is a failure, not an answer without rows.
   */
  int print(@Nullable Edition edition, String sql, List<?> parameters) {
    try (Database database = database()) {
      if (edition != null) {
        EditionRecords.of(database, edition, OptionalInt.empty());
      }
      try (RowFormat.RowPrinter printer = printer()) {
        Query.run(database, sql, parameters, printer);
      }
    }
    return 0;
  }
}

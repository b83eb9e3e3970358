package org.openhcpcs.cli.command;

import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Wrap;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.store.ledger.Holdings;
import org.openhcpcs.store.read.EditionRecords;
import picocli.CommandLine.Option;

/** A command that prints the rows of a query. */
public abstract class QueryCommand extends ProgramCommand {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, csv (RFC 4180 with a header) or json (default: text)")
  private @Nullable RowFormat format;

  public RowFormat format() {
    return format == null ? RowFormat.TEXT : format;
  }

  public boolean isFormatGiven() {
    return format != null;
  }

  /** What prints the rows; to be closed. */
  public RowQuery.RowPrinter printer() {
    return format().printer(terminal());
  }

  /** The database that is asked. */
  public Database database() {
    return root().openToRead();
  }

  /** Runs one of the program's own queries and prints its rows. */
  public int print(Query query) {
    try (Database database = database()) {
      printRows(database, query);
    }
    return 0;
  }

  /** The same for a query that asks of the releases, where they are the sample saying so. */
  public int printLoaded(Query query) {
    return printLoaded(null, query);
  }

  /**
   * The same for one edition: if it is not loaded that is a failure, not an answer without rows.
   */
  public int printLoaded(@Nullable Edition edition, Query query) {
    return printLoaded(
        database -> {
          if (edition != null) {
            EditionRecords.of(database, edition, OptionalInt.empty());
          }
          printRows(database, query);
        });
  }

  /** The same where more than one question is asked. */
  public int printLoaded(Consumer<Database> answers) {
    try (Database database = root().openLoaded()) {
      answers.accept(database);
      tellSample(database);
    }
    return 0;
  }

  public void printRows(Database database, Query query) {
    try (RowQuery.RowPrinter printer = printer()) {
      RowQuery.run(database, query, printer);
    }
  }

  public void printRows(ResultRows rows) {
    rows.print(printer());
  }

  /**
   * Says below an answer that it comes from the sample, if that is all that is loaded; beside it
   * where programs read it.
   */
  public void tellSample(Database database) {
    if (format() == RowFormat.TEXT && Holdings.of(database) == Holdings.SAMPLE) {
      Wrap.lines(HcpcsCommand.SAMPLE, terminal().width()).forEach(terminal()::print);
    } else if (format() != RowFormat.TEXT) {
      root().noteSample(database);
    }
  }
}

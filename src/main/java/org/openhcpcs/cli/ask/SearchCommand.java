package org.openhcpcs.cli.ask;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.Marks;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Kind;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs search}. */
@Command(
    name = "search",
    description = "Finds codes and modifiers by code or by the words of their descriptions.")
public final class SearchCommand extends QueryCommand {

  /** A status as {@code hcpcs.code_detail} has it. */
  enum StatusFilter {
    ACTIVE,
    TERMINATED,
    FUTURE,
    ABSENT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "TEXT",
      description =
          "words in any order and form, a code or its beginning, \"words in a row\"; between quotes also -without this word")
  private List<String> words = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "at most so many (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private int limit;

  @Option(
      names = "--section",
      paramLabel = "LETTERS",
      description = "only codes that begin with one of these letters, such as EK")
  private @Nullable String section;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "only those that are active, terminated, future or absent")
  private @Nullable StatusFilter status;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "only those that are valid on this date of service")
  private @Nullable String date;

  @Option(names = "--kind", paramLabel = "KIND", description = "only procedure or modifier")
  private @Nullable Kind kind;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw ErrorCode.USAGE.failure("--limit %s: not a number of rows; it is 1 or more", limit);
    }
    String query = String.join(" ", words).replace('\0', ' ');
    Listings.SearchFilter filter =
        new Listings.SearchFilter(
            section,
            status == null ? null : status.toString(),
            date == null ? null : Options.day("--date", date),
            kind);
    return printLoaded(
        database -> {
          printRows(
              database,
              format() == RowFormat.TEXT
                  ? Listings.searchForPeople(query, limit, filter)
                  : Listings.search(query, limit, filter));
          if (!root().isQuiet()) {
            terminal().out().flush();
            ResultRows.of(database, Listings.searchNotes(query, filter))
                .rows()
                .forEach(row -> terminal().err().println("hcpcs: note: " + row.get(0)));
          }
        });
  }

  @Override
  public RowQuery.RowPrinter printer() {
    return format() == RowFormat.TEXT
        ? RowFormat.TEXT.printer(Marks.matches(terminal()))
        : super.printer();
  }
}

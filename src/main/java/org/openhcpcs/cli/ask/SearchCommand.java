package org.openhcpcs.cli.ask;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.Marks;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs search}. */
@Command(
    name = "search",
    description = "Finds codes and modifiers by code or by the words of their descriptions.",
    sortOptions = false)
public final class SearchCommand extends QueryCommand {

  private static final String RANKED =
      " from hcpcs.search_codes(?, ?, ?, ?, ?, ?) s order by s.place";

  /** What was not taken as it was written. */
  private static final String NOTES =
      """
      select case understood
          when 'spelling' then words || ': in no description; searched for words that are spelt like it'
          when 'prefix' then words || ': in no description; searched for words that begin so'
          else words || ': in no description, nor anything like it; left out'
        end
      from hcpcs.search_parts(?)
      where understood in ('spelling', 'prefix', 'unknown')
      union all
      select 'no description has all the words; these have the rarest of them'
      from hcpcs.search_codes(?, 1, ?, ?, ?, ?)
      where matched = 'some words'
      """;

  /** A status as {@code hcpcs.code_detail} has it. */
  enum StatusFilter {
    ACTIVE,
    TERMINATED,
    FUTURE,
    ABSENT
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
  private @Nullable LocalDate date;

  @Option(names = "--kind", paramLabel = "KIND", description = "only procedure or modifier")
  private @Nullable Kind kind;

  public SearchCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new HcpcsException(
          ErrorCode.USAGE, "--limit " + limit + ": not a number of rows; it is 1 or more");
    }
    String query = String.join(" ", words).replace('\0', ' ');
    List<@Nullable Object> filters = new ArrayList<>();
    filters.add(section);
    filters.add(status == null ? null : status.name().toLowerCase(Locale.ROOT));
    filters.add(date);
    filters.add(kind == null ? null : kind.label());
    List<@Nullable Object> parameters = new ArrayList<>(List.of(query, limit));
    parameters.addAll(filters);
    try (Database database = root().openLoaded()) {
      try (RowFormat.RowPrinter printer = printer()) {
        RowQuery.run(
            database,
            (format() == RowFormat.TEXT
                    ? "select code, status, short_description, marked as description"
                    : "select *")
                + RANKED,
            parameters,
            printer);
        if (!root().isQuiet()) {
          List<@Nullable Object> asked = new ArrayList<>(List.of(query, query));
          asked.addAll(filters);
          RowQuery.run(database, NOTES, asked, new Notes(terminal()));
        }
      }
      tellSample(database);
    }
    return 0;
  }

  @Override
  public RowFormat.RowPrinter printer() {
    return format() == RowFormat.TEXT
        ? RowFormat.TEXT.printer(Marks.matches(terminal()))
        : super.printer();
  }

  /** Prints rows of one column as notes. */
  private record Notes(Terminal terminal) implements RowQuery.RowSink {

    @Override
    public void columns(List<RowQuery.ResultColumn> columns) {
      // the query has one
    }

    @Override
    public void row(List<@Nullable String> row) {
      terminal.out().flush();
      terminal.err().println("hcpcs: note: " + row.get(0));
    }
  }
}

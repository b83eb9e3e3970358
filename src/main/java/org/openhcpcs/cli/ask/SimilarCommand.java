package org.openhcpcs.cli.ask;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs similar}. */
@Command(
    name = "similar",
    description = "Lists codes that are like a code, or that replace it, and says why.",
    sortOptions = false)
public final class SimilarCommand extends QueryCommand {

  private static final String RANKED = " from hcpcs.similar_codes(?, ?) order by place";

  @Parameters(paramLabel = "CODE", description = "such as S9372, or a modifier such as NU")
  private String code = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "at most so many (default: ${DEFAULT-VALUE})",
      defaultValue = "10")
  private int limit;

  public SimilarCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new HcpcsException(
          ErrorCode.USAGE, "--limit " + limit + ": not a number of rows; it is 1 or more");
    }
    String wanted = code.strip().toUpperCase(Locale.ROOT).replace('\0', ' ');
    try (Database database = root().openLoaded()) {
      AnyRow listed = new AnyRow();
      RowQuery.run(
          database, "select from hcpcs.search_document where code = ?", List.of(wanted), listed);
      if (!listed.isListed) {
        throw new HcpcsException(
            ErrorCode.CODE_NOT_FOUND,
            wanted
                + ": no loaded edition lists this code; the public files hold Level II codes (a letter and four digits) and modifiers");
      }
      try (RowFormat.RowPrinter printer = format().printer(terminal())) {
        RowQuery.run(
            database,
            (format() == RowFormat.TEXT
                    ? "select similar_code as code, status, round(score::numeric, 2) as score, short_description, reason"
                    : "select *")
                + RANKED,
            List.of(wanted, limit),
            printer);
      }
      tellSample(database);
    }
    return 0;
  }

  /** Tells whether there was a row. */
  private static final class AnyRow implements RowQuery.RowSink {

    private boolean isListed;

    @Override
    public void columns(List<RowQuery.ResultColumn> columns) {
      // none is asked for
    }

    @Override
    public void row(List<@Nullable String> row) {
      isListed = true;
    }
  }
}

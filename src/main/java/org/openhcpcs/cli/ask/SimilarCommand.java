package org.openhcpcs.cli.ask;

import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs similar}. */
@Command(
    name = "similar",
    description = "Lists codes that are like a code, or that replace it, and says why.")
public final class SimilarCommand extends QueryCommand {

  @Parameters(paramLabel = "CODE", description = "such as S9372, or a modifier such as NU")
  private String code = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "at most so many (default: ${DEFAULT-VALUE})",
      defaultValue = "10")
  private int limit;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw ErrorCode.USAGE.failure("--limit %s: not a number of rows; it is 1 or more", limit);
    }
    String wanted = Options.code(code);
    return printLoaded(
        database -> {
          if (ResultRows.of(database, Listings.listed(wanted)).isEmpty()) {
            throw ErrorCode.CODE_NOT_FOUND.failure(
                "%s: no loaded edition lists this code; the public files hold Level II codes (a letter and four digits) and modifiers",
                wanted);
          }
          printRows(
              database,
              format() == RowFormat.TEXT
                  ? Listings.similarForPeople(wanted, limit)
                  : Listings.similar(wanted, limit));
        });
  }
}

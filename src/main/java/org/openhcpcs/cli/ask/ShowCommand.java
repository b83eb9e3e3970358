package org.openhcpcs.cli.ask;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.CodePage;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.SiteTexts;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.store.ledger.Holdings;
import org.openhcpcs.store.read.CodePageReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs show}. */
@Command(
    name = "show",
    description = "Shows one code or modifier, decoded, as its newest edition has it.",
    sortOptions = false)
public final class ShowCommand extends QueryCommand {

  @Parameters(paramLabel = "CODE", description = "such as S9372, or a modifier such as NU")
  private String code = "";

  @Option(names = "--explain", description = "say what each field means")
  private boolean explain;

  @Option(
      names = "--history",
      description = "show what the code meant when, and since when that was known, instead")
  private boolean history;

  public ShowCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    String wanted = code.strip().toUpperCase(Locale.ROOT);
    try (Database database = root().openToRead()) {
      CodePageReader reader = new CodePageReader(database, wanted);
      ResultRows detail = reader.detail();
      boolean isText = format() == RowFormat.TEXT;
      if (detail.isEmpty()) {
        printUnlisted(database, reader, wanted);
      } else if (history) {
        printRows(isText ? reader.historyForPeople() : reader.history());
        tellSample(database);
      } else if (isText) {
        printPage(database, reader, detail);
      } else {
        printRows(detail);
        tellSample(database);
      }
    }
    return 0;
  }

  private void printPage(Database database, CodePageReader reader, ResultRows detail) {
    Map<String, @Nullable String> fields = reader.fields(detail);
    if (Holdings.of(database) == Holdings.SAMPLE) {
      fields.put("is_sample", "t");
    }
    CodePage page = new CodePage(terminal(), fields, explain ? reader.columnMeanings() : Map.of());
    page.print();
    page.print(reader.references().rows());
    SiteTexts.of(reader).print(terminal());
  }

  /** What others than the releases say of it, if they do and people ask. */
  private void printUnlisted(Database database, CodePageReader reader, String wanted) {
    SiteTexts siteTexts = SiteTexts.of(reader);
    List<List<@Nullable String>> references = reader.references().rows();
    if (format() != RowFormat.TEXT || history || (siteTexts.isEmpty() && references.isEmpty())) {
      throw Holdings.of(database) == Holdings.NOTHING
          ? root().nothingLoaded()
          : new HcpcsException(
              ErrorCode.CODE_NOT_FOUND,
              wanted
                  + ": no loaded edition lists this code; the public files hold Level II codes (a letter and four digits) and modifiers");
    }
    String said =
        references.isEmpty()
            ? "what this site says of it"
            : "what reference tables"
                + (siteTexts.isEmpty() ? "" : " and this site")
                + " say of it";
    terminal().out().println(wanted + "  (in no loaded edition; " + said + ")");
    if (!references.isEmpty()) {
      terminal().out().println();
      new CodePage(terminal(), Map.of(), Map.of()).print(references);
    }
    siteTexts.print(terminal());
  }
}

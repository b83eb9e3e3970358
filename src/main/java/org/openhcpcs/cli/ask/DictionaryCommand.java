package org.openhcpcs.cli.ask;

import java.util.Locale;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.web.DictionaryPage;
import org.openhcpcs.web.Frame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs dictionary}. */
@Command(
    name = "dictionary",
    description = {
      "Prints what every table, view, function, column and parameter means, and where CMS publishes it.",
      "The same is in hcpcs.data_dictionary."
    })
public final class DictionaryCommand extends ProgramCommand {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, csv, json, markdown or html: one page that needs no other file (default: ${DEFAULT-VALUE})",
      defaultValue = "text")
  private DictionaryForm form = DictionaryForm.TEXT;

  @Parameters(
      arity = "0..1",
      paramLabel = "OBJECT",
      description = "only of this table, view or function, such as code_detail")
  private String object = "";

  @Option(names = "--all", description = "the loader's schema hcpcs_load too")
  private boolean all;

  /** How it is printed. */
  enum DictionaryForm {
    TEXT,
    CSV,
    JSON,
    MARKDOWN,
    HTML;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    try (Database database = root().openToRead()) {
      ResultRows rows = ResultRows.of(database, Listings.dictionary(all, object));
      if (rows.isEmpty() && !object.isEmpty()) {
        throw ErrorCode.USAGE.failure(
            "%s: no table, view or function of this name; hcpcs dictionary --all lists them all",
            object);
      }
      switch (form) {
        case TEXT -> rows.print(RowFormat.TEXT.printer(terminal()));
        case CSV -> rows.print(RowFormat.CSV.printer(terminal()));
        case JSON -> rows.print(RowFormat.JSON.printer(terminal()));
        case MARKDOWN -> terminal().out().print(new DictionaryPage(rows).markdown());
        case HTML -> terminal().out().print(new DictionaryPage(rows).html(Frame.ofFile()));
      }
    }
    return 0;
  }
}

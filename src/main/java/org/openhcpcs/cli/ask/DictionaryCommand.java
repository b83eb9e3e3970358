package org.openhcpcs.cli.ask;

import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.web.DictionaryPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hcpcs dictionary}. */
@Command(
    name = "dictionary",
    description = {
      "Prints what every table, view, function, column and parameter means, and where CMS publishes it.",
      "The same is in hcpcs.data_dictionary."
    },
    sortOptions = false)
public final class DictionaryCommand extends ProgramCommand {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, csv, json, markdown or html: one page that needs no other file (default: ${DEFAULT-VALUE})",
      defaultValue = "text")
  private DictionaryForm form = DictionaryForm.TEXT;

  @Option(names = "--all", description = "the loader's schema hcpcs_load too")
  private boolean all;

  /** How it is printed. */
  enum DictionaryForm {
    TEXT,
    CSV,
    JSON,
    MARKDOWN,
    HTML
  }

  public DictionaryCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    try (Database database = root().openToRead()) {
      switch (form) {
        case TEXT -> print(database, RowFormat.TEXT);
        case CSV -> print(database, RowFormat.CSV);
        case JSON -> print(database, RowFormat.JSON);
        case MARKDOWN -> print(database, DictionaryPage.Markup.MARKDOWN);
        case HTML -> print(database, DictionaryPage.Markup.HTML);
      }
    }
    return 0;
  }

  private void print(Database database, RowFormat format) {
    try (RowFormat.RowPrinter printer = format.printer(terminal())) {
      RowQuery.run(database, Listings.dictionary(all), printer);
    }
  }

  private void print(Database database, DictionaryPage.Markup markup) {
    DictionaryPage page = new DictionaryPage(markup);
    RowQuery.run(database, Listings.dictionary(all), page);
    terminal().out().print(page.text());
  }
}

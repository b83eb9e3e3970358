package org.openhcpcs.cli;

import java.util.List;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.Query;
import picocli.CommandLine.Option;

/** {@code hcpcs dictionary}. */
@picocli.CommandLine.Command(
    name = "dictionary",
    description = {
      "Prints what every table, view, function, column and parameter means, and where CMS publishes it.",
      "The same is in hcpcs.data_dictionary."
    },
    sortOptions = false)
final class DictionaryCommand extends Command {

  private static final String ENTRIES =
      """
      select schema_name, object_name, object_kind, signature, element_kind, position, element, data_type, may_be_null,
        meaning, source
      from hcpcs.data_dictionary
      where schema_name = 'hcpcs' or ?
      """;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, csv, json, markdown or html: one page that needs no other file (default: ${DEFAULT-VALUE})",
      defaultValue = "text")
  private Form form = Form.TEXT;

  @Option(names = "--all", description = "the loader's schema hcpcs_load too")
  private boolean all;

  /** How it is printed. */
  enum Form {
    TEXT,
    CSV,
    JSON,
    MARKDOWN,
    HTML
  }

  DictionaryCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    try (Database database = root().openToRead();
        RowFormat.RowPrinter printer = printer()) {
      Query.run(database, ENTRIES, List.of(all), printer);
    }
    return 0;
  }

  private RowFormat.RowPrinter printer() {
    return switch (form) {
      case TEXT -> RowFormat.TEXT.printer(terminal());
      case CSV -> RowFormat.CSV.printer(terminal());
      case JSON -> RowFormat.JSON.printer(terminal());
      case MARKDOWN -> new DictionaryPage(terminal(), DictionaryPage.Markup.MARKDOWN);
      case HTML -> new DictionaryPage(terminal(), DictionaryPage.Markup.HTML);
    };
  }
}

package org.openhcpcs.cli.ask;

import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hcpcs sql}. */
@Command(
    name = "sql",
    description = {
      "Runs one query as role hcpcs_reader, read-only, and prints its rows.",
      "It may run ten minutes, or as long as the statement_timeout of the login says."
    },
    sortOptions = false)
public final class SqlCommand extends QueryCommand {

  @Parameters(
      paramLabel = "QUERY",
      description = "such as \"select * from hcpcs.code_detail where code = 'S9372'\"")
  private String query = "";

  public SqlCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  /** A query may begin with a comment, which looks like an option. */
  @Spec
  void acceptComments(CommandSpec spec) {
    spec.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() {
    try (Database database = root().openToRead()) {
      RowFormat.RowPrinter printer = format().printer(terminal());
      RowQuery.runAsReader(database, query, printer);
      printer.close();
    }
    return 0;
  }
}

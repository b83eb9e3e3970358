package org.openhcpcs.cli.ask;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hcpcs sql}. */
@Command(
    name = "sql",
    description = {
      "Runs one query as role hcpcs_reader, read-only, and prints its rows.",
      "It may run ten minutes, or as long as the statement_timeout of the login says."
    })
public final class SqlCommand extends QueryCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      description =
          "such as \"select * from hcpcs.code_detail where code = 'S9372'\"; - reads it from the standard input")
  private @Nullable String query;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "a file that holds the query")
  private @Nullable Path file;

  /** A query may begin with a comment, which looks like an option. */
  @Spec
  void acceptComments(CommandSpec spec) {
    spec.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws IOException {
    String sql = query();
    try (Database database = root().openToRead()) {
      RowQuery.RowPrinter printer = format().printer(terminal());
      RowQuery.runAsReader(database, sql, printer);
      printer.close();
    }
    return 0;
  }

  private String query() throws IOException {
    if ((query == null) == (file == null)) {
      throw ErrorCode.USAGE.failure(
          "give one QUERY, or - to read it from the standard input, or --file FILE");
    }
    if (file != null) {
      return read(file);
    }
    return "-".equals(query) ? text(terminal().in().readAllBytes()) : String.valueOf(query);
  }

  private static String read(Path file) {
    try {
      return text(Files.readAllBytes(file));
    } catch (IOException e) {
      throw ErrorCode.PATH_NOT_FOUND.failure(
          e, "%s: cannot be read; name a file that holds a query", file);
    }
  }

  /** Editors of Windows begin a text with a mark. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
  }
}

package org.openhcpcs.cli.ask;

import java.nio.file.Path;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.database.Database;
import org.openhcpcs.source.claim.ClaimFile;
import org.openhcpcs.store.read.ClaimCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hcpcs check}. */
@Command(
    name = "check",
    description = {
      "Checks claim lines: was the code, and was each modifier, valid on the date of service?",
      "",
      "The file is CSV with a header. Columns that count, in any spelling of case, blanks and underscores: code (hcpcs,"
          + " hcpcs_code, procedure_code); date_of_service (service_date, dos, date); optionally modifier, modifiers or"
          + " mod, numbered or not, each with one or several modifiers; optionally known_on, to judge by what CMS had"
          + " published by then. Dates are YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY. Other columns are passed through.",
      "",
      "Each line comes back with verdict, reason, replacement, edition, checked (the code or modifier that the verdict is"
          + " about: a line is as good as its worst part) and modifier_verdicts. Verdicts: valid, not yet valid,"
          + " terminated, absent, level I, dental, unknown; and no code, bad date, bad line for lines that cannot be"
          + " judged. The exit code is 0 whatever the verdicts."
    },
    sortOptions = false)
public final class CheckCommand extends QueryCommand {

  @Parameters(paramLabel = "FILE", description = "a CSV file of claim lines; - for standard input")
  private String file = "";

  public CheckCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    try (ClaimFile claims = open()) {
      if (!claims.otherColumns().isEmpty() && !root().isQuiet()) {
        terminal()
            .err()
            .println(
                "hcpcs: passed through as they are: " + String.join(", ", claims.otherColumns()));
      }
      try (Database database = root().openLoaded()) {
        RowFormat.RowPrinter printer = format().printer(terminal());
        ClaimCheck.Later later = ClaimCheck.run(database, claims, printer);
        printer.close();
        if (later.lines() > 0 && !root().isQuiet()) {
          terminal()
              .err()
              .println(
                  "hcpcs: lines with a date of service after the quarter of %s, the newest edition that is loaded: %,d; what has ended since then is not known"
                      .formatted(later.edition(), later.lines()));
        }
        root().noteSample(database);
      }
    }
    return 0;
  }

  private ClaimFile open() {
    return file.equals("-")
        ? new ClaimFile("standard input", terminal().in())
        : ClaimFile.open(Path.of(file));
  }
}

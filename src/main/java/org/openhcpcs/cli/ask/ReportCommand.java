package org.openhcpcs.cli.ask;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.cli.output.WholeFile;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.web.Frame;
import org.openhcpcs.web.report.EditionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs report}. */
@Command(
    name = "report",
    description =
        "Writes what an edition is and what it changed as one HTML page that needs no other file.")
public final class ReportCommand extends ProgramCommand {

  private static final Pattern REVISION = Pattern.compile("(\\d{4}-\\d{2})\\.[1-9]\\d{0,8}");
  private static final Path STANDARD_OUTPUT = Path.of("-");

  @Parameters(
      paramLabel = "EDITION",
      description = "such as 2023-01; its revision N is YYYY-MM.N (default: the current revision)")
  private String edition = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "the file to write, in place of the one that is there; - is the standard output (default: hcpcs-EDITION.html)")
  private @Nullable Path file;

  @Override
  public Integer call() {
    Options.edition("EDITION", REVISION.matcher(edition).replaceFirst("$1"));
    String html;
    try (Database database = root().openLoaded()) {
      html =
          RowQuery.inSnapshot(
              database, () -> EditionReport.html(database, edition, Frame.ofFile()));
    }
    if (STANDARD_OUTPUT.equals(file)) {
      terminal().out().print(html);
      return 0;
    }
    Path target = file == null ? Path.of("hcpcs-" + edition + ".html") : file;
    WholeFile.write(target, html);
    if (!root().isQuiet()) {
      print(target + ": written, open it in a browser.");
    }
    return 0;
  }
}

package org.openhcpcs.cli.ask;

import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.ChangeLines;
import org.openhcpcs.cli.output.Marks;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hcpcs changes}. */
@Command(
    name = "changes",
    description = {
      "Lists what editions changed, each against the newest loaded one before it.",
      "As text, descriptions come with [-words taken out-] and {+words put in+}."
    })
public final class ChangesCommand extends QueryCommand {

  @Option(names = "--edition", paramLabel = "YYYY-MM", description = "of this edition only")
  private @Nullable String editionName;

  @Option(names = "--code", paramLabel = "CODE", description = "of this code or modifier only")
  private @Nullable String code;

  @Option(
      names = "--silent",
      description = "only changes of which the action code and its date say nothing")
  private boolean silent;

  @Override
  public Integer call() {
    Edition edition = editionName == null ? null : Options.edition(editionName);
    return printLoaded(
        edition, Listings.changes(edition, code == null ? null : Options.code(code), silent));
  }

  @Override
  public RowQuery.RowPrinter printer() {
    return format() == RowFormat.TEXT
        ? new ChangeLines(RowFormat.TEXT.printer(Marks.changes(terminal())))
        : super.printer();
  }
}

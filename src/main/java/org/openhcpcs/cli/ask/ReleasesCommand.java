package org.openhcpcs.cli.ask;

import java.util.List;
import java.util.stream.Collectors;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Wrap;
import org.openhcpcs.code.Edition;
import org.openhcpcs.store.ledger.StatusFacts;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;

/** {@code hcpcs releases}. */
@Command(name = "releases", description = "Lists what is loaded.")
public final class ReleasesCommand extends QueryCommand {

  @Override
  public Integer call() {
    return printLoaded(
        database -> {
          printRows(database, Listings.releases());
          List<Edition> missing = StatusFacts.missing(database);
          if (format() == RowFormat.TEXT && !missing.isEmpty()) {
            String line =
                "Not loaded between them: "
                    + missing.stream().map(Edition::toString).collect(Collectors.joining(", "));
            Wrap.lines(line, terminal().width()).forEach(terminal()::print);
          }
        });
  }
}

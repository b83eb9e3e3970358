package org.openhcpcs.cli.ask;

import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.code.Edition;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hcpcs findings}. */
@Command(
    name = "findings",
    description = "Lists what was noticed in the releases, the gravest first.")
public final class FindingsCommand extends QueryCommand {

  @Option(names = "--edition", paramLabel = "YYYY-MM", description = "of this edition only")
  private @Nullable String editionName;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "of rules that begin so, such as twin or field-date")
  private @Nullable String rule;

  @Option(names = "--code", paramLabel = "CODE", description = "about this code or modifier only")
  private @Nullable String code;

  @Option(names = "--summary", description = "count them by edition and rule instead")
  private boolean summary;

  @Override
  public Integer call() {
    Edition edition = editionName == null ? null : Options.edition(editionName);
    return printLoaded(
        edition,
        Listings.findings(edition, rule, code == null ? null : Options.code(code), summary));
  }
}

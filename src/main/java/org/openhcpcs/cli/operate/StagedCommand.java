package org.openhcpcs.cli.operate;

import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.database.Database;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hcpcs staged}. */
@Command(
    name = "staged",
    description = "Lists releases that were read but not published, and which gates refused them.")
public final class StagedCommand extends QueryCommand {

  @Parameters(
      paramLabel = "EDITION",
      arity = "0..1",
      description = "list what the gates counted in this edition, code by code or line by line")
  private @Nullable String edition;

  /** The logs are the loader's. */
  @Override
  public Database database() {
    return root().openExisting().orElseThrow(root()::nothingLoaded);
  }

  @Override
  public Integer call() {
    return print(
        edition == null
            ? Listings.staged()
            : Listings.gateEvidence(Options.edition("staged", edition)));
  }
}

package org.openhcpcs.cli.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.site.SiteJob;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs policies}. */
@Command(
    name = "policies",
    description = {
      "Lists the policies that users attached to codes, such as those of payers; load brings them in.",
      "A file is CSV with a header: code, source, identifier, and any of title, url, effective. It replaces all that the"
          + " database has of the sources that it names. Releases neither give nor take policies."
    })
public final class PoliciesCommand extends QueryCommand {

  @Option(names = "--code", paramLabel = "CODE", description = "only those of a code or modifier")
  private @Nullable String code;

  @Option(names = "--source", paramLabel = "SOURCE", description = "only those of a source")
  private @Nullable String source;

  @Override
  public Integer call() {
    return print(Listings.policies(wanted(code), plain(source)));
  }

  @Command(
      name = "load",
      description = "Loads policies from CSV files; with a row that cannot be used nothing is.")
  void load(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
    try (Database database = root().openDatabase()) {
      SiteTableLines.print(root(), "policies", new SiteJob(database).loadPolicies(files));
    }
  }

  @Command(name = "remove", description = "Takes out all policies of a source.")
  void remove(@Parameters(paramLabel = "SOURCE") String gone) {
    try (Database database = root().openExisting().orElseThrow(root()::nothingLoaded)) {
      int removed = new SiteJob(database).removePolicies(gone);
      if (removed == 0) {
        throw ErrorCode.CODE_NOT_FOUND.failure(
            "%s: no policy of this source; see: hcpcs policies", gone);
      }
      terminal().out().printf("%,d policies removed.%n", removed);
    }
  }

  static String wanted(@Nullable String code) {
    return code == null ? "" : Options.code(code);
  }

  private static String plain(@Nullable String text) {
    return Optional.ofNullable(text).orElse("");
  }
}

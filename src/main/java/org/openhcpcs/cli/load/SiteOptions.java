package org.openhcpcs.cli.load;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.fetch.Cadence;
import org.openhcpcs.fetch.CmsSite;
import org.openhcpcs.fetch.FetchSettings;
import org.openhcpcs.fetch.Fetcher;
import org.openhcpcs.job.refresh.RefreshJob;
import org.openhcpcs.job.refresh.WebSite;
import picocli.CommandLine.Option;

/** Where {@code refresh} looks for releases. */
final class SiteOptions {

  private static final long MEGABYTE = 1L << 20;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description =
          "the drop folder: releases that lie there are loaded (default: HCPCS_INPUT, else the project's input/)")
  private @Nullable Path input;

  @Option(names = "--offline", description = "look only into the drop folder")
  private boolean offline;

  @Option(names = "--annual", description = "only the editions of January")
  private boolean annual;

  @Option(
      names = "--since",
      paramLabel = "YYYY-MM",
      description =
          "the first edition that is wanted (default: the newest that is loaded, or the current one, and all that CMS's page links to)")
  private @Nullable String since;

  @Option(
      names = "--skip",
      paramLabel = "URL",
      description = "leave this file alone; may be given several times")
  private Set<String> skipped = Set.of();

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "a mirror with the same paths as CMS's site (default: HCPCS_BASE_URL, else "
              + CmsSite.CMS
              + ")")
  private @Nullable String baseUrl;

  @Option(
      names = "--redirect-to",
      paramLabel = "URL",
      description =
          "another site that it may redirect to, such as https://files.example.org; may be given several times (default: none)")
  private Set<String> redirects = Set.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "until a file must have come (default: ${DEFAULT-VALUE})",
      defaultValue = "180")
  private int timeout;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description = "how often a request that failed is repeated (default: ${DEFAULT-VALUE})",
      defaultValue = "4")
  private int retries;

  @Option(
      names = "--max-mb",
      paramLabel = "N",
      description = "the largest file that is taken (default: ${DEFAULT-VALUE})",
      defaultValue = "100")
  private int largest;

  /**
   * The site that is to be asked.
   *
   * @throws HcpcsException USAGE if an option makes no sense
   */
  Optional<WebSite> site(Terminal terminal, Clock clock) {
    if (timeout < 1 || retries < 0 || largest < 1) {
      throw ErrorCode.USAGE.failure(
          "--timeout and --max-mb must be 1 or more, --retries 0 or more");
    }
    Cadence cadence = annual ? Cadence.ANNUAL : Cadence.QUARTERLY;
    Optional<Edition> first =
        Optional.ofNullable(since).map(text -> Options.edition("--since", text));
    Edition ahead = cadence.aheadOn(LocalDate.now(clock.withZone(RefreshJob.CMS_ZONE)));
    if (first.filter(edition -> edition.compareTo(ahead) > 0).isPresent()) {
      throw ErrorCode.USAGE.failure(
          "--since %s: nothing that late is looked for; the next edition is %s", since, ahead);
    }
    if (offline) {
      return Optional.empty();
    }
    String named = terminal.environment().getOrDefault("HCPCS_BASE_URL", "");
    CmsSite address =
        CmsSite.at(baseUrl != null ? baseUrl : named.isEmpty() ? CmsSite.CMS : named)
            .trusting(redirects);
    FetchSettings settings =
        FetchSettings.DEFAULT.with(Duration.ofSeconds(timeout), retries, largest * MEGABYTE);
    return Optional.of(
        new WebSite(
            Fetcher.of(address, settings, terminal.environment(), clock), cadence, first, skipped));
  }

  /**
   * The drop folder.
   *
   * @throws HcpcsException PATH_NOT_FOUND if one is named that is missing
   */
  Optional<Path> dropFolder(HcpcsCommand root) {
    return input != null ? Optional.of(HcpcsCommand.inputFolder(input)) : root.inputFolder();
  }
}

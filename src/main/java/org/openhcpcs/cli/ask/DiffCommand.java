package org.openhcpcs.cli.ask;

import java.time.LocalDate;
import java.util.Optional;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.history.DateSpan;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hcpcs diff}. */
@Command(
    name = "diff",
    description = {
      "Compares two editions, or what was known on two days.",
      "An edition is YYYY-MM, its revision N is YYYY-MM.N, a day is YYYY-MM-DD."
    })
public final class DiffCommand extends QueryCommand {

  @Parameters(index = "0", paramLabel = "A", description = "such as 2019-01 or 2019-03-01")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "of the same kind; may be the older")
  private String second = "";

  @Override
  public Integer call() {
    Optional<LocalDate> from = day(first);
    Optional<LocalDate> to = day(second);
    if (from.isPresent() != to.isPresent()) {
      throw ErrorCode.USAGE.failure(
          "%s and %s: compare two editions or two days, not one with the other", first, second);
    }
    return from.isPresent()
        ? printLoaded(Listings.diff(from.get(), to.orElseThrow(), ""))
        : printLoaded(Listings.diff(first, second, ""));
  }

  /** The day that an operand names; empty if it names an edition. */
  private static Optional<LocalDate> day(String text) {
    if (Options.isRevision(text) && Edition.parse(text.substring(0, 7)).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        DateSpan.day(text)
            .orElseThrow(
                () ->
                    ErrorCode.USAGE.failure(
                        "%s: neither an edition (YYYY-MM, or YYYY-MM.N for its revision N) nor a day (YYYY-MM-DD)",
                        text)));
  }
}

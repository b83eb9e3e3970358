package org.openhcpcs.cli.ask;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs units}. */
@Command(
    name = "units",
    description = {
      "Says how many units of a code to bill for a dose, and why.",
      "",
      "What one unit stands for is read from the words of the description. Where that or the dose does not tell how many units"
          + " to bill, there are none, and the reason says why; the exit code is 0 then, too."
    })
public final class UnitsCommand extends QueryCommand {

  /** No number of a dose is longer; a digit more costs the database a digit more. */
  private static final Pattern DOSE =
      Pattern.compile(
          "\\s*([+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]{1,15})?(?:[.][0-9]{1,15})?)\\s*([^0-9\\s,.].*?)\\s*");

  @Parameters(paramLabel = "CODE", description = "such as J0696")
  private String code = "";

  @Option(
      names = "--dose",
      required = true,
      paramLabel = "DOSE",
      description = "what was given, a number and its unit, such as \"1 g\" or \"2,500 units\"")
  private String dose = "";

  @Option(
      names = "--on",
      paramLabel = "DAY",
      description = "the date of service, YYYY-MM-DD (default: today)")
  private @Nullable String on;

  @Option(
      names = "--ndc",
      paramLabel = "NDC",
      description =
          "the package that it came from (or a UPC or GTIN): says what of it is discarded, by the crosswalk in force on the day")
  private @Nullable String ndc;

  @Override
  public Integer call() {
    Matcher matcher = DOSE.matcher(dose.replace('\0', ' '));
    if (!matcher.matches() || !matcher.group(1).matches(".*[0-9].*")) {
      throw ErrorCode.USAGE.failure(
          "--dose %s: no dose; give a number and its unit, such as \"1 g\"", dose);
    }
    BigDecimal amount = new BigDecimal(matcher.group(1).replace(",", ""));
    return printLoaded(
        Listings.billingUnits(
            Options.code(code),
            amount,
            matcher.group(2),
            on == null ? null : Options.day("--on", on),
            ndc == null ? null : ndc.replace('\0', ' ')));
  }
}

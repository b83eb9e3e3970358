package org.openhcpcs.cli.ask;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.ClaimBasis;
import org.openhcpcs.claim.ClaimCheck;
import org.openhcpcs.claim.ClaimColumns;
import org.openhcpcs.claim.ClaimInput;
import org.openhcpcs.claim.ClaimRows;
import org.openhcpcs.claim.ClaimSummary;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.LineProgress;
import org.openhcpcs.cli.output.ResultStream;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.cli.output.WholeFile;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.OneLine;
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.Verdict;
import org.openhcpcs.store.ledger.Holdings;
import org.openhcpcs.store.read.LifeReader;
import org.openhcpcs.store.read.PackageReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs check}. */
@Command(
    name = "check",
    description = {
      "Checks claim lines: was the code, and was each modifier, valid on the date of service?",
      "",
      "The file has a header; commas, semicolons, tabs or vertical bars between the cells; and may be packed by gzip. Columns"
          + " that count, in any spelling of case, blanks, underscores and slashes: code (hcpcs, hcpcs_code, procedure_code);"
          + " date_of_service (service_date, dos, date); optionally modifier, modifiers or mod, numbered or not, each with"
          + " one or several modifiers; optionally known_on, to judge by what CMS had published by then; optionally units and ndc, to see whether the units are"
          + " whole packages; and the names of"
          + " CCW, CCLF, Tuva, OMOP and 837 exports. Dates are YYYY-MM-DD, YYYY/MM/DD, YYYYMMDD, MM/DD/YYYY or DD-MON-YYYY, with leading zeros or (2019/3/1) without. Other columns are"
          + " passed through.",
      "",
      "Each line comes back with verdict, reason, replacement, edition, checked (the code or modifier that the verdict is"
          + " about: a line is as good as its worst part) and modifier_verdicts; with units and ndc also units_reason, which is empty"
          + " only where the units are whole packages by the crosswalk of the quarter. Verdicts: valid, not yet valid,"
          + " terminated, absent, level I, dental, unknown; and no code, bad date, bad line for lines that cannot be"
          + " judged. The exit code is 0 whatever the verdicts, unless no line could be judged (1), or --fail-on names one"
          + " of them (10)."
    })
public final class CheckCommand extends QueryCommand {

  private static final int FOUND = 10;
  private static final String BAD = "bad";

  @Parameters(paramLabel = "FILE", description = "a file of claim lines; - for standard input")
  private Path file = Path.of("-");

  @Option(
      names = "--known-on",
      paramLabel = "YYYY-MM-DD",
      description = "judge by what CMS had published by that day (default: today)")
  private @Nullable String knownOn;

  @Option(
      names = "--columns",
      paramLabel = "WHAT=NAME",
      split = ",",
      description =
          "which columns count where their names do not tell: code=..., date=..., modifiers=..., known_on=..., units=..., ndc=...; several"
              + " with commas between")
  private List<String> named = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "write to this file, as CSV unless --format says otherwise; it is put in place when it is whole")
  private @Nullable Path out;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description =
          "write what came of the lines as a whole to this file, as JSON, and not below them")
  private @Nullable Path summaryFile;

  @Option(
      names = "--prove",
      paramLabel = "DIR",
      description =
          "write a receipt for each line whose verdict is not valid into this folder, the same question once; see hcpcs prove")
  private @Nullable Path receipts;

  @Option(
      names = "--fail-on",
      paramLabel = "VERDICT",
      split = ",",
      description =
          "exit code 10 if a line has one of these verdicts, written with hyphens for blanks; bad stands for those that cannot"
              + " be judged")
  private List<String> failOn = new ArrayList<>();

  @Override
  public Integer call() {
    out = Options.file(out);
    checkSummaryFile();
    Set<Verdict> failing = failing();
    LocalDate day = knownOn == null ? null : Options.day("--known-on", knownOn);
    Map<ClaimColumns.Role, List<String>> wanted = wanted();
    try (ClaimInput claims = open(wanted)) {
      tellColumns(claims.columns(), wanted);
      ClaimCheck.rehearse(claims);
      LocalDate known;
      CodeLives lives;
      PackageUnits packages;
      Holdings holdings;
      ReceiptFolder proofs = null;
      try (Database database = root().openLoaded()) {
        known = day == null ? LifeReader.today(database) : day;
        lives = LifeReader.read(database, claims.columns().hasKnownOn() ? null : known);
        packages =
            claims.columns().hasPackages() ? PackageReader.read(database) : PackageUnits.none();
        holdings = Holdings.of(database);
        if (receipts != null) {
          proofs = new ReceiptFolder(receipts, database, lives, root().archiveFolder());
        }
      }
      ClaimSummary summary = check(claims, new ClaimBasis(lives, packages, known), proofs);
      if (proofs != null) {
        int written = proofs.write();
        say(receipts + ": " + written + (written == 1 ? " receipt" : " receipts") + " written");
      }
      tell(summary, known);
      root().noteSample(holdings);
      return exitCode(claims, summary, failing);
    } catch (HcpcsException e) {
      throw e.errorCode() == ErrorCode.READER_GONE ? notAllJudged(e) : e;
    }
  }

  /** Its text would take the place of the lines. */
  private void checkSummaryFile() {
    if (summaryFile != null
        && Stream.of(Path.of("-"), file, out)
            .filter(Objects::nonNull)
            .map(each -> each.toAbsolutePath().normalize())
            .anyMatch(summaryFile.toAbsolutePath().normalize()::equals)) {
      throw ErrorCode.USAGE.failure("--summary %s: it needs a file of its own", summaryFile);
    }
  }

  /** Whoever lost the reader of a file of claims should know that lines are missing. */
  private static HcpcsException notAllJudged(HcpcsException readerGone) {
    return new HcpcsException(ErrorCode.DISK, String.valueOf(readerGone.getMessage()), readerGone);
  }

  private ClaimInput open(Map<ClaimColumns.Role, List<String>> wanted) {
    return file.toString().equals("-")
        ? new ClaimInput("standard input", terminal().in(), wanted)
        : ClaimInput.open(file, wanted);
  }

  private ClaimSummary check(ClaimInput claims, ClaimBasis basis, @Nullable ReceiptFolder proofs) {
    try {
      return out == null
          ? check(claims, basis, proofs, terminal().out())
          : WholeFile.write(out, target -> check(claims, basis, proofs, target));
    } catch (IOException e) {
      throw ErrorCode.INTERNAL.failure(e, "a stream of the terminal throws none");
    }
  }

  private ClaimSummary check(
      ClaimInput claims, ClaimBasis basis, @Nullable ReceiptFolder proofs, OutputStream target)
      throws IOException {
    RowFormat form = out == null || isFormatGiven() ? format() : RowFormat.CSV;
    try (LineProgress progress =
        new LineProgress(terminal(), "check", !root().isQuiet() && !printsToTerminal())) {
      LongConsumer watch = lines -> progress.at(claims.share(), lines);
      if (form == RowFormat.CSV) {
        return ClaimCheck.run(
            claims, basis, (bytes, length) -> target.write(bytes, 0, length), watch, proofs);
      }
      Terminal printing =
          out == null
              ? terminal()
              : new Terminal(
                  ResultStream.printer(target), terminal().err(), terminal().environment());
      RowQuery.RowPrinter rows = form.printer(printing);
      ClaimSummary summary =
          ClaimCheck.run(claims, basis, new ClaimRows(claims, rows), watch, proofs);
      rows.close();
      printing.out().flush();
      return summary;
    }
  }

  /** A bar would run into what comes out there. */
  private boolean printsToTerminal() {
    return out == null && terminal().environment().containsKey("COLUMNS");
  }

  private void tellColumns(ClaimColumns columns, Map<ClaimColumns.Role, List<String>> wanted) {
    if (!columns.others().isEmpty() && !root().isQuiet()) {
      say("passed through as they are: " + String.join(", ", columns.others()));
    }
    if (!columns.unjudgedModifiers().isEmpty()
        && !wanted.containsKey(ClaimColumns.Role.MODIFIERS)) {
      say(
          "warning: columns that look like modifiers are not judged: %s; to judge them, name them with --columns modifiers=NAME,NAME"
              .formatted(String.join(", ", columns.unjudgedModifiers())));
    }
  }

  private void tell(ClaimSummary summary, LocalDate known) {
    terminal().out().flush();
    if (summaryFile != null) {
      WholeFile.write(
          summaryFile, ClaimSummaryText.json(summary, known.toString()).pretty() + "\n");
    } else if (!root().isQuiet()) {
      ClaimSummaryText.lines(summary).forEach(this::say);
    }
  }

  private int exitCode(ClaimInput claims, ClaimSummary summary, Set<Verdict> failing) {
    if (summary.lines() > 0 && summary.judged() == 0) {
      say(
          String.format(
              "%s: none of the %,d lines could be judged; the reasons stand behind them",
              claims.name(), summary.lines()));
      return ErrorCode.FILE_UNREADABLE.exitCode();
    }
    return failing.stream().anyMatch(verdict -> summary.of(verdict) > 0) ? FOUND : 0;
  }

  private void say(String text) {
    terminal().tell(OneLine.of(text));
  }

  /** The columns that the user names; a name without its own WHAT belongs to the one before. */
  private Map<ClaimColumns.Role, List<String>> wanted() {
    Map<ClaimColumns.Role, List<String>> wanted = new EnumMap<>(ClaimColumns.Role.class);
    ClaimColumns.Role role = null;
    for (String each : named) {
      String what = each.replaceFirst("=.*", "").strip().toLowerCase(Locale.ROOT);
      if (each.contains("=")) {
        role =
            Stream.of(ClaimColumns.Role.values())
                .filter(one -> one.label().equals(what))
                .findFirst()
                .orElse(null);
      }
      if (role == null) {
        throw ErrorCode.USAGE.failure(
            "--columns %s: it is code=NAME, date=NAME, modifiers=NAME, known_on=NAME, units=NAME or ndc=NAME",
            each);
      }
      wanted
          .computeIfAbsent(role, one -> new ArrayList<>())
          .add(each.substring(each.indexOf('=') + 1).strip());
    }
    return wanted;
  }

  private Set<Verdict> failing() {
    Set<Verdict> failing = EnumSet.noneOf(Verdict.class);
    for (String each : failOn) {
      Set<Verdict> meant =
          Stream.of(Verdict.values())
              .filter(
                  verdict ->
                      each.equalsIgnoreCase(hyphened(verdict))
                          || (each.equalsIgnoreCase(BAD) && !verdict.isJudged()))
              .collect(Collectors.toSet());
      if (meant.isEmpty()) {
        throw ErrorCode.USAGE.failure(
            "--fail-on %s: no verdict; they are %s, and bad",
            each,
            Stream.of(Verdict.values())
                .map(CheckCommand::hyphened)
                .collect(Collectors.joining(", ")));
      }
      failing.addAll(meant);
    }
    return failing;
  }

  private static String hyphened(Verdict verdict) {
    return verdict.label().replace(' ', '-');
  }
}

package org.openhcpcs.source.companion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.table.SheetSink;
import org.openhcpcs.source.table.WorkbookReader;
import org.openhcpcs.source.text.CodeShape;

/**
 * Reads {@code HCPC*_Trans*_Alpha.xlsx}, the transaction report: a sheet by action code and one by
 * code, which should say the same, and a key to the action codes, which is no list. Of a row the
 * code and the type of change count; descriptors are not kept.
 */
public final class TransactionReportReader implements SheetSink {

  private static final Pattern CODE_NAMES =
      Pattern.compile("HCPCS?( ?/ ?(MODIFIER|MOD))?( CODE)?|CODE");
  private static final Pattern CHANGE_NAMES =
      Pattern.compile("TYPE OF CHANGE|CHANGE( TYPE)?|ACTION( CD| CODE)?");
  private static final int LONGEST_NAME = 60;

  private final String file;
  private final List<SheetChanges> listings = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Optional<String>> actions =
      new HashMap<>(); // of a dozen types of change
  private final Set<String> unknownWords = new LinkedHashSet<>();
  private SheetChanges listing = new SheetChanges("", new LinkedHashMap<>());
  private int codeColumn = -1;
  private int changeColumn = -1;

  private TransactionReportReader(String file) {
    this.file = file;
  }

  /** The rows of one sheet, by code. */
  private record SheetChanges(String sheet, Map<String, ReportedChange> changes) {

    String says(String code) {
      ReportedChange reported = changes.get(code);
      return sheet + ": " + (reported == null ? "not listed" : reported.change());
    }
  }

  /**
   * Reads the report.
   *
   * @throws HcpcsException FILE_UNREADABLE if the file is no workbook or has no list of changes
   */
  public static TransactionReport read(String file, byte[] bytes) {
    TransactionReportReader reader = new TransactionReportReader(file);
    WorkbookReader.read(file, bytes, reader);
    reader.listings.removeIf(listing -> listing.changes().isEmpty());
    if (reader.listings.isEmpty()) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          "%s: no list of codes with a column for the type of change", file);
    }
    return new TransactionReport(file, reader.merged(), reader.findings);
  }

  @Override
  public void sheet(String name) {
    codeColumn = -1; // each list has its own header
    listing = new SheetChanges(name, new LinkedHashMap<>());
    listings.add(listing);
  }

  @Override
  public boolean row(SheetRow row) {
    if (isHeader(row) || codeColumn < 0 || row.isBlank()) {
      return true;
    }
    String code = row.words(codeColumn);
    String change = row.words(changeColumn);
    if (!CodeShape.matches(code)) {
      findings.add(
          Finding.warning("transaction-row", "a row of the report names no code; it was left out")
              .at(file, row.number())
              .observed((row.text(codeColumn) + "\t" + change).stripTrailing()));
      return true;
    }
    Optional<String> action = actions.computeIfAbsent(change, ActionWords::action);
    ReportedChange reported = new ReportedChange(code, change, action.orElse(null), row.number());
    if (action.isEmpty() && unknownWords.add(change)) {
      findings.add(
          Finding.warning(
                  "transaction-word",
                  "the report names a type of change that is not known; its codes were not compared")
              .about(code)
              .at(file, row.number())
              .observed(change));
    }
    ReportedChange first = listing.changes().putIfAbsent(code, reported);
    if (first != null) {
      findings.add(
          Finding.warning(
                  "transaction-duplicate",
                  "a sheet of the report lists the code twice; the first row counts")
              .about(code)
              .at(file, row.number())
              .observed(change)
              .expected(first.change()));
    }
    return true;
  }

  private boolean isHeader(SheetRow row) {
    if (row.text(codeColumn).chars().anyMatch(Character::isDigit)) {
      return false; // a code, which no column is named after
    }
    int code = -1;
    int change = -1;
    for (int column = 0; column < row.columns(); column++) {
      String cell = row.words(column);
      if (cell.length() > LONGEST_NAME) {
        continue; // a description, like most of the report
      }
      String name = cell.toUpperCase(Locale.ROOT);
      if (code < 0 && CODE_NAMES.matcher(name).matches()) {
        code = column;
      } else if (change < 0 && CHANGE_NAMES.matcher(name).matches()) {
        change = column;
      }
    }
    if (code < 0 || change < 0) {
      return false;
    }
    codeColumn = code;
    changeColumn = change;
    return true;
  }

  /** What the first sheet says, and codes that only another lists. */
  private List<ReportedChange> merged() {
    SheetChanges first = listings.get(0);
    Map<String, ReportedChange> all = new LinkedHashMap<>(first.changes());
    for (SheetChanges other : listings.subList(1, listings.size())) {
      other
          .changes()
          .forEach(
              (code, there) -> {
                ReportedChange here = first.changes().get(code);
                all.putIfAbsent(code, there);
                if (here == null || !here.agreesWith(there)) {
                  differ(code, there.row(), first.says(code), other.says(code));
                }
              });
      first.changes().values().stream()
          .filter(here -> !other.changes().containsKey(here.code()))
          .forEach(
              here ->
                  differ(
                      here.code(), here.row(), first.says(here.code()), other.says(here.code())));
    }
    return List.copyOf(all.values());
  }

  private void differ(String code, int row, String first, String other) {
    findings.add(
        Finding.warning(
                "transaction-sheets",
                "the sheets of the report do not say the same of the code; the first counts")
            .about(code)
            .at(file, row)
            .observed(other)
            .expected(first));
  }
}

package org.openhcpcs.sample;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;

/**
 * Everything that one release of the sample says; {@link SampleWriter} gives it the form of CMS's
 * files. Immutable.
 *
 * @param edition the quarter
 * @param publishedOn the day that the zip's members are stamped with
 * @param records the records of the code file, sorted as CMS sorts them: modifiers first
 * @param damagedLines lines of the text code file that no reader can load
 * @param twinDifferences what the workbook says otherwise than the text
 * @param corrections the rows of the corrections workbook
 * @param nocCodes the codes of the NOC list, each of which is in {@code records}
 * @param transactions the rows of the transaction report
 * @param isMarked whether its code file says that it is of the sample; without that it passes for
 *     CMS's
 */
public record SampleRelease(
    Edition edition,
    LocalDate publishedOn,
    List<SampleRecord> records,
    List<DamagedLine> damagedLines,
    List<TwinDifference> twinDifferences,
    List<CorrectionRow> corrections,
    List<String> nocCodes,
    List<TransactionRow> transactions,
    boolean isMarked) {

  private static final Comparator<SampleRecord> CMS_ORDER =
      Comparator.comparing(SampleRecord::cell);

  public SampleRelease {
    records = records.stream().sorted(CMS_ORDER).toList();
    damagedLines = List.copyOf(damagedLines);
    twinDifferences = List.copyOf(twinDifferences);
    corrections = List.copyOf(corrections);
    nocCodes = List.copyOf(nocCodes);
    transactions = List.copyOf(transactions);
  }

  /** A release of the sample. */
  public SampleRelease(
      Edition edition,
      LocalDate publishedOn,
      List<SampleRecord> records,
      List<DamagedLine> damagedLines,
      List<TwinDifference> twinDifferences,
      List<CorrectionRow> corrections,
      List<String> nocCodes,
      List<TransactionRow> transactions) {
    this(
        edition,
        publishedOn,
        records,
        damagedLines,
        twinDifferences,
        corrections,
        nocCodes,
        transactions,
        true);
  }

  /** The same release as if CMS had published it: without the mark of the sample. */
  public SampleRelease unmarked() {
    return new SampleRelease(
        edition,
        publishedOn,
        records,
        damagedLines,
        twinDifferences,
        corrections,
        nocCodes,
        transactions,
        false);
  }

  /**
   * A release without flaws: its transaction report follows from the action codes, and nothing is
   * corrected.
   */
  public static SampleRelease of(
      Edition edition, LocalDate publishedOn, List<SampleRecord> records) {
    return new SampleRelease(
        edition,
        publishedOn,
        records,
        List.of(),
        List.of(),
        List.of(),
        records.stream()
            .filter(each -> each.kind() == Kind.PROCEDURE)
            .map(SampleRecord::code)
            .limit(1)
            .toList(),
        TransactionRow.of(records));
  }

  /**
   * The record of a code. Throws {@code NoSuchElementException} if the release does not list it.
   */
  public SampleRecord record(String code) {
    return records.stream().filter(record -> record.code().equals(code)).findFirst().orElseThrow();
  }

  /** Whether the release lists a code. */
  public boolean lists(String code) {
    return records.stream().anyMatch(record -> record.code().equals(code));
  }

  /**
   * A line that no reader can load.
   *
   * @param behind the code whose lines it follows
   * @param line the whole line, written as it is
   */
  public record DamagedLine(String behind, String line) {}

  /**
   * A cell of the workbook that differs from the text.
   *
   * @param code the code or modifier
   * @param field the field
   * @param workbook what the workbook's cell shows
   */
  public record TwinDifference(String code, Field field, String workbook) {}

  /**
   * A row of the corrections workbook.
   *
   * @param cells one text per column of {@link CorrectionsBook#HEADER}; a text {@code YYYY-MM-DD}
   *     becomes a true date cell
   */
  public record CorrectionRow(List<String> cells) {

    public CorrectionRow {
      cells = List.copyOf(cells);
    }
  }
}

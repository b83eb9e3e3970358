package org.openhcpcs.sample;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;

/**
 * The two editions that ship with the project, January and April 2008: so early that no release of
 * CMS's can stand behind them. Codes, modifiers and descriptors are invented, except the
 * descriptors of S9336, S9372 and S9379. The files {@code january-records.csv} and {@code
 * april-records.csv} hold the content; April's lists only what April changes or adds, and every
 * other record goes on with action N. {@link SampleCase} names what is shown.
 */
public final class SampleData {

  private static final LocalDate JANUARY_PUBLISHED = LocalDate.of(2007, 11, 14);
  private static final LocalDate APRIL_PUBLISHED = LocalDate.of(2008, 3, 12);
  private static final List<String> NOC_CODES = List.of("A3199", "E3599", "J4899", "S9379");

  /**
   * A procedure's first line by its record identification code, but with signs and blanks for a
   * code.
   */
  private static final String DAMAGED_LINE = "?#4 7001003Glove liner, thermal, pair";

  private SampleData() {}

  /** Both editions, the older first. */
  public static List<SampleRelease> editions() {
    return List.of(january(), april());
  }

  /** Edition 2008-01: with a damaged line and a difference between the twins. */
  public static SampleRelease january() {
    List<SampleRecord> records = records("january-records.csv");
    return new SampleRelease(
        new Edition(2008, 1),
        JANUARY_PUBLISHED,
        records,
        List.of(new SampleRelease.DamagedLine("L4803", DAMAGED_LINE)),
        List.of(
            new SampleRelease.TwinDifference(
                SampleCase.TWIN_DIFFERENCE, Field.TYPE_OF_SERVICE_2, "S")),
        corrections("january-corrections.csv"),
        NOC_CODES,
        TransactionRow.of(records));
  }

  /** Edition 2008-04: what became of the records of January. */
  public static SampleRelease april() {
    Map<String, SampleRecord> byCode = new TreeMap<>();
    for (SampleRecord old : january().records()) {
      byCode.put(old.cell(), old.with(Field.ACTION, "N"));
    }
    byCode.remove(SampleCase.VANISHED);
    for (SampleRecord changed : records("april-records.csv")) {
      byCode.put(changed.cell(), changed);
    }
    List<SampleRecord> records = List.copyOf(byCode.values());
    return new SampleRelease(
        new Edition(2008, 4),
        APRIL_PUBLISHED,
        records,
        List.of(),
        List.of(),
        corrections("april-corrections.csv"),
        NOC_CODES,
        TransactionRow.of(records));
  }

  private static List<SampleRecord> records(String resource) {
    return rows(resource).stream().map(SampleData::sample).toList();
  }

  private static SampleRecord sample(CSVRecord row) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    for (Field field : Field.ALL) {
      if (row.isMapped(field.column())) {
        values.put(field, row.get(field.column()));
      }
    }
    return new SampleRecord(row.get("code"), values);
  }

  private static List<SampleRelease.CorrectionRow> corrections(String resource) {
    return rows(resource).stream()
        .map(row -> new SampleRelease.CorrectionRow(row.toList()))
        .toList();
  }

  private static List<CSVRecord> rows(String resource) {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try {
      return format.parse(new StringReader(SampleTexts.read(resource))).getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

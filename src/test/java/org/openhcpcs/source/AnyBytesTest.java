package org.openhcpcs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.FormulaError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.source.companion.NocListReader;
import org.openhcpcs.source.companion.RecordLayout;
import org.openhcpcs.source.companion.RecordLayoutReader;
import org.openhcpcs.source.reference.ReferenceReader;
import org.openhcpcs.source.reference.ReferenceTable;
import org.openhcpcs.source.table.Books;

/**
 * Whatever the bytes are, a reader reads them or refuses with the project's own error. {@link
 * ReaderMutationTest} has the texts of codes and notes; together they make 20,000 files and more.
 */
@Timeout(120)
class AnyBytesTest {

  private static final Edition EDITION = new Edition(2012, 1);
  private static final CodeTable TABLE =
      CodeTable.of(CodeTable.OF_2016, 3)
          .row("   A1", "0010", "7", Field.LONG_DESCRIPTION, "Dressing", Field.ACTION, "N")
          .row("   A1", "0020", "8", Field.LONG_DESCRIPTION, "for one wound")
          .row(
              "A0021",
              10,
              3,
              Field.LONG_DESCRIPTION,
              "Ambulance, “rxÆd”",
              Field.PRICING_INDICATOR_1,
              0,
              Field.ADDED_DATE,
              "20180101",
              Field.TERMINATION_DATE,
              45930)
          .row(
              "A0022",
              "0010",
              "3",
              Field.LONG_DESCRIPTION,
              new Books.Failed(FormulaError.NAME),
              Field.ADDED_DATE,
              20180101.0);

  /** What reads some bytes, and whether it found them sound. */
  private interface Reader {
    boolean read(byte[] bytes);
  }

  private int read;
  private int refused;

  @Test
  void xlsxPackages() {
    byte[] workbook = TABLE.xlsx();
    check(2_000, seed -> Mutant.of(workbook, seed), AnyBytesTest::codeTable);
  }

  @Test
  void xlsxSheets() {
    String sheet =
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\n"
            + rows()
            + "</sheetData></worksheet>";
    byte[] xml = sheet.getBytes(StandardCharsets.UTF_8);
    assertThat(codeTable(Books.ofSheet(out -> out.write(xml), "<si><t>N</t></si>"))).isTrue();
    check(
        4_000,
        seed -> {
          byte[] mutant = Mutant.of(xml, seed);
          return Books.ofSheet(out -> out.write(mutant), "<si><t>N</t></si>");
        },
        AnyBytesTest::codeTable);
  }

  @Test
  void xlsWorkbooks() {
    byte[] workbook = TABLE.xls();
    check(3_000, seed -> Mutant.of(workbook, seed), AnyBytesTest::codeTable);
  }

  @Test
  void csvFiles() {
    byte[] csv = TABLE.csv();
    check(
        4_000,
        seed -> Mutant.of(csv, seed),
        bytes -> placed(CodeTableReader.read("a.csv", bytes, EDITION)));
  }

  @Test
  void recordLayouts() {
    byte[] layout =
        SampleWriter.files(SampleData.january()).entrySet().stream()
            .filter(file -> file.getKey().contains("recordlayout"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    check(
        2_500,
        seed -> Mutant.of(layout, seed),
        bytes -> {
          RecordLayout read = RecordLayoutReader.read("a.txt", bytes);
          assertThat(read.items()).isNotEmpty();
          assertThat(read.values().toString()).doesNotContain("\0");
          return true;
        });
  }

  @Test
  void nocLists() {
    List<List<Object>> rows =
        List.of(
            List.of("", "NOC CODES"),
            List.of("HCPCS", "LONG DESCRIPTION", "ADD DATE", "TERM DATE"),
            List.of("A0999", "Unlisted ambulance service", 19870101, 43466),
            List.of("A4335", "Incontinence supply", "19900101", "x"));
    byte[] xlsx = Books.xlsx(workbook -> Books.sheet(workbook, "NOC", rows));
    byte[] xls = Books.xls(workbook -> Books.sheet(workbook, "NOC", rows));
    check(
        2_000,
        seed -> Mutant.of(seed % 2 == 0 ? xlsx : xls, seed),
        bytes -> {
          NocListReader.NocList list = NocListReader.read("a.xlsx", bytes);
          assertThat(list.findings()).allMatch(finding -> "a.xlsx".equals(finding.file()));
          return !list.codes().isEmpty();
        });
  }

  @Test
  void referenceTables() {
    List<List<Object>> rows =
        List.of(
            List.of("January 2023 ASP NDC - HCPCS Crosswalk"),
            List.of(
                "_2023_CODE", "Short Description", "NDC2", "PKG SIZE", "BILLUNITS", "BILLUNITSPKG"),
            List.of("J4801", "Tarovaline", "99999-4801-01", 5, 4, 4),
            List.of(90999, "not ours", "9999-4801-01", "5", 0.5, 4));
    byte[] xlsx = Books.xlsx(workbook -> Books.sheet(workbook, "ASP", rows));
    byte[] xls = Books.xls(workbook -> Books.sheet(workbook, "ASP", rows));
    String text =
        rows.stream()
            .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\r\n"));
    byte[] csv = text.getBytes(StandardCharsets.UTF_8);
    check(
        3_000,
        seed -> Mutant.of(seed % 3 == 0 ? xlsx : seed % 3 == 1 ? xls : csv, seed),
        bytes -> {
          ReferenceTable table =
              ReferenceReader.read("a.csv", bytes)
                  .orElseThrow(
                      () -> new HcpcsException(ErrorCode.NO_RELEASE_FOUND, "a.csv: no table"));
          assertThat(table.rejected()).allMatch(row -> row.number() > 0 && !row.reason().isEmpty());
          return !table.lines().isEmpty();
        });
  }

  private static boolean codeTable(byte[] bytes) {
    return placed(CodeTableReader.read("a.xlsx", bytes, EDITION));
  }

  /** Every finding has its file and row; every record that is unreadable has a finding. */
  private static boolean placed(CodeFile file) {
    for (Finding finding : file.findings()) {
      assertThat(finding.file()).isEqualTo(file.file());
      assertThat(finding.line()).isNotNull();
    }
    assertThat(file.records())
        .filteredOn(published -> !published.unreadable().isEmpty())
        .allMatch(
            published -> file.findings().stream().anyMatch(f -> published.code().equals(f.code())));
    assertThat(file.keptLines().stream().map(SourceLine::line).toList()).doesNotHaveDuplicates();
    return true;
  }

  private interface Mutation {
    byte[] of(long seed);
  }

  private void check(int count, Mutation mutation, Reader reader) {
    for (long seed = 0; seed < count; seed++) {
      byte[] mutant = mutation.of(seed);
      try {
        read += reader.read(mutant) ? 1 : 0;
      } catch (HcpcsException e) {
        refused++;
        assertThat(e.errorCode())
            .as("mutant %d", seed)
            .isIn(ErrorCode.FILE_UNREADABLE, ErrorCode.NO_RELEASE_FOUND);
        assertThat(e).as("mutant %d", seed).hasMessageMatching("a[.](xlsx|csv|txt): [^\r\n]+");
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + seed + ": " + e, e);
      }
    }
    assertThat(List.of(read, refused)).as("read, refused").allMatch(n -> n > count / 200);
  }

  /** The rows of the table as they stand in the XML of a sheet. */
  private static String rows() {
    StringBuilder xml = new StringBuilder();
    for (int r = 0; r < TABLE.rows().size(); r++) {
      xml.append("<row r=\"").append(r + 1).append("\">");
      xml.append(
          TABLE.rows().get(r).stream().map(AnyBytesTest::cell).collect(Collectors.joining()));
      xml.append("</row>\n");
    }
    return xml.toString();
  }

  private static String cell(Object value) {
    if (value instanceof Number number) {
      return "<c><v>" + number + "</v></c>";
    }
    if (value instanceof Books.Failed) {
      return "<c t=\"e\"><f>-x</f><v>#NAME?</v></c>";
    }
    if (value.equals("N")) {
      return "<c t=\"s\"><v>0</v></c>";
    }
    return value.equals("") ? "<c/>" : "<c t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
  }
}

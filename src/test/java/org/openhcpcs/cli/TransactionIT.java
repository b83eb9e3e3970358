package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRecord;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.TransactionRow;

/** What becomes of a transaction report that does not say what the records say. */
@Tag("sql")
class TransactionIT {

  private static final LocalDate JANUARY_DAY = SampleData.january().publishedOn();
  private static final LocalDate APRIL_DAY = SampleData.april().publishedOn();
  private static final String NULL = TestDatabase.NULL;
  private static final String REPORT = "Transaction Report";

  private static final String FINDINGS =
      """
      select severity, rule, code, field, observed, expected
      from hcpcs.finding
      join hcpcs.release r using (release_id)
      where r.edition = '%s' and (rule like 'transaction-%%' or rule like 'level-%%')
      order by rule, code collate "C"
      """;

  private static final List<List<String>> OF_THE_SAMPLE =
      List.of(
          finding("info", "silent", "A3120", "coverage", "No Change", "changed"),
          finding("info", "silent", "G3604", "long_description", "No Change", "changed"));

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;
  private String january = "";

  private TestProgram program(TestDatabase in) {
    return TestProgram.with(in, folder.resolve("home"));
  }

  @BeforeEach
  void writeJanuary() throws IOException {
    january =
        zip("january-2008-alpha-numeric-hcpcs-file.zip", SampleData.january().records(), Map.of());
  }

  private static List<String> finding(
      String severity, String rule, String code, String field, String observed, String expected) {
    return List.of(severity, "transaction-" + rule, code, field, observed, expected);
  }

  private String zip(String name, List<SampleRecord> records, Map<String, String> changes)
      throws IOException {
    boolean isJanuary = name.startsWith("january");
    Edition edition = new Edition(2008, isJanuary ? 1 : 4);
    LocalDate day = isJanuary ? JANUARY_DAY : APRIL_DAY;
    return ReleaseFiles.of(release(edition, day, records, changes))
        .zip(folder.resolve(name), day)
        .toString();
  }

  /** April with another type of change for some codes; an empty one is no row at all. */
  private String april(Map<String, String> changes) throws IOException {
    return zip("april-2008-alpha-numeric-hcpcs-file.zip", SampleData.april().records(), changes);
  }

  private static SampleRelease release(
      Edition edition, LocalDate day, List<SampleRecord> records, Map<String, String> changes) {
    SampleRelease plain = SampleRelease.of(edition, day, records);
    Map<String, String> left = new TreeMap<>(changes);
    List<TransactionRow> rows = new ArrayList<>();
    for (TransactionRow row : plain.transactions()) {
      String change = left.remove(row.cell().strip());
      rows.add(change == null ? row : new TransactionRow(row.cell(), change, "x", "y"));
    }
    left.forEach((code, change) -> rows.add(new TransactionRow(code, change, "x", "y")));
    rows.removeIf(row -> row.change().isEmpty());
    return new SampleRelease(
        edition,
        day,
        plain.records(),
        plain.damagedLines(),
        plain.twinDifferences(),
        plain.corrections(),
        SampleData.april().nocCodes(),
        rows);
  }

  private static List<List<String>> findings(TestDatabase in, String edition) {
    return in.rows(FINDINGS.formatted(edition));
  }

  @Test
  void findsNothingButSilentChangesWhereTheReportIsRight() throws IOException {
    program(database).print("load", january, april(Map.of()));
    assertThat(findings(database, "2008-01")).isEmpty();
    assertThat(findings(database, "2008-04")).isEqualTo(OF_THE_SAMPLE);
    assertThat(
            database.rows(
                "select distinct file, message from hcpcs.finding where rule like 'transaction-%'"))
        .containsExactly(
            List.of(
                "HCPC2008_APR_ANWEB_Transaction Report_SAMPLE.xlsx",
                "the report says that nothing changed, but fields did"));
  }

  @Test
  void holdsTheReportAgainstTheActionCodesAndTheCodesOfItsEdition() throws IOException {
    program(database)
        .print(
            "load",
            april(
                Map.of(
                    "A3126", "",
                    "A3120", "Coverage Change",
                    "A3132", "Moved to another list",
                    "Z9999", "ADD",
                    "8P", "ADD")));
    assertThat(findings(database, "2008-04"))
        .containsExactly(
            List.of("warning", "level-one", "8P", NULL, NULL, NULL),
            finding("warning", "action", "A3120", "action", "Coverage Change", "N"),
            finding("warning", "missing-code", "Z9999", NULL, "ADD", NULL),
            finding("warning", "unlisted-code", "A3126", NULL, NULL, "action A"),
            finding("warning", "word", "A3132", NULL, "Moved to another list", NULL));
    assertThat(
            database.value(
                "select count(*) from hcpcs.finding where rule = 'transaction-missing-code' and line > 1"
                    + " and file like 'HCPC2008_APR_ANWEB_Transaction%'"))
        .isEqualTo("1");
  }

  @Test
  void doesNotMissUnchangedCodesInAReportOfChangesOnly() throws IOException {
    Map<String, String> noRow = new TreeMap<>();
    for (SampleRecord sample : SampleData.april().records()) {
      if (sample.get(Field.ACTION).equals("N")) {
        noRow.put(sample.code(), "");
      }
    }
    noRow.put("A3126", "");
    program(database).print("load", april(noRow));
    assertThat(findings(database, "2008-04"))
        .extracting(row -> row.get(1) + " " + row.get(2))
        .containsExactly("transaction-unlisted-code A3126");
  }

  @Test
  void holdsTheReportAgainstTheChangesSinceTheEditionBefore() throws IOException {
    Map<String, String> changes = new TreeMap<>();
    changes.put("A3103", "ADD"); // changed its long description
    changes.put("A3126", "No Change"); // was added
    changes.put("C3401", "No Change"); // ended, within the quarter before
    changes.put("E3501", "Long Description Change"); // changed its coverage, too
    changes.put("E3502", "Short Description Change"); // changed its type of service
    changes.put("E3507", "Payment Change"); // was added
    changes.put("G3608", "Discontinued"); // was added and has not ended
    changes.put("K2802", "No Change"); // came back
    program(database).print("load", january, april(changes));
    assertThat(findings(database, "2008-04"))
        .filteredOn(row -> !row.get(1).equals("transaction-action"))
        .containsExactlyInAnyOrder(
            finding("warning", "change", "A3103", "long_description", "ADD", "changed"),
            finding("warning", "change", "A3126", NULL, "No Change", "new, added 2008-04-01"),
            finding(
                "warning",
                "change",
                "C3401",
                "cross_reference_1, termination_date",
                "No Change",
                "terminated 2008-02-15"),
            finding(
                "warning",
                "change",
                "E3502",
                "type_of_service_1, type_of_service_2, type_of_service_3",
                "Short Description Change",
                "changed"),
            finding("warning", "change", "G3608", NULL, "Discontinued", "new, added 2008-04-01"),
            finding("warning", "change", "K2802", "termination_date", "No Change", "reactivated"),
            finding("info", "partial", "E3501", "coverage", "Long Description Change", "changed"),
            OF_THE_SAMPLE.get(0),
            OF_THE_SAMPLE.get(1));
  }

  @Test
  void tellsChangesThatBelongToTheEditionBefore() throws IOException {
    List<SampleRecord> records = new ArrayList<>(SampleData.january().records());
    records.removeIf(sample -> sample.code().equals("A3101") || sample.code().equals("A3103"));
    january = zip("january-2008-alpha-numeric-hcpcs-file_v0.zip", records, Map.of());
    List<SampleRecord> later = new ArrayList<>();
    for (SampleRecord sample : SampleData.april().records()) {
      later.add(
          switch (sample.code()) {
            case "C3401" -> sample.with(Field.TERMINATION_DATE, "20071231");
            case "K2802" -> sample.with(Field.ACTION_EFFECTIVE_DATE, "20080101");
            case "S9372" -> sample.with(Field.ACTION_EFFECTIVE_DATE, "20080201");
            default -> sample;
          });
    }
    program(database)
        .print(
            "load",
            january,
            zip(
                "april-2008-alpha-numeric-hcpcs-file.zip",
                later,
                Map.of("A3103", "No Change", "C3401", "No Change", "K2802", "No Change")));
    assertThat(findings(database, "2008-04"))
        .filteredOn(row -> !row.get(1).equals("transaction-action"))
        .containsExactly(
            finding("info", "date", "S9372", NULL, "No Change", "new action effective date"),
            finding("info", "late", "A3101", NULL, "Payment Change", "new, added 1996-01-01"),
            finding("info", "late", "A3103", NULL, "No Change", "new, added 2003-01-01"),
            finding(
                "info",
                "late",
                "C3401",
                "cross_reference_1, termination_date",
                "No Change",
                "terminated 2007-12-31"),
            finding("info", "late", "K2802", "termination_date", "No Change", "reactivated"),
            OF_THE_SAMPLE.get(0),
            OF_THE_SAMPLE.get(1));
  }

  @Test
  void comparesWithChangesOnlyWhereTheEditionIsTheOneBefore() throws IOException {
    SampleRelease old =
        release(
            new Edition(2006, 1),
            LocalDate.of(2005, 11, 9),
            SampleData.january().records(),
            Map.of());
    ReleaseFiles.of(old).zip(folder.resolve("old.zip"), old.publishedOn());
    program(database)
        .print("load", folder.resolve("old.zip").toString(), april(Map.of("E3502", "ADD")));
    assertThat(findings(database, "2008-04"))
        .extracting(row -> row.get(1) + " " + row.get(2))
        .containsExactly("transaction-action E3502");
  }

  @Test
  void makesOneFindingOfManyThatAreAlike() throws IOException {
    Map<String, String> more = new TreeMap<>();
    for (int i = 0; i < 101; i++) {
      more.put("A" + (9000 + i), "No Change");
    }
    program(database).print("load", april(more));
    List<List<String>> found = findings(database, "2008-04");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).subList(0, 4))
        .containsExactly("warning", "transaction-missing-code", NULL, NULL);
    assertThat(found.get(0).get(4)).startsWith("101 codes: A9000 A9001 ").endsWith(" A9100");
  }

  @Tag("once")
  @Test
  void comesToTheSameFindingsWhateverTheOrderOfLoading() throws IOException {
    String april = april(Map.of("A3126", "No Change", "E3502", "ADD", "A3120", ""));
    program(database).print("load", january, april);
    List<String> all = database.published();
    assertThat(findings(database, "2008-04")).hasSizeGreaterThan(4);

    TestDatabase backward = TestServer.migrated();
    program(backward).print("load", april);
    assertThat(findings(backward, "2008-04"))
        .extracting(row -> row.get(1))
        .containsExactly("transaction-action", "transaction-action", "transaction-unlisted-code");
    program(backward).print("load", january);
    assertThat(backward.published()).isEqualTo(all);
    assertThat(program(backward).print("load", january, april)).startsWith("Nothing to do");
    assertThat(backward.published()).isEqualTo(all);
  }

  @Test
  void attachesAReportThatComesAlone() throws IOException {
    SampleRelease april =
        release(
            new Edition(2008, 4),
            APRIL_DAY,
            SampleData.april().records(),
            Map.of("A3126", "No Change", "Z9999", "ADD"));
    ReleaseFiles files = ReleaseFiles.of(april);
    String codes =
        files
            .without(REPORT)
            .zip(folder.resolve("april-2008-alpha-numeric-hcpcs-file.zip"), APRIL_DAY)
            .toString();
    String report =
        files
            .only(REPORT)
            .zip(folder.resolve("april-2008-transaction-report.zip"), APRIL_DAY)
            .toString();
    program(database).print("load", january, codes, report);
    List<String> all = database.published();

    TestDatabase later = TestServer.migrated();
    program(later).print("load", codes);
    assertThat(findings(later, "2008-04")).isEmpty();
    assertThat(program(later).print("load", "--dry-run", report))
        .isEqualTo("1 would get companion files, nothing was written.\n");
    assertThat(findings(later, "2008-04")).isEmpty();
    assertThat(program(later).print("load", report)).isEqualTo("1 got companion files.\n");
    assertThat(findings(later, "2008-04"))
        .extracting(row -> row.get(1))
        .containsExactly("transaction-action", "transaction-missing-code");
    program(later).print("load", january);
    assertThat(later.published()).isEqualTo(all);
  }

  @Test
  void comparesAReportThatComesWithCodesThatAreLoadedAlready() throws IOException {
    SampleRelease april =
        release(
            new Edition(2008, 4), APRIL_DAY, SampleData.april().records(), Map.of("Z9999", "ADD"));
    ReleaseFiles files = ReleaseFiles.of(april);
    program(database)
        .print(
            "load",
            files
                .without(REPORT)
                .zip(folder.resolve("april-2008-anweb.zip"), APRIL_DAY)
                .toString());
    program(database)
        .print(
            "load", files.zip(folder.resolve("april-2008-anweb-again.zip"), APRIL_DAY).toString());
    assertThat(findings(database, "2008-04"))
        .containsExactly(finding("warning", "missing-code", "Z9999", NULL, "ADD", NULL));
  }

  @Test
  void loadsTheCodesWhateverTheReportIs() throws IOException {
    ReleaseFiles files = ReleaseFiles.of(SampleData.april());
    String zip =
        files
            .with(files.name(REPORT), "<html>403</html>".getBytes(StandardCharsets.US_ASCII))
            .zip(folder.resolve("april-2008-anweb.zip"), APRIL_DAY)
            .toString();
    assertThat(program(database).print("load", zip)).isEqualTo("1 loaded.\n");
    assertThat(
            database.rows(
                "select severity, file, message from hcpcs.finding where rule = 'companion-unreadable'"))
        .containsExactly(
            List.of(
                "error",
                files.name(REPORT),
                "the file could not be read: " + files.name(REPORT) + ": not an Excel workbook"));
  }
}

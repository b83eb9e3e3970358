package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.database.TestDatabase;

/** The report of an edition as a file, and what a browser reads in it. */
class ReportIT {

  private static final String HOSTILE =
      "Bed & <b>rail</b></td><script>alert(1)</script> \"quoted\" 'single' <!-- \u001b[31m";

  @TempDir private static Path folder;
  private static TestDatabase database = LoadedSample.database();
  private static TestProgram program = TestProgram.with(database, Path.of("target"));

  @BeforeAll
  static void loadTheSample() {
    program = TestProgram.with(database, folder.resolve("home"));
    LoadedSample.home(folder.resolve("home"));
  }

  private static Document report(String edition) {
    return Jsoup.parse(program.print("report", edition, "--out", "-"));
  }

  /** The text of a table's rows, cell by cell. */
  static List<List<String>> rows(Document page, String name) {
    return page.select("table").stream()
        .filter(table -> table.expectFirst("caption").text().equals(name))
        .flatMap(table -> table.select("tbody tr").stream())
        .map(row -> row.children().stream().map(Element::text).toList())
        .toList();
  }

  @Test
  void isValidHtml() {
    for (String edition : List.of("2008-01", "2008-04")) {
      String html = program.print("report", edition, "--out", "-");
      Parser parser = Parser.htmlParser().setTrackErrors(100);
      Document page = Jsoup.parse(html, "", parser);
      assertThat(parser.getErrors()).isEmpty();
      assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
      assertThat(page.title()).isEqualTo("HCPCS Level II, edition " + edition + ", sample");
      assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
      for (String target : page.select("a").eachAttr("href")) {
        assertThat(page.select(target)).as(target).hasSize(1);
      }
      for (Element chart : page.select("svg")) {
        assertThat(chart.attr("role")).isEqualTo("img");
        assertThat(page.getElementById(chart.attr("aria-labelledby"))).isNotNull();
        assertThat(page.expectFirst("#" + chart.attr("aria-describedby")).text())
            .matches("(?s).+ \\d+\\.");
      }
    }
  }

  @Test
  void loadsNothingAndRunsNothingButItsOwnScript() throws Exception {
    Document page = report("2008-04");
    assertThat(page.select("[src], [srcset], link, img, iframe, object, embed, form, base"))
        .isEmpty();
    assertThat(page.select("[href]").eachAttr("href")).allMatch(href -> href.startsWith("#"));
    assertThat(page.select("[style]")).isEmpty();
    assertThat(page.select("*").stream().flatMap(each -> each.attributes().asList().stream()))
        .noneMatch(attribute -> attribute.getKey().startsWith("on"));
    assertThat(page.html()).doesNotContain("@import", "url(", "eval(", "innerHTML", "fetch(");
    assertThat(page.expectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .isEqualTo(
            "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
                .formatted(
                    hash(page.expectFirst("style").data()),
                    hash(page.expectFirst("script").data())));
    assertThat(page.select("style, script")).hasSize(2);
  }

  private static String hash(String text) throws Exception {
    return "sha256-"
        + Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void tellsWhatTheEditionChanged() {
    Document page = report("2008-04");
    assertThat(page.expectFirst("header").text())
        .contains("Changes are against edition 2008-01, the one before it that is loaded.");
    assertThat(rows(page, "Loaded editions"))
        .containsExactly(
            List.of("2008-01", "2008-01-01", "2007-11-14", "57", "11", "6", "", "", ""),
            List.of("2008-04", "2008-04-01", "2008-03-12", "59", "12", "7", "4", "3", "14"));
    assertThat(
            database.rows(
                """
                select count(distinct code) filter (where change = 'added'), count(distinct code) filter (where change = 'terminated'),
                  count(distinct code) filter (where change = 'changed')
                from hcpcs.code_change
                """))
        .containsExactly(List.of("4", "3", "14"));
    assertThat(rows(page, "Codes added"))
        .contains(
            List.of(
                "A3126",
                "added",
                database
                    .values("select short_description from hcpcs.code_detail where code = 'A3126'")
                    .get(0),
                database
                    .values("select long_description from hcpcs.code_detail where code = 'A3126'")
                    .get(0),
                "2008-04-01",
                "",
                "A"));
    assertThat(rows(page, "Codes ended"))
        .extracting(row -> row.get(0) + " " + row.get(1))
        .contains("C3401 2008-02-15", "S7403 2008-03-31");
    assertThat(rows(page, "Codes no longer listed"))
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactly("T3101 absent");
    assertThat(rows(page, "Other fields changed"))
        .anySatisfy(
            row ->
                assertThat(row)
                    .containsExactly(
                        "A3120",
                        "coverage",
                        "C Carrier judgment",
                        "D Special coverage instructions apply",
                        "N",
                        row.get(5),
                        "silent"));
    assertThat(rows(page, "Codes changed silently"))
        .extracting(row -> row.get(0) + ": " + row.get(2))
        .contains("A3120: coverage", "G3604: long description");
  }

  /** Every change of the database stands in one of the tables. */
  @Test
  void leavesNoChangeOut() {
    Document page = report("2008-04");
    long listed =
        List.of(
                "Codes added",
                "Codes ended",
                "Codes reactivated",
                "Codes no longer listed",
                "Texts with other words",
                "Texts with other capitals or blanks only",
                "Other fields changed",
                "Fields changed after a gap")
            .stream()
            .mapToLong(name -> rows(page, name).size())
            .sum();
    assertThat(listed).isPositive();
    assertThat(database.values("select count(*) from hcpcs.code_change"))
        .containsExactly(String.valueOf(listed));
    assertThat(rows(page, "Findings"))
        .hasSize(
            database
                .values(
                    "select 1 from hcpcs.finding join hcpcs.release using (release_id) where edition = '2008-04'")
                .size())
        .isNotEmpty();
    assertThat(rows(page, "Corrections"))
        .hasSize(
            database
                .values(
                    "select 1 from hcpcs.correction join hcpcs.release using (release_id) where edition = '2008-04'")
                .size())
        .isNotEmpty();
  }

  @Test
  void marksTheWordsOfATextThatChanged() {
    Element words =
        report("2008-04").select("tbody tr").stream()
            .filter(row -> row.child(0).text().equals("W3") && row.child(1).text().equals("long"))
            .findFirst()
            .orElseThrow()
            .child(2);
    assertThat(words.html().strip())
        .isEqualTo(
            "Service rendered in a mobile unit that is parked at a school <ins>or library</ins>");
  }

  @Test
  void saysThatTheOldestEditionHasNoneToCompareItWith() {
    Document page = report("2008-01");
    assertThat(page.expectFirst("header").text())
        .contains("It is the oldest edition that is loaded");
    assertThat(page.select("section").eachAttr("id"))
        .containsExactly("totals", "findings", "corrections");
  }

  @Test
  void writesTheSameBytesAgain() {
    assertThat(program.print("report", "2008-04", "--out", "-"))
        .isEqualTo(program.print("report", "2008-04", "--out", "-"))
        .isEqualTo(program.print("report", "2008-04.1", "--out", "-"));
  }

  @Test
  void showsHostileTextAsText() {
    TestDatabase other = LoadedSample.database();
    TestProgram at = TestProgram.with(other, folder.resolve("hostile"));
    String quoted = "E'" + HOSTILE.replace("'", "''").replace("\u001b", "\\x1b") + "'";
    other.execute(
        "update hcpcs.code_record set short_description = %1$s, long_description = %1$s"
            .formatted(quoted));
    other.execute(
        "update hcpcs.code_change set new_value = %1$s, old_value = 'Bed' where field like '%%description'"
            .formatted(quoted));
    other.execute(
        "update hcpcs.finding set message = %1$s, file = %1$s, observed = %1$s".formatted(quoted));
    other.execute(
        "update hcpcs.correction set file = %1$s, cells = json_build_object(%1$s, %1$s)"
            .formatted(quoted));
    other.execute("update hcpcs.release set archive_name = %s".formatted(quoted));
    other.execute("update hcpcs.section set title = %s".formatted(quoted));
    Document page = Jsoup.parse(at.print("report", "2008-04", "--out", "-"));
    String shown = HOSTILE.replace('\u001b', '␛');
    assertThat(page.select("script")).hasSize(1);
    assertThat(page.select("b")).isEmpty();
    assertThat(page.expectFirst("header").text()).contains(shown);
    assertThat(rows(page, "Codes added")).isNotEmpty().allMatch(row -> row.get(3).equals(shown));
    assertThat(rows(page, "Texts with other words"))
        .isNotEmpty()
        .allMatch(row -> row.get(2).equals(shown));
    assertThat(rows(page, "Findings")).isNotEmpty().allMatch(row -> row.get(7).equals(shown));
    assertThat(rows(page, "Corrections"))
        .isNotEmpty()
        .allMatch(row -> row.get(2).equals(shown + ": " + shown));
  }

  @Test
  void putsAFileInThePlaceOfTheOldOne() throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, "old");
    assertThat(program.print("report", "2008-04", "--out", file.toString()))
        .isEqualTo(file + ": written, open it in a browser.\n");
    assertThat(file).hasContent(program.print("report", "2008-04", "--out", "-"));
    assertThat(program.print("report", "-q", "2008-01", "--out", file.toString())).isEmpty();
    assertThat(file).content().contains("edition 2008-01");
  }

  @Test
  void namesTheFileAfterTheEdition() throws IOException {
    Path file = Path.of("hcpcs-2008-04.1.html");
    try {
      program.print("report", "2008-04.1");
      assertThat(file).content().contains("edition 2008-04");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2031-01 | 1 | 2031-01: this edition is not loaded; hcpcs releases lists those that are",
        "2008-04.2 | 1 | 2008-04.2: this edition is not loaded; hcpcs releases lists those that are",
        "2008-02 | 2 | EDITION 2008-02: not an edition; it is YYYY-01, YYYY-04, YYYY-07 or YYYY-10",
        "newest | 2 | EDITION newest: not an edition; it is YYYY-01, YYYY-04, YYYY-07 or YYYY-10"
      })
  void refusesWhatIsNoLoadedEdition(String edition, int exitCode, String message) {
    Path file = folder.resolve("never.html");
    assertThat(program.run("report", edition, "--out", file.toString()))
        .isEqualTo(new TestProgram.Result(exitCode, "", "hcpcs: " + message + "\n"));
    assertThat(file).doesNotExist();
  }

  @Test
  void saysWhyAFileCannotBeWritten() {
    Path file = folder.resolve("nowhere/report.html");
    assertThat(program.run("report", "2008-04", "--out", file.toString()))
        .isEqualTo(
            new TestProgram.Result(
                1, "", "hcpcs: " + file + ": cannot be written: its folder does not exist\n"));
  }
}

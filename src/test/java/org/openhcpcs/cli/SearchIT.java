package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.store.serve.CodeCatalog;

/** Search and similar codes, on the sample; {@link RealAnswersIT} has what CMS really published. */
@Tag("sql")
class SearchIT {

  private static final TestDatabase DATABASE = LoadedSample.database();
  @TempDir private static Path home;
  private static TestProgram program = TestProgram.with(DATABASE, Path.of("unused"));

  @BeforeAll
  static void loadTheSample() {
    program = TestProgram.with(DATABASE, home);
    LoadedSample.home(home);
  }

  private static List<String> found(TestDatabase database, String query) {
    return database.values("select code from hcpcs.search_codes(?, 10) order by place", query);
  }

  private static List<String> understood(String query) {
    return DATABASE.values("select understood from hcpcs.search_parts(?) order by part", query);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          S9372,                         S9372, code
          s9372,                         S9372, code
          S93,                           S9336, code prefix
          heparin,                       S9372, long description
          anticoagulants injecting home, S9372, long description
          anticoag inj,                  S9372, short description
          blood thinner inj,             S9372, long description
          anticoagulnt injction,         S9372, long description
          '"flushing of infusion"',      S9372, long description
          heparin zzzzzz,                S9372, long description
          """)
  void findsACodeByWhatPeopleType(String query, String code, String matched) {
    assertThat(
            DATABASE.rows("select code, matched from hcpcs.search_codes(?) where place = 1", query))
        .containsExactly(List.of(code, matched));
  }

  @Test
  void listsEveryCodeOnce() {
    assertThat(found(DATABASE, "S93")).containsExactly("S9336", "S9372", "S9379");
  }

  @Test
  void saysHowItUnderstoodEachPart() {
    assertThat(understood("heparin inj anticoagulnt flush \"infusion devices\" -pump zzzzzz S93"))
        .containsExactlyInAnyOrder(
            "as written",
            "synonym",
            "spelling",
            "as written",
            "as written",
            "as written",
            "unknown",
            "code prefix");
  }

  @Test
  void leavesOutWhatIsNotWanted() {
    assertThat(found(DATABASE, "therapy")).contains("S9372");
    assertThat(found(DATABASE, "therapy -heparin")).isNotEmpty().doesNotContain("S9372");
    assertThat(found(DATABASE, "therapy -\"infusion devices with heparin\""))
        .doesNotContain("S9372");
    assertThat(found(DATABASE, "-heparin")).isEmpty();
  }

  @Test
  void wantsEveryWordAndTakesTheRarestIfNoneHasAll() {
    assertThat(DATABASE.values("select distinct matched from hcpcs.search_codes('heparin bath')"))
        .containsExactly("some words");
    assertThat(found(DATABASE, "heparin bath")).containsExactly("E3501");
  }

  @Test
  void findsByWordsWhatMeantThatOnTheDate() {
    String sql = "select code from hcpcs.search_codes(?, valid_on => date '2003-05-05')";
    assertThat(DATABASE.values(sql, "pelvorastim")).isEmpty();
    assertThat(DATABASE.values(sql, "Q3601")).containsExactly("Q3601");
    assertThat(DATABASE.values(sql.replace("2003-05-05", "2008-05-05"), "pelvorastim"))
        .containsExactly("Q3601");
  }

  @Test
  void filtersBySectionStatusDateAndKind() {
    String codes = "select string_agg(distinct %s, ',') from hcpcs.search_codes('%s', 1000%s)";
    assertThat(DATABASE.value(codes.formatted("left(code, 1)", "therapy injection", ", 's'")))
        .isEqualTo("S");
    assertThat(
            DATABASE.values(
                "select code from hcpcs.search_codes('C3401', with_status => 'terminated')"))
        .containsExactly("C3401");
    assertThat(DATABASE.values("select status from hcpcs.search_codes('C3401')"))
        .containsExactly("terminated");
    assertThat(
            DATABASE.values(
                "select code from hcpcs.search_codes('C3401', with_status => 'active')"))
        .isEmpty();
    assertThat(
            DATABASE.values(
                "select code from hcpcs.search_codes('C3401', valid_on => date '2008-02-10')"))
        .containsExactly("C3401");
    assertThat(
            DATABASE.values(
                "select code from hcpcs.search_codes('C3401', valid_on => date '2030-01-01')"))
        .isEmpty();
    assertThat(DATABASE.values("select code from hcpcs.search_codes('W8', of_kind => 'modifier')"))
        .containsExactly("W8");
    assertThat(DATABASE.values("select code from hcpcs.search_codes('W8', of_kind => 'procedure')"))
        .doesNotContain("W8");
  }

  @Test
  void countsSynonymsOfASite() {
    TestDatabase database = LoadedSample.database();
    assertThat(found(database, "qqbrand")).isEmpty();
    database.execute(
        "insert into hcpcs.search_synonym values ('qqbrand', 'anticoagulant', 'our own')");
    assertThat(found(database, "qqbrand")).contains("S9372");
  }

  /** Whatever is asked there is an answer, and the order is the same each time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "-a -b",
        "\"",
        "\"heparin",
        "\"\" \"\"\" -\"",
        "a & b | !c <-> (d:*",
        "'heparin':*",
        "%",
        "_",
        "\\",
        "\\'; drop table hcpcs.search_word; --",
        "輪椅",
        "инвалидная коляска",
        "كرسي",
        "♿ é ß",
        "the of and",
        "1.2.3.4 1e10 -5 0x1F .5 5.",
        "\t\r\n\u000b",
        "<b>heparin</b>"
      })
  void neverFails(String query) {
    String all = "select s::text from hcpcs.search_codes(?) s";
    assertThat(DATABASE.values(all, query)).isEqualTo(DATABASE.values(all, query));
    assertThat(DATABASE.values("select place::text from hcpcs.similar_codes(?)", query)).isEmpty();
  }

  @Test
  void takesQueriesOfAnyLength() {
    for (String part : List.of("heparin ", "x", "-heparin ", "\"heparin\" ", "(", "zqx9 ")) {
      String query = part.repeat(10_000 / part.length());
      assertThat(DATABASE.values("select count(*) from hcpcs.search_codes(?)", query)).hasSize(1);
    }
    assertThat(DATABASE.values("select code from hcpcs.search_codes(null)")).isEmpty();
  }

  /** Blanks and marks part words, however many; trigrams stand in their order, each once. */
  @Test
  void makesTextPlain() {
    assertThat(
            DATABASE.values(
                "select hcpcs.search_normal(t) from unnest(array['A  b', 'a - (b)', ' a', '--a--', 'a. b.', 'w  a', '-'])"
                    + " with ordinality as x (t, place) order by place"))
        .containsExactly("a b", "a b", "a", "a", "a b", "with a", "");
    assertThat(DATABASE.values("select unnest(hcpcs.search_trigrams('banana'))"))
        .containsExactly("  b", " ba", "ana", "ban", "na ", "nan");
  }

  @Test
  void letsReadersSearch() {
    assertThat(
            program.print(
                "sql",
                "--format",
                "csv",
                "select (select code from hcpcs.search_codes('heparin', 1)),"
                    + " (select count(*) > 0 from hcpcs.similar_codes('S9372'))"))
        .isEqualTo("code,?column?\r\nS9372,t\r\n");
  }

  @Test
  void printsWhatMatchedBetweenMarks() {
    TestProgram.Result result = program.run("search", "heparin", "flush", "--limit", "1");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("S9372  active  Ht inj anticoag diem  ", "«heparin»", "«flushing»")
        .contains("(1 row)\n");
    TestProgram terminal = program.withEnvironment(Map.of("HCPCS_COLOR", "true"));
    assertThat(terminal.print("search", "heparin", "--limit", "1"))
        .contains("\u001b[1;32mheparin\u001b[0m")
        .doesNotContain("«");
    assertThat(
            terminal
                .withEnvironment(Map.of("NO_COLOR", "1"))
                .print("search", "heparin", "--limit", "1"))
        .contains("«heparin»");
  }

  @Test
  void printsOtherFormatsWithoutColour() {
    TestProgram terminal = program.withEnvironment(Map.of("HCPCS_COLOR", "true"));
    assertThat(terminal.print("search", "S9372", "--format", "csv"))
        .startsWith(
            "place,code,kind,status,matched,score,short_description,long_description,marked\r\n1,S9372,procedure,active,code,1,")
        .doesNotContain("\u001b");
    assertThat(terminal.print("similar", "s9372", "--format", "json", "--limit", "1"))
        .contains("\"place\" : 1", "\"similar_code\" : ", "\"reason\" : \"shares ")
        .doesNotContain("\"place\" : 2");
  }

  @Test
  void notesWhatWasNotTakenAsWritten() {
    assertThat(program.run("search", "heprin", "zzzzzz").err())
        .isEqualTo(
            """
            hcpcs: note: heprin: in no description; searched for words that are spelt like it
            hcpcs: note: zzzzzz: in no description, nor anything like it; left out
            """);
    assertThat(program.run("search", "heparin", "bath").err())
        .isEqualTo(
            "hcpcs: note: no description has all the words; these have the rarest of them\n");
    assertThat(program.run("search", "-q", "heprin").err()).isEmpty();
  }

  @Test
  void takesAWordToBeLeftOutBetweenQuotes() {
    assertThat(program.print("search", "therapy -heparin")).doesNotContain("S9372");
    assertThat(program.print("search", "therapy -vest")).contains("S9372");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(program.run("search").exitCode()).isEqualTo(2);
    assertThat(program.run("search", "x", "--limit", "0"))
        .isEqualTo(
            new TestProgram.Result(
                2, "", "hcpcs: --limit 0: not a number of rows; it is 1 or more\n"));
    assertThat(program.run("search", "x", "--kind", "thing").exitCode()).isEqualTo(2);
    assertThat(program.run("search", "x", "--date", "tomorrow").exitCode()).isEqualTo(2);
    assertThat(program.run("similar", "Z9999").exitCode()).isEqualTo(1);
    assertThat(program.run("similar", "Z9999").err())
        .startsWith("hcpcs: Z9999: no loaded edition lists this code; ");
  }

  @Test
  void findsInMemoryTheSimilarCodesThatTheDatabaseFinds() {
    assertThat(unlikeTheDatabase(DATABASE, 1000)).isEmpty();
  }

  /** Of some codes those whose similar codes in memory are not those that SQL finds. */
  static List<String> unlikeTheDatabase(TestDatabase tested, int most) {
    List<String> codes =
        tested.values("select code from hcpcs.search_document order by md5(code) limit " + most);
    assertThat(codes).isNotEmpty();
    try (Database database = tested.open()) {
      CodeCatalog catalog = CodeCatalog.read(database);
      return codes.stream()
          .filter(code -> !inMemory(database, catalog, code).equals(inSql(tested, code)))
          .toList();
    }
  }

  private static List<List<String>> inMemory(Database database, CodeCatalog catalog, String code) {
    return catalog.similar(database, catalog.find(code).orElseThrow(), 100).stream()
        .map(
            similar ->
                List.of(
                    similar.entry().code(),
                    similar.entry().status(),
                    String.valueOf((double) similar.score()),
                    similar.reason(),
                    similar.entry().shortDescription()))
        .toList();
  }

  private static List<List<String>> inSql(TestDatabase tested, String code) {
    return tested
        .rows(
            "select similar_code, status, score::double precision, reason, short_description from hcpcs.similar_codes(?, 100) order by place",
            code)
        .stream()
        .map(
            row ->
                List.of(
                    row.get(0),
                    row.get(1),
                    String.valueOf(Double.parseDouble(row.get(2))),
                    row.get(3),
                    row.get(4)))
        .toList();
  }
}

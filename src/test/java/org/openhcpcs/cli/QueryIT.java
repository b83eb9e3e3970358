package org.openhcpcs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.sample.SampleCase;
import org.openhcpcs.sample.SampleData;

/** The commands that read, on the sample. */
@Tag("sql")
class QueryIT {

  private static final TestDatabase DATABASE = LoadedSample.database();

  private static final String PAGE =
      """
      S9372  Ht inj anticoag diem

      Home therapy; intermittent anticoagulant injection therapy (e.g., heparin); administrative services, professional
      pharmacy services, care coordination, and all necessary supplies and equipment (drugs and nursing visits coded
      separately), per diem (do not use this code for flushing of infusion devices with heparin to maintain patency)

      Kind                        procedure
      Status                      active        from 2002-01-01
      Section                     S             Temporary national codes of private payers (not valid for Medicare)
      Pricing indicator 1         00            Service not separately priced by part B (e.g., services not covered, bundled,
                                                used by part a only, etc.)
      Multiple pricing indicator  9             Not applicable as HCPCS not priced separately by part B (pricing indicator is
                                                00) or value is not established (pricing indicator is '99')
      Coverage issues manual 1    -
      Carriers manual 1           -
      Statute                     -
      Lab certification 1         -
      Cross reference 1           -
      Coverage                    I             Not payable by Medicare
      ASC payment group           -
      ASC effective date          -
      MOG payment group           -
      MOG payment policy          -
      MOG effective date          -
      Processing note             0088          "S" CODES ARE UNIQUE TEMPORARY CODES ESTABLISHED BY BCBSA AND HIAA FOR PRIVATE
                                                PAYOR USE. THEY ARE NOT VALID NOR PAYABLE BY MEDICARE.
      BETOS                       Z2            Undefined codes
      Type of service 1           9             Other medical items or services
      Anesthesia base units       0
      Added date                  2002-01-01
      Action effective date       2002-01-01
      Termination date            -
      Action                      N             No maintenance for this code
      One unit is                 1 day         per
      Edition                     2008-04       revision 1, published 2008-03-12; sample, no CMS publication
      """;

  @TempDir private static Path home;
  private static TestProgram program = TestProgram.with(DATABASE, Path.of("unused"));

  @BeforeAll
  static void loadTheSample() {
    program = TestProgram.with(DATABASE, home);
    LoadedSample.home(home);
  }

  @Test
  void printsCsvAsRfc4180Does() {
    assertThat(
            program.print(
                "sql",
                "--format",
                "csv",
                "select 'a\"b' as \"the quote\", E'two\\nlines' as lines, 'x,y' as comma, null as nothing, true as yes,"
                    + " date '2008-04-01' as day union all select 'plain', '', 'ü', '2', false, null"))
        .isEqualTo(
            csv(
                "the quote,lines,comma,nothing,yes,day",
                "\"a\"\"b\",\"two\nlines\",\"x,y\",,t,2008-04-01",
                "plain,,ü,2,f,"));
  }

  /** Lines as RFC 4180 ends them. */
  private static String csv(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  @Test
  void printsJsonWithItsOwnTypes() {
    assertThat(
            program.print(
                "sql",
                "--format",
                "json",
                "select 1.50 as price, 9007199254740993::bigint as big, true as yes, false as no, null::int as nothing,"
                    + " date '2008-04-01' as day, E'a\"b\\n\\u00fc' as text, 'NaN'::float8 as nan, '00' as code, 1::bit as bit"))
        .isEqualToIgnoringNewLines(
            """
            [ {
              "price" : 1.50,
              "big" : 9007199254740993,
              "yes" : true,
              "no" : false,
              "nothing" : null,
              "day" : "2008-04-01",
              "text" : "a\\"b\\nü",
              "nan" : "NaN",
              "code" : "00",
              "bit" : "1"
            } ]
            """);
  }

  @Test
  void printsArraysAndJsonAsJsonHasThem() {
    assertThat(
            program.print(
                "sql",
                "--format",
                "JSON",
                "select array[1, null, 3] as numbers, array['a,b', 'NULL', E'q\"\\\\', '', null] as words, '{}'::int[] as none,"
                    + " array[[true, false], [false, true]] as table, '[0:1]={7,8}'::int[] as from_zero,"
                    + " array['{\"a\": 1}'::jsonb] as objects, jsonb_build_object('a', array[1], 'b', null) as object,"
                    + " '2'::json as scalar, null::jsonb as nothing, null::text[] as no_array"))
        .isEqualToIgnoringWhitespace(
            """
            [ {
              "numbers" : [ 1, null, 3 ],
              "words" : [ "a,b", "NULL", "q\\"\\\\", "", null ],
              "none" : [ ],
              "table" : [ [ true, false ], [ false, true ] ],
              "from_zero" : [ 7, 8 ],
              "objects" : [ {"a": 1} ],
              "object" : {"a": [1], "b": null},
              "scalar" : 2,
              "nothing" : null,
              "no_array" : null
            } ]
            """);
  }

  @Test
  void printsAnEmptyJsonArrayForNoRows() {
    assertThat(program.print("sql", "--format", "json", "select 1 where false")).isEqualTo("[ ]\n");
  }

  @Test
  void printsAlignedTextForPeople() {
    assertThat(
            program.print(
                "sql",
                "select code, anesthesia_base_units as units, coverage_description from hcpcs.code_detail"
                    + " where code in ('S9372', 'W8') order by code"))
        .isEqualTo(
            """
            code   units  coverage_description
            -----  -----  -----------------------------------
            S9372      0  Not payable by Medicare
            W8            Special coverage instructions apply
            (2 rows)
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- how many\nselect count(*) as n from hcpcs.release",
        "/* how; many */ select count(*) as n from hcpcs.release",
        "select count(*) as n from hcpcs.release;",
        "select count(*) as n from hcpcs.release; -- two",
        "select count(*) as n from hcpcs.release where edition <> 'a;b'",
        "select count(*) as n from release"
      })
  void runsAQueryWithCommentsAndSemicolons(String query) {
    assertThat(program.print("sql", query, "--format", "csv")).isEqualTo("n\r\n2\r\n");
  }

  @Test
  void readsAQueryFromAFileAndFromTheStandardInput() throws IOException {
    byte[] query = "\ufeff-- how many\nselect count(*) as n\nfrom release;\n".getBytes(UTF_8);
    Path file = Files.write(home.resolve("query.sql"), query);
    assertThat(program.print("sql", "--format", "csv", "--file", file.toString()))
        .isEqualTo("n\r\n2\r\n");
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(query));
    try {
      assertThat(program.print("sql", "-", "--format", "csv")).isEqualTo("n\r\n2\r\n");
    } finally {
      System.setIn(before);
    }
    assertThat(program.run("sql", "--file", "never.sql"))
        .isEqualTo(
            new TestProgram.Result(
                1, "", "hcpcs: never.sql: cannot be read; name a file that holds a query\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show S9372 _",
        "similar _",
        "units _ --dose 1mg",
        "changes --code _",
        "findings --code _",
        "policies --code _",
        "notes --code _"
      })
  void refusesACodeOfBlanks(String command) {
    String[] words = command.split(" ");
    Arrays.asList(words).replaceAll(word -> word.replace('_', '\u00a0'));
    assertThat(program.run(words))
        .isEqualTo(
            new TestProgram.Result(2, "", "hcpcs: the code is empty; give one such as S9372\n"));
  }

  @Test
  void refusesAQueryWithoutAStatement() {
    for (String query : List.of("-- nothing", ";")) {
      assertThat(program.run("sql", query))
          .isEqualTo(new TestProgram.Result(2, "", "hcpcs: there is no statement in the query\n"));
    }
  }

  @Test
  void refusesTwoStatementsAtATime() {
    TestProgram.Result result = program.run("sql", "select 1; select 2");
    assertThat(result)
        .isEqualTo(new TestProgram.Result(2, "", "hcpcs: one statement at a time, please\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into hcpcs.section (letter, title) values ('Z', 'none')",
        "delete from hcpcs.release",
        "create table hcpcs.mine (a integer)",
        "drop view hcpcs.code_current",
        "select nextval('hcpcs.release_release_id_seq')",
        "select * from hcpcs_load.run",
        "do $$ begin perform set_config('role', 'none', true); delete from hcpcs.finding; end $$"
      })
  void writesNothingByAQuery(String query) {
    List<String> before = DATABASE.content();
    TestProgram.Result result = program.run("sql", query);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("hcpcs: the query failed: ").hasLineCount(1);
    assertThat(DATABASE.content()).isEqualTo(before);
  }

  @Test
  void explainsAQueryThatPostgresqlRefuses() {
    assertThat(program.run("sql", "select nme from hcpcs.release"))
        .isEqualTo(
            new TestProgram.Result(
                1, "", "hcpcs: the query failed: column \"nme\" does not exist Position: 8\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"S9372", "s9372", " s9372 "})
  void showsTheWholePageOfACode(String code) {
    assertThat(program.print("show", code)).isEqualTo(PAGE);
  }

  @Test
  void explainsEveryFieldOfAPage() {
    String explained = program.print("show", "--explain", "S9372");
    assertThat(explained.lines().filter(line -> !line.matches(" {4}\\S.*")).toList())
        .isEqualTo(PAGE.lines().toList());
    assertThat(explained)
        .contains(
            """
            Coverage                    I             Not payable by Medicare
                Medicare coverage status. CMS positions 230-230, HCPCS_CVRG_CD; workbook column COV.
            """);
    List<String> lines = explained.lines().toList();
    int fields = lines.indexOf("Kind                        procedure");
    for (int i = fields; i < lines.size(); i++) {
      if (lines.get(i).matches("[A-Z].*")) {
        int next = i + 1;
        while (lines.get(next).startsWith(" ".repeat(5))) {
          next++;
        }
        assertThat(lines.get(next))
            .as("what stands below " + lines.get(i))
            .matches(" {4}[A-Za-z].*");
      }
    }
  }

  @Test
  void decodesEveryFieldOfACode() {
    assertThat(
            DATABASE.values(
                """
                select key || '=' || value
                from hcpcs.code_detail d
                cross join jsonb_each_text(to_jsonb(d) - 'release_id' - 'record_id') with ordinality
                where d.code = 'S9372' and value is not null
                """))
        .containsExactlyInAnyOrder(
            "code=S9372",
            "kind=procedure",
            "status=active",
            "long_description=" + SampleData.april().record("S9372").get(Field.LONG_DESCRIPTION),
            "short_description=Ht inj anticoag diem",
            "pricing_indicator_1=00",
            "pricing_indicator_1_description=Service not separately priced by part B (e.g., services not covered,"
                + " bundled, used by part a only, etc.)",
            "multiple_pricing_indicator=9",
            "multiple_pricing_indicator_description=Not applicable as HCPCS not priced separately by part B (pricing"
                + " indicator is 00) or value is not established (pricing indicator is '99')",
            "coverage=I",
            "coverage_description=Not payable by Medicare",
            "processing_note=0088",
            "processing_note_description=\"S\" CODES ARE UNIQUE TEMPORARY CODES ESTABLISHED BY BCBSA AND HIAA FOR"
                + " PRIVATE PAYOR USE. THEY ARE NOT VALID NOR PAYABLE BY MEDICARE.",
            "betos=Z2",
            "betos_description=Undefined codes",
            "type_of_service_1=9",
            "type_of_service_1_description=Other medical items or services",
            "anesthesia_base_units=0",
            "added_date=2002-01-01",
            "action_effective_date=2002-01-01",
            "action=N",
            "action_description=No maintenance for this code",
            "unit_amount=1",
            "unit=day",
            "unit_ucum=d",
            "unit_basis=per",
            "valid_during=[2002-01-01,)",
            "section=S",
            "section_title=Temporary national codes of private payers (not valid for Medicare)",
            "is_noc=false",
            "edition=2008-04",
            "revision=1",
            "published_on=2008-03-12");
  }

  @Test
  void tellsTheStatusOfEveryCodeEverSeen() {
    Map<String, String> expected = new TreeMap<>();
    SampleData.january().records().forEach(old -> expected.put(old.code(), "absent 2008-01"));
    SampleData.april()
        .records()
        .forEach(
            sample ->
                expected.put(
                    sample.code(),
                    (sample.get(Field.TERMINATION_DATE).isEmpty() ? "active" : "terminated")
                        + " 2008-04"));
    assertThat(expected)
        .containsEntry(SampleCase.TERMINATED_MID_QUARTER, "terminated 2008-04")
        .containsEntry(SampleCase.VANISHED, "absent 2008-01")
        .containsEntry(SampleCase.REACTIVATED, "active 2008-04");

    Map<String, String> observed = new TreeMap<>();
    DATABASE
        .rows("select code, status, edition from hcpcs.code_detail")
        .forEach(row -> observed.put(row.get(0), row.get(1) + " " + row.get(2)));
    assertThat(observed).isEqualTo(expected);
    assertThat(
            DATABASE.values(
                "select code from hcpcs.code_current union all select code from hcpcs.modifier_current"))
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream()
                .filter(entry -> entry.getValue().startsWith("active"))
                .map(Map.Entry::getKey)
                .toList());
    assertThat(DATABASE.values("select distinct kind from hcpcs.modifier_current"))
        .containsExactly("modifier");
  }

  @Test
  void saysThatACodeIsUnknown() {
    assertThat(program.run("show", "z9999"))
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                "hcpcs: Z9999: no loaded edition lists this code; the public files hold Level II codes (a letter and"
                    + " four digits) and modifiers\n"));
  }

  @Test
  void findsACodeAsACellHasIt() {
    String cell = "E'\\u00a0 s9372\\r\\n'";
    assertThat(
            DATABASE.values(
                "select verdict from hcpcs.check_code(%s, date '2008-06-01')".formatted(cell)))
        .containsExactly("valid");
    assertThat(DATABASE.value("select hcpcs.normal_code(%s)".formatted(cell))).isEqualTo("S9372");
    assertThat(DATABASE.value("select hcpcs.unlisted_verdict(E'd0120\\u00a0')"))
        .isEqualTo("dental");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          99213 | 99213: a Level I code (CPT); the public files hold Level II codes and modifiers only
          25    | 25: a Level I code (CPT); the public files hold Level II codes and modifiers only
          d0120 | D0120: a dental code (CDT), which the public files leave out; ask the American Dental Association
          A31   | A31: no loaded edition lists this code; 11 codes begin so: hcpcs search A31
          s937  | S937: no loaded edition lists this code; 2 codes begin so: hcpcs search S937
          """)
  void saysWhatACodeIsThatNoEditionLists(String code, String message) {
    assertThat(program.run("show", code))
        .isEqualTo(new TestProgram.Result(1, "", "hcpcs: " + message + "\n"));
  }

  @Test
  void showsSeveralCodesAndSaysWhichAreNotThere() {
    TestProgram.Result pages = program.run("show", "S9372", "z9999", "W8", "s9372\u00a0");
    assertThat(pages.out()).startsWith(PAGE + "\nW8  ").doesNotContain("Z9999");
    assertThat(pages.err()).startsWith("hcpcs: Z9999: no loaded edition").hasLineCount(1);
    assertThat(pages.exitCode()).isEqualTo(1);
    assertThat(program.print("show", "S9372", "W8", "--format", "csv").lines().map(QueryIT::code))
        .containsExactly("code", "S9372", "W8");
    assertThat(
            program
                .print("show", "S9372", "W8", "--history", "--format", "csv")
                .lines()
                .map(QueryIT::code)
                .distinct())
        .containsExactly("code", "S9372", "W8");
    assertThat(program.print("show", "S9372", "W8", "--history"))
        .startsWith("S9372\n")
        .contains("\nW8\n");
  }

  private static String code(String line) {
    return line.replaceFirst(",.*", "");
  }

  @Test
  void printsWhatOneObjectMeans() {
    String one = program.print("dictionary", "Release", "--format", "csv");
    assertThat(one).contains("\r\nhcpcs,release,table,").doesNotContain("code_detail,");
    assertThat(program.print("dictionary", "hcpcs.release", "--format", "csv")).isEqualTo(one);
    assertThat(program.print("dictionary", "hcpcs_load.run", "--format", "markdown"))
        .contains("### `hcpcs_load.run`");
    assertThat(program.run("dictionary", "relaese"))
        .isEqualTo(
            new TestProgram.Result(
                2,
                "",
                "hcpcs: relaese: no table, view or function of this name; hcpcs dictionary --all lists them all\n"));
  }

  @Test
  void showsACodeAsCsvAndJson() {
    assertThat(program.print("show", "w8", "--format", "csv"))
        .startsWith("code,kind,status,long_description,")
        .contains(
            "\r\nW8,modifier,active,\"Drug drawn from a vial that was shared by two patients");
    assertThat(program.print("show", "w8", "--format", "json"))
        .contains("\"code\" : \"W8\"", "\"revision\" : 1", "\"betos\" : null");
  }

  @Test
  void listsTheReleases() {
    assertThat(program.print("releases", "--format", "csv"))
        .isEqualTo(
            csv(
                "edition,revision,current,published_on,codes,modifiers,terminated,rejected,findings,archive_name",
                "2008-01,1,t,2007-11-14,57,11,6,1,11,january-2008-alpha-numeric-hcpcs-file-sample.zip",
                "2008-04,1,t,2008-03-12,59,12,7,0,14,april-2008-alpha-numeric-hcpcs-file-sample.zip"));
  }

  @Test
  void listsTheFindingsTheGravestFirst() {
    assertThat(findings())
        .containsExactly(
            "2008-01,error,field-date,L4803",
            "2008-01,error,record-rejected,",
            "2008-04,error,field-date,L4803",
            "2008-01,warning,correction-open,A3120",
            "2008-01,warning,correction-open,A3126",
            "2008-01,warning,correction-open,E3505",
            "2008-01,warning,correction-open,K2801",
            "2008-01,warning,indicator-undocumented,K2801",
            "2008-01,warning,twin-difference,L4801",
            "2008-04,warning,change-absent,T3101",
            "2008-04,warning,correction-open,C3402",
            "2008-04,warning,correction-open,L4803",
            "2008-04,warning,correction-open,T3101",
            "2008-04,warning,indicator-undocumented,K2801",
            "2008-01,info,field-statute,A3132",
            "2008-01,info,layout-changed-wording,",
            "2008-01,info,layout-changed-wording,",
            "2008-04,info,change-silent,A3120",
            "2008-04,info,change-silent,G3604",
            "2008-04,info,correction-merged,YC",
            "2008-04,info,field-statute,A3132",
            "2008-04,info,layout-changed-wording,",
            "2008-04,info,layout-changed-wording,",
            "2008-04,info,transaction-silent,A3120",
            "2008-04,info,transaction-silent,G3604");
  }

  @Test
  void listsTheFindingsOfAnEditionARuleOrACode() {
    assertThat(findings("--edition", "2008-04"))
        .containsExactly(
            "2008-04,error,field-date,L4803",
            "2008-04,warning,change-absent,T3101",
            "2008-04,warning,correction-open,C3402",
            "2008-04,warning,correction-open,L4803",
            "2008-04,warning,correction-open,T3101",
            "2008-04,warning,indicator-undocumented,K2801",
            "2008-04,info,change-silent,A3120",
            "2008-04,info,change-silent,G3604",
            "2008-04,info,correction-merged,YC",
            "2008-04,info,field-statute,A3132",
            "2008-04,info,layout-changed-wording,",
            "2008-04,info,layout-changed-wording,",
            "2008-04,info,transaction-silent,A3120",
            "2008-04,info,transaction-silent,G3604");
    assertThat(findings("--rule", "field-date"))
        .containsExactly("2008-01,error,field-date,L4803", "2008-04,error,field-date,L4803");
    assertThat(findings("--code", " k2801\u00a0", "--edition", "2008-01"))
        .containsExactly(
            "2008-01,warning,correction-open,K2801",
            "2008-01,warning,indicator-undocumented,K2801");
    for (String command : List.of("findings", "changes")) {
      assertThat(program.run(command, "--edition", "1999-01"))
          .isEqualTo(
              new TestProgram.Result(
                  1,
                  "",
                  "hcpcs: 1999-01: this edition is not loaded; hcpcs releases lists those that are\n"));
      assertThat(program.run(command, "--edition", "1999").err()).contains("not an edition");
    }
  }

  private static List<String> findings(String... options) {
    String[] command = new String[options.length + 3];
    command[0] = "findings";
    command[1] = "--format";
    command[2] = "csv";
    System.arraycopy(options, 0, command, 3, options.length);
    return program
        .print(command)
        .lines()
        .skip(1)
        .map(line -> line.replaceFirst("^(([^,]*,){3}[^,]*),.*", "$1"))
        .toList();
  }

  @Test
  void countsTheFindings() {
    assertThat(program.print("findings", "--summary", "--format", "csv", "--edition", "2008-01"))
        .isEqualTo(
            csv(
                "edition,severity,rule,findings,message",
                "2008-01,warning,correction-open,4,the edition does not have this correction;"
                    + " --apply-corrections makes a revision that has it",
                "2008-01,error,field-date,1,the field is no date; it was left empty and the raw line kept",
                "2008-01,info,field-statute,1,the statute's spelling cannot be told for sure; it has no normal form",
                "2008-01,warning,indicator-undocumented,1,no record layout or processing note explains this value;"
                    + " it was loaded as it is",
                "2008-01,info,layout-changed-wording,2,the record layout explains a value in other words than before",
                "2008-01,error,record-rejected,1,the line was not loaded: no procedure code in positions 1-5",
                "2008-01,warning,twin-difference,1,the twin says something else; what the code file says was loaded"));
  }

  @Test
  void findsTheDatabaseByTheEnvironment() {
    TestProgram byEnvironment =
        TestProgram.embedded(home)
            .withEnvironment(DATABASE.environment())
            .withEnvironment(Map.of("HCPCS_DB_URL", DATABASE.url()));
    assertThat(byEnvironment.print("sql", "--format", "csv", "select count(*) from hcpcs.release"))
        .isEqualTo("count\r\n2\r\n");
    assertThat(home.resolve("postgres")).doesNotExist();
  }

  @Test
  void runsASessionInTheTimeZoneOfItsUser() {
    assertThat(
            program.print("sql", "--format", "csv", "select current_setting('TimeZone') as zone"))
        .isEqualTo("zone\r\nAmerica/Denver\r\n");
  }
}

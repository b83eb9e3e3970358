package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestReader;

/** {@code hcpcs check}, on the sample. */
@Tag("sql")
class CheckIT {

  private static final TestDatabase DATABASE = LoadedSample.database();
  private static final String FOUND =
      "verdict,reason,replacement,edition,checked,modifier_verdicts";

  private static final String SAMPLE = "hcpcs: note: " + HcpcsCommand.SAMPLE + "\n";

  @TempDir private static Path home;
  private static TestProgram program = TestProgram.with(DATABASE, Path.of("unused"));

  @BeforeAll
  static void loadTheSample() {
    program = TestProgram.with(DATABASE, home);
    LoadedSample.home(home);
  }

  private static Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(home, "claims", ".csv"), text);
  }

  /** The lines of the output behind the header, for a file. */
  private static List<String> check(String text) throws IOException {
    return program
        .print("check", "-q", "--format", "csv", file(text).toString())
        .lines()
        .skip(1)
        .toList();
  }

  @Test
  void writesTheVerdictReasonReplacementAndEditionOfEveryLine() throws IOException {
    assertThat(
            check(
                """
                code,date_of_service
                s9372,2008-06-01
                S9372,20011231
                S9372,20020101
                C3401,02/15/2008
                C3401,2/16/2008
                K2802,2008-02-01
                T3101,2008-04-01
                99601,2008-06-01
                D0120,2008-06-01
                Z9Z9Z,2008-06-01
                """))
        .containsExactly(
            "s9372,2008-06-01,valid,\"valid, with this content since 2002-01-01\",,2008-04,S9372,",
            "S9372,20011231,not yet valid,valid from 2002-01-01,,2008-04,S9372,",
            "S9372,20020101,valid,\"valid, with this content since 2002-01-01\",,2008-04,S9372,",
            "C3401,02/15/2008,valid,\"valid, with this content since 2007-04-01\",,2008-04,C3401,",
            "C3401,2/16/2008,terminated,ended on 2008-02-15,C3402,2008-04,C3401,",
            "K2802,2008-02-01,terminated,ended on 2007-12-31,,2008-01,K2802,",
            "T3101,2008-04-01,absent,\"no longer listed since 2008-04-01, and no loaded edition ended it\",,2008-01,T3101,",
            "99601,2008-06-01,level I,CPT codes are not in the public HCPCS files,,,99601,",
            "D0120,2008-06-01,dental,CDT codes are not in the public HCPCS files,,,D0120,",
            "Z9Z9Z,2008-06-01,unknown,no edition known on " + today() + " lists it,,,Z9Z9Z,");
  }

  private static String today() {
    return DATABASE.value("select current_date");
  }

  @Test
  void judgesByWhatWasKnownThen() throws IOException {
    assertThat(
            check(
                """
                code,date,known_on
                T3101,2008-06-01,2008-03-11
                T3101,2008-06-01,2008-03-12
                T3101,2008-06-01,
                C3401,2008-02-16,2007-11-14
                S9372,2008-06-01,2007-11-13
                S9372,2008-06-01,99999999
                """))
        .containsExactly(
            "T3101,2008-06-01,2008-03-11,valid,\"valid, with this content since 2004-01-01\",,2008-01,T3101,",
            "T3101,2008-06-01,2008-03-12,absent,\"no longer listed since 2008-04-01, and no loaded edition ended it\",,2008-01,T3101,",
            "T3101,2008-06-01,,absent,\"no longer listed since 2008-04-01, and no loaded edition ended it\",,2008-01,T3101,",
            "C3401,2008-02-16,2007-11-14,valid,\"valid, with this content since 2007-04-01\",,2008-01,C3401,",
            "S9372,2008-06-01,2007-11-13,unknown,no edition known on 2007-11-13 lists it,,,S9372,",
            "S9372,2008-06-01,99999999,bad date,\"99999999 is no known-on date; write YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY\",,,,");
  }

  @Test
  void takesTheWorstPartOfALine() throws IOException {
    assertThat(
            check(
                    """
                code,date,modifiers
                S9372,2008-06-01,W8 59
                S9372,2008-06-01,"W8,W1"
                S9372,2008-06-01,zz;W1:W8
                99601,2008-06-01,W8
                99601,2008-06-01,W1
                C3401,2008-06-01,W1
                """)
                .stream()
                .map(
                    line ->
                        line.replace("no edition known on " + today() + " lists it", "unlisted")))
        .containsExactly(
            "S9372,2008-06-01,W8 59,valid,\"valid, with this content since 2002-01-01\",,2008-04,S9372,W8 valid; 59 level I",
            "S9372,2008-06-01,\"W8,W1\",terminated,modifier W1: ended on 2007-09-30,W2,2008-04,W1,W8 valid; W1 terminated",
            "S9372,2008-06-01,zz;W1:W8,unknown,modifier ZZ: unlisted,,,ZZ,ZZ unknown; W1 terminated; W8 valid",
            "99601,2008-06-01,W8,level I,CPT codes are not in the public HCPCS files,,,99601,W8 valid",
            "99601,2008-06-01,W1,terminated,modifier W1: ended on 2007-09-30,W2,2008-04,W1,W1 terminated",
            "C3401,2008-06-01,W1,terminated,ended on 2008-02-15,C3402,2008-04,C3401,W1 terminated");
  }

  @Test
  void goesOnAfterLinesThatCannotBeJudged() throws IOException {
    assertThat(
            check(
                """
                code,date
                S9372,2008-02-30
                S9372,
                ,2008-02-01

                S9372,2008-02-01,more
                S9372
                "S9372",2008-02-01
                """))
        .containsExactly(
            "S9372,2008-02-30,bad date,\"2008-02-30 is no date of service; write YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY\",,,,",
            "S9372,,bad date,there is no date of service,,,,",
            "\"\",2008-02-01,no code,there is no code,,,,",
            "S9372,2008-02-01,bad line,\"3 cells under 2 columns, the last being: more\",,,,",
            "S9372,,bad date,there is no date of service,,,,",
            "S9372,2008-02-01,valid,\"valid, with this content since 2002-01-01\",,2008-04,S9372,");
  }

  @Test
  void saysHowManyLinesAreLaterThanTheEditions() throws IOException {
    Path file = file("code,date\nS9372,2008-06-30\nS9372,2008-07-01\nS9372,2009-01-01\n");
    TestProgram.Result result = program.run("check", "--format", "csv", file.toString());
    assertThat(result.out()).contains("S9372,2009-01-01,valid,");
    assertThat(result.err())
        .isEqualTo(
            "hcpcs: lines with a date of service after the quarter of 2008-04, the newest edition that is loaded: 2;"
                + " what has ended since then is not known\n"
                + SAMPLE);
    assertThat(program.run("check", "-q", file.toString()).err()).isEmpty();
  }

  @Test
  void passesOtherColumnsThroughAndSaysSo() throws IOException {
    Path file =
        file(
            "\uFEFFClaim,verdict,HCPCS,,DOS,Claim\r\n7,\"x, \"\"y\"\"\",S9372,\\N,2008-06-01,\t\r\n");
    TestProgram.Result result = program.run("check", "--format", "csv", file.toString());
    assertThat(result)
        .isEqualTo(
            new TestProgram.Result(
                0,
                "Claim,input_verdict,HCPCS,column_4,DOS,Claim_2,"
                    + FOUND
                    + "\r\n"
                    + "7,\"x, \"\"y\"\"\",S9372,\\N,2008-06-01,\"\t\",valid,\"valid, with this content since 2002-01-01\",,2008-04,S9372,\r\n",
                "hcpcs: passed through as they are: Claim, verdict, Claim\n" + SAMPLE));
    assertThat(program.print("check", "--format", "json", file.toString()))
        .contains(
            "\"Claim\" : \"7\"",
            "\"Claim_2\" : \"\\t\"",
            "\"verdict\" : \"valid\"",
            "\"replacement\" : null");
  }

  @Test
  void printsAlignedTextForPeople() throws IOException {
    assertThat(program.print("check", file("code,dos\nS9372,2008-06-01\n").toString()))
        .isEqualTo(
            """
            code   dos         verdict  reason                                     replacement  edition  checked  modifier_verdicts
            -----  ----------  -------  -----------------------------------------  -----------  -------  -------  -----------------
            S9372  2008-06-01  valid    valid, with this content since 2002-01-01               2008-04  S9372
            (1 row)
            """);
  }

  @Test
  void printsTextOfAnyLengthAlongTheWidthsOfItsFirstRows() throws IOException {
    String claims =
        IntStream.range(0, 1500)
            .mapToObj(i -> "S9372,2008-06-01" + (i == 1200 ? ",note" : ","))
            .collect(Collectors.joining("\n", "code,dos,x\n", "\n"));
    List<String> lines =
        program
            .withEnvironment(Map.of("COLUMNS", "200"))
            .print("check", "-q", file(claims).toString())
            .lines()
            .toList();
    assertThat(lines).hasSize(1503);
    assertThat(lines.get(1499)).startsWith("S9372  2008-06-01     valid    ");
    assertThat(lines.get(1202)).startsWith("S9372  2008-06-01  note  valid    ");
    assertThat(lines.get(1502)).isEqualTo("(1500 rows)");
  }

  @Test
  void readsStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream(
              "code,dos\nS9372,2008-06-01\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(program.print("check", "-", "--format", "csv"))
          .contains("S9372,2008-06-01,valid,");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void printsTheHeaderOfAFileWithoutLines() throws IOException {
    assertThat(program.print("check", "--format", "csv", file("code,dos\n").toString()))
        .isEqualTo("code,dos," + FOUND + "\r\n");
    assertThat(program.print("check", "--format", "json", file("code,dos\n").toString()))
        .isEqualTo("[ ]\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,dos|2|no column for the code (code, hcpcs, hcpcs_code or procedure_code); the columns are: id, dos",
        "code;dos|2|no column for the code (code, hcpcs, hcpcs_code or procedure_code); the columns are: code;dos",
        "code,when|2|no column for the date of service (date_of_service, service_date, dos or date); the columns are: code, when",
        "''|1|the file is empty; its first line must name the columns",
        "code,dos\tS9372,\"2008|1|not readable as CSV: (startline 2) EOF reached before encapsulated token finished",
      })
  void refusesAFileInOneLine(String text, int exitCode, String message) throws IOException {
    List<String> before = DATABASE.content();
    Path file = file(text.replace('\t', '\n'));
    assertThat(program.run("check", file.toString()))
        .isEqualTo(new TestProgram.Result(exitCode, "", "hcpcs: " + file + ": " + message + "\n"));
    assertThat(DATABASE.content()).isEqualTo(before);
  }

  @Test
  void refusesWhatIsNoTextFile() throws IOException {
    Path missing = home.resolve("missing.csv");
    assertThat(program.run("check", missing.toString()))
        .isEqualTo(new TestProgram.Result(1, "", "hcpcs: " + missing + ": no such file\n"));
    assertThat(program.run("check", home.toString()))
        .isEqualTo(new TestProgram.Result(1, "", "hcpcs: " + home + ": a folder, not a file\n"));
    Path zip = Path.of("input", "january-2008-alpha-numeric-hcpcs-file-sample.zip");
    assertThat(program.run("check", zip.toString()))
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                "hcpcs: "
                    + zip
                    + ": not a text file; a claims file is CSV in UTF-8 or windows-1252\n"));
    Path wide = file("code,dos" + ",x".repeat(1000) + "\n");
    assertThat(program.run("check", "-q", wide.toString()))
        .isEqualTo(
            new TestProgram.Result(2, "", "hcpcs: 1002 columns are too many; the most are 1000\n"));
  }

  @Test
  void keepsBytesThatAreNoUtf8() throws IOException {
    Path file = home.resolve("latin.csv");
    Files.write(
        file, "code,dos,name\nS9372,2008-06-01,Zoë\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(program.print("check", "-q", "--format", "csv", file.toString()))
        .contains("S9372,2008-06-01,Zoë,valid,");
  }

  @Test
  void needsNoMoreThanAReaderMay() throws IOException {
    String database = DATABASE.url().replaceAll(".*/", "");
    String claims = file("code,dos\nS9372,2008-06-01\n").toString();
    assertThat(program.print("check", "--format", "csv", claims)).contains(",valid,");
    DATABASE.execute("revoke temporary on database " + database + " from public");
    try {
      assertThat(program.run("check", claims))
          .isEqualTo(
              new TestProgram.Result(
                  1,
                  "",
                  "hcpcs: a file is checked in a temporary table, and this login may make none here; ask the server's owner"
                      + " for: grant temporary on database "
                      + database
                      + " to test_guest\n"));
    } finally {
      DATABASE.execute("grant temporary on database " + database + " to public");
    }
  }

  @Test
  void checksAnyNumberOfLinesInLittleMemory() throws IOException, InterruptedException {
    Path claims = home.resolve("many.csv");
    int lines = 50_000;
    try (BufferedWriter writer = Files.newBufferedWriter(claims)) {
      writer.write("id,code,dos,modifiers,note\n");
      for (int i = 0; i < lines; i++) {
        writer.write(
            i + ",S9372,2008-06-01," + (i % 3 == 0 ? "W8" : "") + "," + "x".repeat(900) + "\n");
      }
    }
    TestProgram.Result result =
        TestProcess.start(
                home,
                home,
                "32m",
                "check",
                claims.toString(),
                "-q",
                "--format",
                "csv",
                "--db",
                TestReader.url(DATABASE))
            .end();
    assertThat(result.exitCode()).as(result.out().substring(0, 200)).isZero();
    assertThat(result.out().lines().filter(line -> line.contains(",valid,")).count())
        .isEqualTo(lines);
    assertThat(result.out().lines().skip(lines).findFirst().orElseThrow())
        .startsWith((lines - 1) + ",S9372,");
  }
}

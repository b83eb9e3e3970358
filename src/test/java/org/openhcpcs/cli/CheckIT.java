package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
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
            ",2008-02-01,no code,there is no code,,,,",
            "S9372,2008-02-01,bad line,\"3 cells under 2 columns, the last being: more\",,,,",
            "S9372,,bad date,there is no date of service,,,,",
            "\"S9372\",2008-02-01,valid,\"valid, with this content since 2002-01-01\",,2008-04,S9372,");
  }

  @Test
  void sumsUpBelowTheLines() throws IOException {
    Path file =
        file(
            """
            code,date
            S9372,2007-12-31
            S9372,2008-06-30
            S9372,2008-07-01
            S9372,2009-01-01
            K2802,2008-02-01
            Smith,2008-02-01
            S9372,soon
            """);
    TestProgram.Result result = program.run("check", "--format", "csv", file.toString());
    assertThat(result.out()).contains("S9372,2009-01-01,valid,");
    assertThat(result)
        .extracting(TestProgram.Result::exitCode, TestProgram.Result::err)
        .containsExactly(
            0,
            "hcpcs: lines: 7; valid 4, terminated 1, unknown 1, bad date 1\n"
                + "hcpcs: most frequent of those not valid: what is no code by its shape 1 (unknown: no edition known on "
                + today()
                + " lists it), K2802 1 (terminated: ended on 2007-12-31)\n"
                + "hcpcs: lines with a date of service before the quarter of 2008-01, the oldest edition that is loaded: 1;"
                + " what had ended before it is not known\n"
                + "hcpcs: lines with a date of service after the quarter of 2008-04, the newest edition that is loaded: 2;"
                + " what has ended since then is not known\n"
                + SAMPLE);
    assertThat(program.run("check", "-q", file.toString()).err()).isEmpty();
  }

  @Test
  void writesTheSummaryAsJson() throws IOException {
    Path summary = home.resolve("summary.json");
    Path file = file("code,date\nK2802,2008-02-01\nK2802,2008-03-01\nS9372,soon\n");
    assertThat(
            program.run(
                "check",
                file.toString(),
                "--known-on",
                "2008-03-11",
                "--summary",
                summary.toString()))
        .extracting(TestProgram.Result::err)
        .isEqualTo(SAMPLE);
    assertThat(Files.readString(summary).replaceAll("\\s+", " "))
        .isEqualTo(
            "{ \"known_on\" : \"2008-03-11\", \"lines\" : 3, \"judged\" : 2, \"verdicts\" : { \"valid\" : 0, \"level I\" : 0,"
                + " \"dental\" : 0, \"absent\" : 0, \"not yet valid\" : 0, \"terminated\" : 2, \"unknown\" : 0, \"no code\" : 0,"
                + " \"bad date\" : 1, \"bad line\" : 0 }, \"bad_codes\" : [ { \"code\" : \"K2802\", \"lines\" : 2,"
                + " \"verdict\" : \"terminated\", \"reason\" : \"ended on 2007-12-31\" } ], \"before_oldest_edition\" : {"
                + " \"edition\" : \"2008-01\", \"lines\" : 0 }, \"after_newest_edition\" : { \"edition\" : \"2008-04\","
                + " \"lines\" : 0 }, \"misplaced\" : 0 } ");
  }

  @Test
  void judgesAWholeFileByWhatWasKnownOnADay() throws IOException {
    String file = file("code,date\nT3101,2008-06-01\n").toString();
    assertThat(program.print("check", "-q", file, "--known-on", "2008-03-11"))
        .contains("valid, with this content");
    assertThat(program.print("check", "-q", file, "--known-on", "2008-03-12"))
        .contains("no longer listed");
    assertThat(program.run("check", file, "--known-on", "soon"))
        .isEqualTo(
            new TestProgram.Result(2, "", "hcpcs: --known-on soon: not a day; it is YYYY-MM-DD\n"));
  }

  @Test
  void failsOnVerdictsThatAreNamedAndWhereNothingCanBeJudged() throws IOException {
    String file = file("code,date\nK2802,2008-02-01\nS9372,soon\n").toString();
    assertThat(program.run("check", "-q", file, "--fail-on", "unknown,not-yet-valid").exitCode())
        .isZero();
    assertThat(program.run("check", "-q", file, "--fail-on", "terminated").exitCode())
        .isEqualTo(10);
    assertThat(program.run("check", "-q", file, "--fail-on", "unknown,bad").exitCode())
        .isEqualTo(10);
    assertThat(program.run("check", file, "--fail-on", "wrong"))
        .isEqualTo(
            new TestProgram.Result(
                2,
                "",
                "hcpcs: --fail-on wrong: no verdict; they are valid, level-I, dental, absent, not-yet-valid, terminated, unknown,"
                    + " no-code, bad-date, bad-line, and bad\n"));
    Path bad = file("code,date\nS9372,01-JUN-08\nS9372,20080601.5\n");
    TestProgram.Result result =
        program.run("check", "-q", bad.toString(), "--format", "csv", "--fail-on", "bad");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.lines()).hasSize(3);
    assertThat(result.err())
        .isEqualTo(
            "hcpcs: "
                + bad
                + ": none of the 2 lines could be judged; the reasons stand behind them\n");
  }

  @Test
  void takesColumnsByTheirNamesAndWarnsOfModifiersThatNobodyJudges() throws IOException {
    String file = file("a,dos,first_modifier\nS9372,2008-06-01,ZZ\n").toString();
    TestProgram.Result result =
        program.run("check", "-q", "--format", "csv", file, "--columns", "code=a");
    assertThat(result.out()).contains("ZZ,valid,");
    assertThat(result.err())
        .isEqualTo(
            "hcpcs: warning: columns that look like modifiers are not judged: first_modifier; to judge them, name them with"
                + " --columns modifiers=NAME,NAME\n");
    assertThat(
            program.print(
                "check",
                "-q",
                "--format",
                "csv",
                file,
                "--columns",
                "code=a,modifiers=first_modifier"))
        .contains("ZZ,unknown,modifier ZZ: ");
    for (String wrong : List.of("a", "kode=a")) {
      assertThat(program.run("check", file, "--columns", wrong))
          .isEqualTo(
              new TestProgram.Result(
                  2,
                  "",
                  "hcpcs: --columns "
                      + wrong
                      + ": it is code=NAME, date=NAME, modifiers=NAME, known_on=NAME, units=NAME or ndc=NAME\n"));
    }
  }

  /** The three files that people sent. */
  @Test
  void readsFilesAsPeopleHaveThem() throws IOException {
    assertThat(
            check(
                "claim_id,hcpcs_code,service_date,hcpcs_modifier_1,hcpcs_modifier_2\n1,S9372,2008-06-01,ZZ,Q9X\n"))
        .first(InstanceOfAssertFactories.STRING)
        .contains("unknown,modifier ZZ: ", "ZZ unknown; Q9X unknown");
    assertThat(
            check(
                """
                claim,code,date_of_service
                1,S9372,2008-06-01 00:00:00
                2,S9372,2008-06-01T00:00:00
                3,S9372,2008-06-01T00:00:00Z
                4,S9372,20080601.0
                8,S9372,6/1/2008 0:00
                """))
        .map(line -> line.split(",", -1)[3])
        .containsExactly("valid", "valid", "valid", "valid", "valid");
    assertThat(
            check(
                """
                claim,code,date_of_service,note
                1,S9372,2008-06-01,ok
                2,S9372,2008-06-01,"wound 4"" x 2
                3,S9372,2008-06-01,ok
                """))
        .map(line -> line.split(",", -1)[4])
        .containsExactly("valid", "bad line", "valid");
  }

  @Test
  void putsAFileInPlaceWhenItIsWhole() throws IOException {
    Path file = file("code,date\nS9372,2008-06-01\n");
    Path out = Files.createDirectory(home.resolve("out")).resolve("checked.csv");
    assertThat(program.print("check", "-q", file.toString(), "--out", out.toString())).isEmpty();
    assertThat(out).content().startsWith("code,date," + FOUND + "\nS9372,2008-06-01,valid,");
    program.print("check", "-q", file.toString(), "--out", out.toString(), "--format", "json");
    assertThat(out).content().startsWith("[ {").endsWith("} ]\n");
    Path broken = home.resolve("broken.csv.gz");
    byte[] packed = gzip("code,date\n" + "S9372,2008-06-01\n".repeat(100_000));
    Files.write(broken, Arrays.copyOf(packed, packed.length - 20));
    assertThat(program.run("check", "-q", broken.toString(), "--out", out.toString()))
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                "hcpcs: " + broken + ": it ends in the middle; what could be read was judged\n"));
    assertThat(out).content().startsWith("[ {");
    try (Stream<Path> files = Files.list(out.getParent())) {
      assertThat(files).containsExactly(out);
    }
    Path nowhere = home.resolve("nowhere").resolve("checked.csv");
    assertThat(program.run("check", "-q", file.toString(), "--out", nowhere.toString()))
        .isEqualTo(
            new TestProgram.Result(
                1, "", "hcpcs: " + nowhere + ": cannot be written: its folder does not exist\n"));
  }

  @Test
  void writesLinesAndSummaryInPlacesOfTheirOwn() throws IOException {
    Path file = file("code,date\nS9372,2008-06-01\n");
    String csv = "--format=csv";
    assertThat(program.print("check", "-q", csv, file.toString(), "--out", "-"))
        .isEqualTo(program.print("check", "-q", csv, file.toString()));
    String out = home.resolve("own.csv").toString();
    for (String summary : List.of("-", file.toString(), home + "/./own.csv")) {
      assertThat(program.run("check", file.toString(), "--out", out, "--summary", summary))
          .isEqualTo(
              new TestProgram.Result(
                  2, "", "hcpcs: --summary " + summary + ": it needs a file of its own\n"));
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  @Test
  void endsInOneLineWhereNobodyReadsOn() throws IOException {
    Path file = file("code,date\n" + "S9372,2008-06-01\n".repeat(100_000));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    int exitCode =
        Main.run(
            new String[] {
              "--db", TestReader.url(DATABASE), "check", "-q", "--format", "csv", file.toString()
            },
            closed,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "hcpcs: the output cannot be written: Broken pipe; what was printed is not all\n");
  }

  /** No cell of a line but its code is anybody's business. */
  @Test
  void tellsNoCellButTheCode() throws IOException {
    List<String> before = DATABASE.content();
    Path summary = home.resolve("private.json");
    String file =
        file("name,code,date,mod\nDoe,Jane Roe,2008-06-01,Poe\nDoe,S9372,born 1950,\n").toString();
    TestProgram.Result result =
        program.run("check", "-v", file, "--summary", summary.toString(), "--format", "csv");
    assertThat(result.out()).contains("Doe", "JANE ROE", "POE", "born 1950");
    assertThat(result.err() + Files.readString(summary).toUpperCase(Locale.ROOT))
        .doesNotContain("DOE", "JANE", "1950");
    assertThat(program.run("check", file).err()).doesNotContain("Doe", "JANE", "1950");
    assertThat(DATABASE.content()).isEqualTo(before);
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
                "\uFEFFClaim,input_verdict,HCPCS,column_4,DOS,Claim_2,"
                    + FOUND
                    + "\r\n"
                    + "7,\"x, \"\"y\"\"\",S9372,\\N,2008-06-01,\t,valid,\"valid, with this content since 2002-01-01\",,2008-04,S9372,\r\n",
                "hcpcs: passed through as they are: Claim, verdict, Claim\nhcpcs: lines: 1; valid 1\n"
                    + SAMPLE));
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
        .isEqualTo("code,dos," + FOUND + "\n");
    assertThat(program.print("check", "--format", "json", file("code,dos\n").toString()))
        .isEqualTo("[ ]\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,dos|2|no column for the code (code, hcpcs, hcpcs_code or procedure_code); name it with --columns; the file was read as"
            + " UTF-8 or windows-1252 with commas between the cells, and the columns are: id, dos",
        "code;when|2|no column for the date of service (date_of_service, service_date, dos or date); name it with --columns; the file"
            + " was read as UTF-8 or windows-1252 with semicolons between the cells, and the columns are: code, when",
        "''|1|the file is empty; its first line must name the columns",
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
                    + ": not a text file; a claims file is CSV in UTF-8, UTF-16 or windows-1252\n"));
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
    DATABASE.execute("revoke temporary on database " + database + " from public");
    try {
      assertThat(program.print("check", "--format", "csv", claims)).contains(",valid,");
    } finally {
      DATABASE.execute("grant temporary on database " + database + " to public");
    }
  }

  @Tag("once")
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

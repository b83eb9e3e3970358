package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;

/** Input that nothing can be loaded from, and a database that cannot be used: nothing changes. */
class BadInputIT {

  private static final String JANUARY = "input/january-2008-alpha-numeric-hcpcs-file-sample.zip";
  private static final TestDatabase DATABASE = TestServer.migrated();

  @TempDir private static Path home;
  private static TestProgram program = TestProgram.with(DATABASE, Path.of("unused"));

  @TempDir private Path folder;
  private List<String> before = List.of();

  @BeforeAll
  static void loadJanuary() {
    program = TestProgram.with(DATABASE, home);
    program.print("load", JANUARY);
  }

  @BeforeEach
  void rememberTheDatabase() {
    before = DATABASE.content();
    assertThat(before).hasSizeGreaterThan(100);
  }

  @AfterEach
  void theDatabaseIsUnchanged() {
    assertThat(DATABASE.content()).isEqualTo(before);
  }

  /** Asserts that nothing can be loaded from a path, and that one line says so. */
  private static void assertRefused(Path path, String message) {
    assertThat(program.run("load", path.toString()))
        .isEqualTo(new TestProgram.Result(1, "", "hcpcs: " + path + message + "\n"));
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path write(String name, String content) throws IOException {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesAPathThatDoesNotExist() {
    assertRefused(
        folder.resolve("nowhere.zip"),
        ": no such file or folder; give a release zip, a folder or a code file");
  }

  @Test
  void refusesAnEmptyFolder() throws IOException {
    assertRefused(
        Files.createDirectory(folder.resolve("empty")),
        ": no code file with HCPCS records in it; found no file at all");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    assertRefused(write("HCPC2008_JUL_ANWEB.txt", ""), ": it is empty; copy or download it again");
  }

  @Test
  void refusesAnEmptyZip() throws IOException {
    assertRefused(
        write("july-2008.zip", ""),
        ": not a complete zip file (zip file is empty); download it again");
  }

  @Test
  void refusesATextWithoutARecord() throws IOException {
    assertRefused(
        write("HCPC2008_JUL_ANWEB.txt", "Dear colleague,\r\nplease find enclosed 12345 codes.\r\n"),
        ": no line of it is an HCPCS record");
  }

  @Test
  void refusesATruncatedZip() throws IOException {
    byte[] whole = SampleWriter.zip(SampleData.april());
    assertRefused(
        write("april-2008.zip", Arrays.copyOf(whole, whole.length / 2)),
        ": not a complete zip file (zip END header not found); download it again");
  }

  @Test
  void refusesAnErrorPageThatIsNamedZip() throws IOException {
    assertRefused(
        write("april-2008.zip", "<!DOCTYPE html><html><body>503 Service Unavailable</body></html>"),
        ": not a complete zip file (zip END header not found); download it again");
  }

  @Test
  void refusesABinaryThatIsNoZip() throws IOException {
    byte[] pdf = new byte[5000];
    new Random(1).nextBytes(pdf);
    System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, pdf, 0, 9);
    assertRefused(
        write("HCPC2008_JUL_ANWEB.pdf", pdf),
        ": no code file with HCPCS records in it; found HCPC2008_JUL_ANWEB.pdf (other)");
    assertRefused(write("HCPC2008_JUL_ANWEB.txt", pdf), ": no line of it is an HCPCS record");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../HCPC2008_APR_ANWEB.txt",
        "x/../../HCPC2008_APR_ANWEB.txt",
        "/etc/HCPC2008_APR_ANWEB.txt",
        "..\\HCPC2008_APR_ANWEB.txt",
        "C:HCPC2008_APR_ANWEB.txt"
      })
  void refusesAZipWhoseMembersLeadOutOfIt(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(SampleWriter.files(SampleData.april()).values().iterator().next());
    }
    assertRefused(
        write("april-2008.zip", bytes.toByteArray()),
        ": refused, the member name \"" + name + "\" leads out of it; nothing of it was loaded");
  }

  @Test
  void refusesAGigabyteOfZerosWithLittleMemory() throws IOException, InterruptedException {
    Path bomb = folder.resolve("april-2008.zip");
    try (OutputStream file = Files.newOutputStream(bomb);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry("HCPC2008_APR_ANWEB.txt"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 1 << 10; i++) {
        zip.write(zeros);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(10 << 20);
    long begin = System.nanoTime();
    TestProgram.Result result =
        TestProcess.start(folder.resolve("home"), folder, "192m", "load", bomb.toString()).end();
    assertThat(result)
        .isEqualTo(
            new TestProgram.Result(
                1,
                "hcpcs: "
                    + bomb
                    + ": refused, it unpacks to more than 256 MB; nothing of it was loaded\n",
                ""));
    assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void refusesManyMembersThatAreLargeTogether() throws IOException {
    Path bomb = folder.resolve("april-2008.zip");
    byte[] zeros = new byte[60 << 20];
    try (OutputStream file = Files.newOutputStream(bomb);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (int i = 0; i < 5; i++) {
        zip.putNextEntry(new ZipEntry("part" + i + ".txt"));
        zip.write(zeros);
      }
    }
    assertRefused(bomb, ": refused, it unpacks to more than 256 MB; nothing of it was loaded");
  }

  @Test
  void refusesAMemberThatUnpacksToMoreThanItSays() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("HCPC2008_APR_ANWEB.txt"));
      zip.write(SampleWriter.files(SampleData.april()).values().iterator().next());
    }
    ByteBuffer content = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int directory = content.getInt(content.capacity() - 22 + 16);
    content.putInt(directory + 24, 1000);
    assertRefused(
        write("april-2008.zip", content.array()),
        ": refused, \"HCPC2008_APR_ANWEB.txt\" unpacks to more than it states; nothing of it was loaded");
  }

  @Test
  void saysOfEveryFileWhyItCannotBeUsedAndWouldLoadTheOthers() throws Exception {
    ReleaseFiles april = ReleaseFiles.of(SampleData.april());
    byte[] workbook = april.bytes("_ANWEB_SAMPLE.xlsx");
    byte[] cut = Arrays.copyOf(workbook, workbook.length / 2);
    Path apart = Files.createDirectory(folder.resolve("apart"));
    april.only("_ANWEB_SAMPLE.txt").folder(apart);
    Path sheet = Files.write(apart.resolve("HCPC2008_JUL_ANWEB.xlsx"), cut);
    Path text =
        Files.writeString(
            apart.resolve("HCPC2008_OCT_ANWEB.txt"),
            april.text("_ANWEB_SAMPLE.txt"),
            StandardCharsets.UTF_16LE);
    Path csv =
        Files.writeString(
            apart.resolve("HCPC2009_JAN_ANWEB.csv"),
            "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION\nA3111,0010,3,Lancet,Lancet\n");
    Path zip =
        ReleaseFiles.of("HCPC2009_APR_ANWEB.xlsx", cut)
            .zip(apart.resolve("april-2009.zip"), SampleData.april().publishedOn());
    assertThat(new ProcessBuilder("mkfifo", apart + "/pipe.zip").start().waitFor()).isZero();
    TestProgram.Result result = program.run("load", "--dry-run", apart.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("1 would be loaded, nothing was written, 4 failed.\n");
    assertThat(result.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line).isEqualTo(apart + "/pipe.zip: left alone, it is no ordinary file"),
            line -> assertThat(line).startsWith("2008-04  would load: "),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "hcpcs: %s: HCPC2009_APR_ANWEB.xlsx: the workbook cannot be read: it is cut short",
                        zip),
            line ->
                assertThat(line)
                    .isEqualTo("hcpcs: %s: the workbook cannot be read: it is cut short", sheet),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "hcpcs: %s: it is in UTF-16, which is not read; save it in UTF-8 or windows-1252",
                        text),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "hcpcs: %s: it is no code file; of its columns these are missing: PRICE1-4, MULT_PI,"
                            + " CIM1-3, MCM1-3, STATUTE, LABCERT1-8, XREF1-5, COV, ASC_GRP, ASC_DT, OPPS,"
                            + " OPPS_PI, OPPS_DT, PROCNOTE, BETOS, TOS1-5, ANEST_BU, ADD DT, ACT EFF DT,"
                            + " TERM DT, ACTION CD",
                        csv));
  }

  @Test
  void needsNoDatabaseToSayThatNothingCanBeUsed() throws IOException {
    Path one = write("july-2008.zip", "<html>");
    Path other = write("october-2008.zip", "<html>");
    String why = ": not a complete zip file (zip END header not found); download it again\n";
    assertThat(
            program.run(
                "load",
                one.toString(),
                other.toString(),
                "--db",
                "jdbc:postgresql://127.0.0.1:1/nobody"))
        .isEqualTo(new TestProgram.Result(1, "", "hcpcs: " + one + why + "hcpcs: " + other + why));
  }

  @Test
  void readsNoLimitsFromAPipe() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", folder + "/gates.csv").start().waitFor()).isZero();
    assertThat(
            program
                .withEnvironment(Map.of("HCPCS_INPUT", folder.toString()))
                .run("load", "-q", JANUARY))
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                "hcpcs: " + folder + "/gates.csv: cannot be read: it is no ordinary file\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "load --help",
        "releases",
        "releases --format csv",
        "releases --format json",
        "load -q --dry-run " + JANUARY
      })
  void saysThatItsOutputCannotBeWritten(String command) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    List<String> line = new ArrayList<>(program.arguments());
    line.addAll(List.of(command.split(" ")));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            line.toArray(String[]::new),
            full,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            program.environment());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "hcpcs: the output cannot be written: No space left on device; what was printed is not all\n");
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void saysTheSameInEveryLocale() {
    String[] command = {"rollback", "2008-01", "--dry-run"};
    TestProgram.Result expected = program.run(command);
    assertThat(expected.out() + expected.err()).contains("revision 1");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat("%d".formatted(1)).isEqualTo("\u0661");
      assertThat(program.run(command)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          frobnicate                                  | frobnicate: no such command; did you mean notes or status or rollback?; see: hcpcs --help
          bogus --help                                | bogus: no such command; did you mean status?; see: hcpcs --help
          shwo S9372                                  | shwo: no such command; did you mean show or refresh?; see: hcpcs --help
          db strt --help                              | strt: no such command; did you mean start or stop or restore?; see: hcpcs db --help
          releases --formt csv                        | Unknown options: '--formt', 'csv'; did you mean --format?; see: hcpcs releases --help
          load                                        | give a PATH, or --from or --reparse, which need none; see: hcpcs load --help
          refresh --feeds  --annual                   | Invalid value for option '--feeds': it is empty; name a file or folder, . for this folder; see: hcpcs refresh --help
          check  --summary x                          | Invalid value for positional parameter at index 0 (FILE): it is empty; name a file or folder, . for this folder; see: hcpcs check --help
          prove --verify  --archive x                 | Invalid value for option '--verify': it is empty; name a file or folder, . for this folder; see: hcpcs prove --help
          findings --rule  --summary                  | Invalid value for option '--rule': it is empty; give a value, or leave it out; see: hcpcs findings --help
          serve --bind  --port 0                      | Invalid value for option '--bind': it is empty; give a value, or leave it out; see: hcpcs serve --help
          status --db  --home x                       | Invalid value for option '--db': it is empty; give a value, or leave it out; see: hcpcs status --help
          search  --limit 3                           | Invalid value for positional parameter at index 0..* (TEXT): it is empty; give a value, or leave it out; see: hcpcs search --help
          search oxygen --date 3/1/2019               | --date 3/1/2019: not a day; it is YYYY-MM-DD
          units J9380 --dose 1mg --on 2019-13-01      | --on 2019-13-01: not a day; it is YYYY-MM-DD
          load --nonsense input                       | Unknown option: '--nonsense'; did you mean --no-twins?; see: hcpcs load --help
          releases --format xml                       | Invalid value for option '--format': xml is none of text, csv, json; see: hcpcs releases --help
          refresh --accept all                        | Invalid value for option '--accept' (GATE): all is none of layout, rejects, codes, vanished, terminated, texts, undecoded, dates; see: hcpcs refresh --help
          sql                                         | give one QUERY, or - to read it from the standard input, or --file FILE
          sql --file x -                              | give one QUERY, or - to read it from the standard input, or --file FILE
          completion tcsh                             | Invalid value for positional parameter at index 0 (SHELL): tcsh is none of bash, zsh, fish; see: hcpcs completion --help
          show                                        | Missing required parameter: 'CODE'; see: hcpcs show --help
          db                                          | db start, db stop, db url, db migrate, db save or db restore; see: hcpcs db --help
          db stop                                     | --db or HCPCS_DB_URL names a server that this program neither starts nor stops
          load input --edition 2008-02                | --edition 2008-02: not an edition; it is YYYY-01, YYYY-04, YYYY-07 or YYYY-10
          load input --edition April                  | --edition April: not an edition; it is YYYY-01, YYYY-04, YYYY-07 or YYYY-10
          """)
  void saysWhatIsWrongWithACommandLine(String command, String message) {
    assertThat(program.run(command.split(" ")))
        .isEqualTo(new TestProgram.Result(2, "", "hcpcs: " + message + "\n"));
  }

  /** As a shell says of a program that SIGPIPE ended. */
  @Test
  void saysNothingWhereNobodyReadsItsOutput() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    int exitCode =
        Main.run(
            new String[] {"--help"},
            gone,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    assertThat(exitCode).isEqualTo(141);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void asksForACommand() {
    assertThat(program.run())
        .isEqualTo(
            new TestProgram.Result(2, "", "hcpcs: a command is missing; see: hcpcs --help\n"));
  }

  @Test
  void givesUpWhenTheDatabaseIsDown() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + closed + "/hcpcs";
    TestProgram.Result result =
        program.run("load", JANUARY, "--db", url + "?user=me&password=secret");
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("hcpcs: " + url + "?user=me&password=…: the database cannot be reached: ")
        .endsWith("; check --db, HCPCS_DB_URL and the server\n")
        .hasLineCount(1);
  }

  @Test
  void givesUpWhenTheLoginFails() {
    TestProgram.Result result =
        program
            .withEnvironment(Map.of("PGUSER", TestServer.WITH_PASSWORD, "PGPASSWORD", "wrong"))
            .run("runs");
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err())
        .startsWith("hcpcs: " + DATABASE.url() + ": the database cannot be reached: ")
        .contains("password authentication failed")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:secret@a b/c",
        "jdbc:postgresql://127.0.0.1:port/hcpcs?password=secret",
        "jdbc:mysql://127.0.0.1/hcpcs",
        "hcpcs"
      })
  void saysThatAUrlIsNone(String url) {
    assertThat(program.run("releases", "--db", url))
        .isEqualTo(
            new TestProgram.Result(
                2,
                "",
                "hcpcs: "
                    + url.replace("secret", "…")
                    + ": no URL of a PostgreSQL database; give jdbc:postgresql://HOST:PORT/DATABASE or"
                    + " postgresql://HOST:PORT/DATABASE\n"));
  }

  @Test
  void givesWayToAnotherRun() {
    OtherRun.during(
        DATABASE,
        () -> {
          assertThat(program.run("load", "input"))
              .isEqualTo(
                  new TestProgram.Result(
                      4,
                      "",
                      "hcpcs: another run is loading into this database; try again when it has ended\n"));
        });
  }
}

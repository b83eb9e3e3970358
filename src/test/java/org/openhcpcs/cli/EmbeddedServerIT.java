package org.openhcpcs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestServer;

/** The server that the program brings along, as commands start, share, stop and recover it. */
class EmbeddedServerIT {

  private static final String[] ONE = {"sql", "--format", "csv", "select 1 as one"};

  @TempDir private static Path folder;
  private static Path home = Path.of("unused");
  private static TestProgram program = TestProgram.embedded(home);
  private static List<TestProgram.Result> firstCommands = List.of();
  private static boolean ranAfterTheFirstCommands = true;
  private static List<String> filesAfterTheFirstCommands = List.of();

  /** Two processes at the same time, each of which could be the one that makes everything. */
  @BeforeAll
  static void runTheFirstCommands() throws IOException, InterruptedException {
    home = folder.resolve("it's (a) home; no?");
    program = TestProgram.embedded(home);
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    TestProcess first = TestProcess.start(home, temporary, "256m", "db", "migrate");
    TestProcess second = TestProcess.start(home, temporary, "256m", "db", "migrate");
    firstCommands = List.of(first.end(), second.end());
    ranAfterTheFirstCommands = isRunning();
    filesAfterTheFirstCommands = children(home);
  }

  @AfterAll
  static void stopWhateverRuns() {
    program.run("db", "stop");
  }

  @BeforeEach
  @AfterEach
  void nothingRuns() {
    assertThat(isRunning()).isFalse();
  }

  private static Path data() throws IOException {
    return dataOf(home);
  }

  private static Path dataOf(Path some) throws IOException {
    try (Stream<Path> found =
        Files.find(
            some.resolve("postgres").toRealPath(),
            1,
            (path, a) -> path.toString().contains("/data-"))) {
      return found.findFirst().orElseThrow();
    }
  }

  private static List<String> pidFile() throws IOException {
    return Files.readAllLines(data().resolve("postmaster.pid"));
  }

  /** Whether any process works on the data folder. */
  private static boolean isRunning() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .anyMatch(line -> line.contains("postgres") && line.contains(home + "/postgres/data-"));
  }

  /** Whoever looks there for what may be has all its files opened, for a tenth of a command. */
  @Test
  void areAskedWithoutALookIntoEveryFileOfTheClassPath() throws IOException, InterruptedException {
    Path classes = folder.resolve("classes.txt");
    List<String> line = new ArrayList<>(JavaProgram.command(List.of()));
    line.add(line.indexOf("-cp"), "-Xlog:class+load:file=" + classes);
    line.addAll(List.of("--home", home.toString()));
    line.addAll(List.of(ONE));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    assertThat(process.inputReader().lines()).containsExactly("one", "1");
    assertThat(process.waitFor()).isZero();
    assertThat(classes)
        .content()
        .contains(" org.postgresql.jdbc.PgConnection ")
        .as("what goes through all files that have a resource")
        .doesNotContain(" jdk.internal.loader.URLClassPath$1 ");
  }

  @Test
  void serveTwoFirstCommandsAtTheSameTime() {
    assertThat(firstCommands)
        .containsExactlyInAnyOrder(
            new TestProgram.Result(0, "The schema was brought up to date.\n", ""),
            new TestProgram.Result(0, "The schema is up to date.\n", ""));
    assertThat(ranAfterTheFirstCommands).isFalse();
  }

  @Test
  void keepsAllItsFilesUnderTheHome() throws IOException {
    assertThat(folder.resolve("temporary")).isEmptyDirectory();
    assertThat(filesAfterTheFirstCommands).containsExactly("postgres");
    assertThat(children(Path.of("/tmp")))
        .noneMatch(name -> name.startsWith(".s.PGSQL." + lastPort()));
  }

  private static List<String> children(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static int lastPort() {
    try {
      return Integer.parseInt(Files.readString(home.resolve("postgres").resolve("port")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void runsForTheTimeOfACommand() {
    assertThat(program.print("sql", "--format", "csv", "select inet_server_port() as port"))
        .isEqualTo("port\r\n" + lastPort() + "\r\n");
    assertThat(isRunning()).isFalse();
    assertThat(program.run("db", "url"))
        .isEqualTo(
            new TestProgram.Result(
                5, "", "hcpcs: the embedded server does not run; start it with: hcpcs db start\n"));
    assertThat(program.print("db", "stop")).isEqualTo("The embedded server was not running.\n");
  }

  @Tag("sql")
  @Test
  void runsFromStartToStop() throws IOException, SQLException {
    program.print("db", "start");
    try {
      String pid = pidFile().get(0);
      assertThat(isRunning()).isTrue();
      program.print(ONE);
      assertThat(pidFile().get(0)).isEqualTo(pid);
      program.print("db", "start");
      assertThat(pidFile().get(0)).isEqualTo(pid);

      String password = Files.readString(home.resolve("postgres/password")).strip();
      String jdbc = program.print("db", "url", "--jdbc").strip();
      assertThat(jdbc)
          .isEqualTo(
              "jdbc:postgresql://127.0.0.1:%d/hcpcs?user=hcpcs&password=%s"
                  .formatted(lastPort(), password));
      String libpq = program.print("db", "url").strip();
      assertThat(libpq)
          .isEqualTo("postgresql://hcpcs:%s@127.0.0.1:%d/hcpcs".formatted(password, lastPort()));
      assertServesSafely(jdbc);
      assertThat(TestProgram.embedded(folder.resolve("other")).print(with(libpq)))
          .isEqualTo("one\r\n1\r\n");
      assertThatThrownBy(() -> DriverManager.getConnection(jdbc.replace(password, "guess")))
          .hasMessageContaining("password authentication failed");
    } finally {
      assertThat(program.print("db", "stop")).isEqualTo("The embedded server was stopped.\n");
    }
    program.print(ONE);
  }

  private static String[] with(String url) {
    return Stream.concat(Stream.of(ONE), Stream.of("--db", url)).toArray(String[]::new);
  }

  private static void assertServesSafely(String jdbc) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc);
        Statement statement = connection.createStatement();
        ResultSet settings =
            statement.executeQuery(
                """
                select string_agg(name || '=' || setting, ' ' order by name)
                from pg_settings
                where name in ('fsync', 'full_page_writes', 'listen_addresses', 'server_encoding',
                  'synchronous_commit', 'unix_socket_directories')
                """)) {
      settings.next();
      assertThat(settings.getString(1))
          .isEqualTo(
              "fsync=on full_page_writes=on listen_addresses=127.0.0.1 server_encoding=UTF8"
                  + " synchronous_commit=on unix_socket_directories=");
    }
  }

  @Tag("sql")
  @Test
  void isReadyForOtherProgramsFromTheFirstStart() throws SQLException {
    TestProgram fresh = TestProgram.embedded(folder.resolve("fresh"));
    fresh.print("db", "start");
    try {
      String owner = fresh.print("db", "url", "--jdbc").strip();
      String reader = fresh.print("db", "url", "--jdbc", "--reader").strip();
      for (String url : List.of(owner, reader)) {
        assertThat(answer(url, "select count(*) from hcpcs.release")).isEqualTo("0");
      }
      assertThat(answer(owner, "select session_user")).isEqualTo("hcpcs");
      assertThat(answer(reader, "select session_user")).isEqualTo("hcpcs_guest");
      assertThat(
              answer(
                  owner,
                  "select count(*) from pg_authid where rolpassword like 'SCRAM-SHA-256$1:%'"))
          .as("logins that take one round of hashing")
          .isEqualTo("2");
      assertThat(fresh.print("db", "url", "--reader"))
          .startsWith("postgresql://hcpcs_guest:")
          .isNotEqualTo(fresh.print("db", "url"));
      for (String attempt :
          List.of(
              "select pg_read_file('PG_VERSION')",
              "set role hcpcs",
              "create table hcpcs.mine (a integer)",
              "delete from hcpcs.section returning 1",
              "select pid from hcpcs_load.run_lock")) {
        assertThatThrownBy(() -> answer(reader, attempt)).hasMessageContaining("permission denied");
      }
    } finally {
      fresh.print("db", "stop");
    }
  }

  private static String answer(String jdbc, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  /** The owner cannot log in meanwhile. */
  @Tag("sql")
  @Test
  void readsWithALoginThatHasNothingToGoBackTo() throws IOException, SQLException {
    program.print("load", "--quiet", "input");
    program.print("db", "start");
    Path claims = Files.writeString(folder.resolve("claims.csv"), "code,dos\nS9372,2008-06-01\n");
    try (Connection owner =
            DriverManager.getConnection(program.print("db", "url", "--jdbc").strip());
        Statement statement = owner.createStatement()) {
      statement.execute("alter role hcpcs nologin");
      for (String command :
          List.of(
              "show S9372",
              "search insulin",
              "similar S9372",
              "check " + claims,
              "releases",
              "findings",
              "changes",
              "diff 2008-01 2008-04",
              "dictionary",
              "report 2008-04 --out -",
              "policies",
              "notes",
              "reference",
              "export --edition 2008-04",
              "feed --edition 2008-04 --out " + folder.resolve("feed"))) {
        assertThat(program.run(command.split(" ", -1)).exitCode()).as(command).isZero();
      }
      for (String query :
          List.of(
              "select set_config('role', 'none', true), query_to_xml('select pg_read_file(''PG_VERSION'')', true, true, '')",
              "select set_config('role', 'hcpcs', true)",
              "do $$ begin perform set_config('role', 'none', true); perform pg_ls_dir('.'); end $$",
              "copy (select 1) to program 'true'")) {
        TestProgram.Result result = program.run("sql", query);
        assertThat(result.exitCode()).as(query).isEqualTo(1);
        assertThat(result.err())
            .as(query)
            .containsAnyOf("permission denied", "must be superuser")
            .hasLineCount(1);
      }
      assertThat(program.run("runs").exitCode()).isEqualTo(5);
      statement.execute("alter role hcpcs login");
    } finally {
      program.print("db", "stop");
    }
  }

  @Test
  void makesTheReadersLoginAgainWhenItIsGone() throws IOException {
    Path password = home.resolve("postgres/reader-password");
    for (String damage : List.of("", "guess\n")) {
      Files.writeString(password, damage);
      assertThat(program.run(ONE)).isEqualTo(new TestProgram.Result(0, "one\r\n1\r\n", ""));
    }
    Files.delete(password);
    assertThat(program.print(ONE)).isEqualTo("one\r\n1\r\n");
    assertThat(password).content().matches("[0-9a-f]{48}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a \"home\"", "`touch here`", "$(touch here)", "two\nlines", "a\\b"})
  void refusesAFolderThatAShellWouldReadSomethingInto(String name) {
    Path odd = folder.resolve(name);
    for (String[] command : new String[][] {ONE, {"db", "start"}, {"db", "stop"}}) {
      assertThat(TestProgram.embedded(odd).run(command))
          .isEqualTo(
              new TestProgram.Result(
                  2,
                  "",
                  "hcpcs: "
                      + folder
                      + "/"
                      + name.replace('\n', ' ')
                      + ": the embedded server does not run in a folder with a quotation mark, backtick, dollar sign,"
                      + " backslash or line break in its path; name another with --home or HCPCS_HOME, or a server with"
                      + " --db\n"));
    }
    assertThat(odd).doesNotExist();
  }

  /** Which does not get into the folders of root either. */
  @Test
  void runsAsAnAccountWhereRootGetsNoNamespace() throws IOException, InterruptedException {
    assumeTrue(isRoot(), "only root needs another account");
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    Path mine = closed.resolve("home");
    TestProgram.Result one = new TestProgram.Result(0, "one\r\n1\r\n", "");
    String[] migrate = {"db", "migrate"};
    assertThat(runWithout(List.of("unshare"), mine, migrate).exitCode()).isZero();
    assertThat(runWithout(List.of("unshare"), mine, ONE)).isEqualTo(one);
    Path elsewhere = Files.readSymbolicLink(mine.resolve("postgres"));
    try {
      assertThat(elsewhere.getParent()).isEqualTo(Path.of("/var/lib/openhcpcs"));
      assertThat(Files.getOwner(dataOf(mine)).getName()).isIn("postgres", "nobody");
      assertThat(Files.getOwner(elsewhere.resolve("password")).getName()).isEqualTo("root");
      assertThat(runWithout(List.of("unshare", "setpriv"), mine, ONE)).isEqualTo(one);
      assertThat(runWithout(List.of("unshare", "setpriv", "runuser"), mine, ONE)).isEqualTo(one);
      assertThat(runWithout(List.of("unshare", "setpriv", "runuser", "su"), mine, ONE))
          .isEqualTo(
              unreachable(
                  "the embedded PostgreSQL does not run as root, and here neither `unshare -U` is permitted nor can"
                      + " setpriv, runuser or su run it as account postgres or nobody; run hcpcs as an ordinary user, or"
                      + " name a server with --db or HCPCS_DB_URL"));
    } finally {
      TestServer.deleteTree(elsewhere);
    }
    assertThat(runWithout(List.of("unshare"), mine, migrate))
        .isEqualTo(
            unreachable(
                elsewhere
                    + ": the embedded server's folder is gone with the data; put it back, or delete the link "
                    + mine
                    + "/postgres and load the releases again"));
  }

  private static TestProgram.Result unreachable(String message) {
    return new TestProgram.Result(5, "hcpcs: " + message + "\n", "");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  /** Runs a command where programs of the system refuse to work, as they do in a container. */
  private static TestProgram.Result runWithout(List<String> refused, Path mine, String... command)
      throws IOException, InterruptedException {
    Path programs = Files.createTempDirectory(folder, "programs");
    for (String name : refused) {
      Path script = Files.writeString(programs.resolve(name), "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return TestProcess.start(
            List.of("env", "PATH=" + programs + ":" + System.getenv("PATH")),
            mine,
            folder.resolve("temporary"),
            "256m",
            command)
        .end();
  }

  @Test
  void answersOnLoopbackOnly() throws IOException {
    program.print("db", "start");
    try {
      assertThat(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
          .allSatisfy(
              address -> {
                if (address.isLoopbackAddress()) {
                  return;
                }
                try (Socket socket = new Socket()) {
                  assertThatThrownBy(
                          () -> socket.connect(new InetSocketAddress(address, lastPort()), 1000))
                      .isInstanceOf(ConnectException.class);
                }
              });
      URI url = URI.create(program.print("db", "url").strip());
      try (Socket socket = new Socket(url.getHost(), url.getPort())) {
        assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
      }
    } finally {
      program.print("db", "stop");
    }
  }

  @Test
  void keepsItsPasswordToItsOwner() throws IOException {
    Path password = home.resolve("postgres/password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(password).content().matches("[0-9a-f]{48}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
        .isEqualTo("rwx------");
  }

  @Test
  void recoversAfterItWasKilled() throws IOException {
    program.print("db", "start");
    try {
      program.print("load", "input");
      String killed = pidFile().get(0);
      ProcessHandle server = ProcessHandle.of(Long.parseLong(killed)).orElseThrow();
      assertThat(server.destroyForcibly()).isTrue();
      server.onExit().join(); // a server that is dying still takes connections

      assertThat(program.print("sql", "--format", "csv", "select count(*) from hcpcs.release"))
          .isEqualTo("count\r\n2\r\n");
      assertThat(pidFile().get(0)).isNotEqualTo(killed);
    } finally {
      program.print("db", "stop");
    }
  }

  @Test
  void stopsWithACommandThatIsTerminated() throws IOException, InterruptedException {
    TestProcess sleeping =
        TestProcess.start(
            home, folder.resolve("temporary"), "256m", "sql", "select pg_sleep(50), 'asleep'");
    for (int i = 0; i < 200 && !isRunning(); i++) {
      Thread.sleep(50);
    }
    Thread.sleep(1500);
    assertThat(isRunning()).isTrue();
    assertThat(program.run("db", "stop"))
        .isEqualTo(
            new TestProgram.Result(
                4,
                "",
                "hcpcs: a command is using the embedded server; try again when it has ended\n"));
    sleeping.terminate();
    assertThat(sleeping.end().exitCode()).isEqualTo(143);
  }

  @Test
  void isNotDisturbedByThePidFileOfAServerThatWasKilled() throws IOException {
    Path pidFile = data().resolve("postmaster.pid");
    for (long pid : List.of(ProcessHandle.current().pid(), 4_194_304L)) {
      Files.write(pidFile, stalePidFile(pid, lastPort()));
      assertThat(program.print(ONE)).isEqualTo("one\r\n1\r\n");
      assertThat(pidFile).doesNotExist();
    }
  }

  @Test
  void isNotDisturbedByAnotherProgramOnThePortOfAServerThatWasKilled() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread other = new Thread(() -> answerLikeAWebServer(taken));
      other.start();
      Files.write(data().resolve("postmaster.pid"), stalePidFile(4_194_304L, taken.getLocalPort()));
      assertThat(program.print(ONE)).isEqualTo("one\r\n1\r\n");
    }
  }

  private static void answerLikeAWebServer(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
      } catch (IOException e) {
        // the client left, or the test is over
      }
    }
  }

  private static List<String> stalePidFile(long pid, int port) throws IOException {
    return List.of(
        Long.toString(pid),
        data().toString(),
        "1700000000",
        Integer.toString(port),
        "",
        "127.0.0.1",
        "  2172469     32789",
        "ready   ");
  }

  @Test
  void takesAnotherPortWhenItsOwnIsTaken() throws IOException {
    program.print(ONE);
    int before = lastPort();
    try (ServerSocket taken = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
      assertThat(program.print("sql", "--format", "csv", "select inet_server_port() as port"))
          .isNotEqualTo("port\r\n" + taken.getLocalPort() + "\r\n")
          .isEqualTo("port\r\n" + lastPort() + "\r\n");
    }
    int after = lastPort();
    assertThat(program.print("sql", "--format", "csv", "select inet_server_port() as port"))
        .isEqualTo("port\r\n" + after + "\r\n");
  }
}

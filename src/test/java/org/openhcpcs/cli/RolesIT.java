package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.DatabaseAddress;
import org.openhcpcs.database.LoneServer;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.store.ledger.RunLock;

/** A server where one login owns the database, another loads and a third reads. */
@Tag("sql")
class RolesIT {

  private static final String ROLES =
      """
      create role hcpcs_reader nologin;
      create role hcpcs_loader nologin;
      grant hcpcs_reader to hcpcs_loader, keeper;
      grant create on database claims to keeper
      """;

  @TempDir private static Path folder;
  private static LoneServer server;
  private static TestDatabase claims;

  @BeforeAll
  static void prepareAsAnAdministratorDoes() {
    server = LoneServer.start(folder.resolve("server"));
    TestDatabase postgres = server.database("postgres");
    postgres.execute("create role keeper login password 'secret'");
    postgres.execute("create role night login password 'secret'");
    postgres.execute("create role ann login password 'secret'");
    postgres.execute("create role bob login password 'secret'");
    postgres.execute("create database claims");
    claims = server.database("claims");
    claims.execute("revoke all on database claims from public");
    claims.execute("grant connect on database claims to keeper, night, ann, bob");

    assertThat(as("keeper").run("db", "migrate"))
        .isEqualTo(
            failed(
                "there is no schema of OpenHCPCS in this database yet, and login keeper may not make all of it; let the"
                    + " owner run hcpcs db migrate, or ask an administrator for: create role hcpcs_reader nologin;"
                    + " create role hcpcs_loader nologin; grant hcpcs_reader to hcpcs_loader, keeper; grant create on"
                    + " database claims to keeper"));
    claims.execute(ROLES);
    claims.execute("grant hcpcs_loader to night");
    claims.execute("grant hcpcs_reader to ann");
    assertThat(as("night").run("load", "input"))
        .isEqualTo(
            failed(
                "there is no schema of OpenHCPCS in this database yet, and login night may not make all of it; let the"
                    + " owner run hcpcs db migrate, or ask an administrator for: grant create on database claims to"
                    + " night"));
    assertThat(as("keeper").print("db", "migrate"))
        .isEqualTo("The schema was brought up to date.\n");
    claims.execute("revoke create on database claims from keeper");
    assertThat(as("night").print("load", "input")).isEqualTo("2 loaded.\n");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestProgram as(String login) {
    return TestProgram.with(
        new TestDatabase(claims.url(), login, "secret"), folder.resolve("home-" + login));
  }

  private static TestProgram.Result failed(String message) {
    return new TestProgram.Result(1, "", "hcpcs: " + message + "\n");
  }

  @Test
  void letsTheLoaderDoEverythingButMigrate() throws Exception {
    TestDatabase mine = copy("mine");
    TestProgram night = at(mine, "night");
    List<String> before = mine.state();
    assertThat(night.print("load", "input"))
        .isEqualTo("Nothing to do: all that was found is loaded.\n");
    assertThat(night.print("rollback", "2008-04")).contains("is gone");
    assertThat(night.print("load", "input")).contains("1 loaded");
    assertThat(mine.state()).isEqualTo(before);
    assertThat(night.print("load", "--apply-corrections", "input")).contains("corrected");
    assertThat(night.run("verify").exitCode()).isZero();
    assertThat(night.print("show", "S9372")).startsWith("S9372");
    Path policies =
        Files.writeString(folder.resolve("policies.csv"), "code,source,identifier\n99213,P,1\n");
    assertThat(night.print("policies", "load", policies.toString()))
        .startsWith("1 policies loaded");
    assertThat(night.print("notes", "clear")).startsWith("0 sections");
    Path crosswalk =
        Files.writeString(
            folder.resolve("January 2008 ASP.csv"),
            "HCPCS Code,NDC,BILLUNITSPKG\nS9372,99999-4801-01,4\n");
    assertThat(night.print("reference", "load", crosswalk.toString())).contains("1 rows loaded");
    assertThat(at(mine, "ann").print("reference")).contains("ndc-asp");
    assertThat(at(mine, "ann").print("sql", "select * from codes_of_ndc('99999480101')"))
        .contains("S9372");
    assertThat(night.print("reference", "remove", "ndc-asp", "2008-01")).startsWith("1 revision");
    assertThat(night.print("sql", "select count(*) as n from hcpcs.release")).contains("(1 row)");
    assertThat(night.print("db", "migrate")).isEqualTo("The schema is up to date.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table hcpcs.mine (a integer)",
        "drop table hcpcs.finding",
        "update hcpcs_load.schema_state set generation = 0",
        "delete from hcpcs_load.flyway_schema_history",
        "update hcpcs_load.invariant set query = 'select'"
      })
  void keepsTheSchemaFromTheLoader(String statement) {
    assertThat(new TestDatabase(claims.url(), "night", "secret"))
        .satisfies(
            database ->
                assertThat(Assertions.catchThrowable(() -> database.execute(statement)))
                    .rootCause()
                    .message()
                    .containsAnyOf("permission denied", "must be owner"));
  }

  @Test
  void letsAReaderReadWithEveryCommand() throws Exception {
    TestProgram ann = as("ann");
    for (String format : new String[] {"anweb", "xlsx", "csv"}) {
      Path mine = folder.resolve("ann." + format);
      Path loaders = folder.resolve("night." + format);
      ann.print("export", "--edition", "2008-04", "--format", format, "--out", mine.toString());
      as("night")
          .print("export", "--edition", "2008-04", "--format", format, "--out", loaders.toString());
      if (!format.equals("xlsx")) { // a workbook holds the time at which it was written
        assertThat(mine).hasSameBinaryContentAs(loaders);
      }
    }
    assertThat(ann.print("check", claimLines().toString())).contains("valid");
    assertThat(ann.print("show", "S9372", "--explain")).startsWith("S9372");
    assertThat(ann.print("show", "--history", "Q3601")).isNotEmpty();
    assertThat(ann.print("releases")).contains("(2 rows)");
    assertThat(ann.print("findings", "--summary")).contains("rows)");
    assertThat(ann.print("changes", "--edition", "2008-04")).contains("rows)");
    assertThat(ann.print("diff", "2008-01", "2008-04")).contains("rows)");
    assertThat(ann.print("sql", "select count(*) from hcpcs.replacement")).contains("(1 row)");
    assertThat(ann.print("dictionary", "--format", "markdown")).contains("hcpcs.code_detail");
    assertThat(ann.print("report", "2008-04", "--out", "-"))
        .isEqualTo(as("night").print("report", "2008-04", "--out", "-"))
        .endsWith("</html>\n");
    assertThat(ann.print("policies")).contains("(0 rows)");
    assertThat(ann.print("notes")).contains("(0 rows)");
    assertThat(ann.print("sql", "select count(*) from hcpcs.code_detail_as_of(date '2008-02-01')"))
        .contains("(1 row)");
    assertThat(ann.print("db", "migrate")).isEqualTo("The schema is up to date.\n");
  }

  /** Of all logins, only the reader's cannot do more than read. */
  @Test
  void readsAsTheReaderThatIsNamedAndWarnsOfALoginThatCanDoMore() {
    String who = "select session_user as who";
    for (String login : List.of("keeper", "night")) {
      assertThat(as(login).run("sql", "--format", "csv", who))
          .isEqualTo(
              new TestProgram.Result(
                  0,
                  "who\r\n" + login + "\r\n",
                  "hcpcs: note: login "
                      + login
                      + " can do more than read; put the URL of one that cannot into HCPCS_READER_DB_URL\n"));
      assertThat(as(login).run("show", "S9372", "--quiet").err()).isEmpty();
      assertThat(as(login).run("runs").err()).isEmpty();
    }
    assertThat(as("ann").run("sql", "--format", "csv", who))
        .isEqualTo(new TestProgram.Result(0, "who\r\nann\r\n", ""));
    TestProgram both =
        as("keeper")
            .withEnvironment(
                Map.of("HCPCS_READER_DB_URL", claims.url() + "?user=ann&password=secret"));
    assertThat(both.run("sql", "--format", "csv", who))
        .isEqualTo(new TestProgram.Result(0, "who\r\nann\r\n", ""));
    assertThat(both.print("load", "input")).startsWith("Nothing to do");
    TestDatabase other = copy("other");
    assertThat(both.print("sql", "--db", other.url(), "--format", "csv", who))
        .isEqualTo("who\r\nkeeper\r\n");
  }

  /** What the page on servers tells an administrator to do, but for the roles that are there. */
  @Test
  void keepsEverybodyElseOutAfterTheSetUpOfThePage() throws IOException {
    Matcher block =
        Pattern.compile("```sql\n(create role hcpcs_reader.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("src/site/operate/servers.md")));
    assertThat(block.find()).isTrue();
    for (String statement : block.group(1).split(";\n", -1)) {
      if (!statement.isBlank() && !statement.matches("create role hcpcs_(reader|loader) .*")) {
        server.database("postgres").execute(statement.replaceAll("\\bann\\b", "eve"));
      }
    }
    TestDatabase hcpcs = server.database("hcpcs");
    assertThat(setUp(hcpcs, "hcpcs_owner", "secret-1").print("db", "migrate"))
        .isEqualTo("The schema was brought up to date.\n");
    assertThat(setUp(hcpcs, "hcpcs_night", "secret-2").print("load", "input"))
        .isEqualTo("2 loaded.\n");
    TestProgram eve = setUp(hcpcs, "eve", "secret-3");
    assertThat(eve.run("show", "S9372").err()).isEmpty();
    assertThat(eve.print("check", claimLines().toString())).contains("valid");
    assertThat(at(hcpcs, "bob").run("releases").err())
        .startsWith(
            "hcpcs: " + hcpcs.url() + ": the database cannot be reached: FATAL: permission denied")
        .hasLineCount(1);
  }

  private static TestProgram setUp(TestDatabase database, String login, String password) {
    return TestProgram.with(
        new TestDatabase(database.url(), login, password), folder.resolve("home-" + login));
  }

  private static Path claimLines() throws IOException {
    return Files.writeString(folder.resolve("lines.csv"), "code,dos\nS9372,2008-06-01\n");
  }

  @Test
  void letsNoQueryRunForEver() {
    assertThat(as("ann").print("sql", "--format", "csv", "show statement_timeout"))
        .isEqualTo("statement_timeout\r\n10min\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load input",
        "rollback 2008-04",
        "verify",
        "load --dry-run input",
        "notes clear",
        "policies remove P"
      })
  void tellsAReaderInOneLineWhatTakesALoader(String command) {
    List<String> before = claims.content();
    TestProgram.Result result = as("ann").run(command.split(" ", -1));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("permission denied")
        .endsWith(
            "; loading takes a login that is a member of hcpcs_loader, reading one of hcpcs_reader\n")
        .hasLineCount(1);
    assertThat(claims.content()).isEqualTo(before);
  }

  @Test
  void tellsALoginWithoutAnyRoleWhatToAskFor() {
    assertThat(as("bob").run("releases"))
        .isEqualTo(
            failed(
                "login bob may not read this database; ask its owner for: grant hcpcs_reader to bob (hcpcs_loader if it"
                    + " is to load)"));
  }

  @Test
  void stopsAReaderWhoseStatementRunsTooLong() {
    claims.execute("alter role ann set statement_timeout = '300ms'");
    try {
      assertThat(as("ann").run("sql", "select pg_sleep(20)"))
          .isEqualTo(
              failed(
                  "the query failed: canceling statement due to statement timeout; the login's statement_timeout says"
                      + " how long a statement may run: alter role ... set statement_timeout"));
    } finally {
      claims.execute("alter role ann reset statement_timeout");
    }
  }

  @Test
  void loadsWithoutTheRightToMakeTemporaryTables() {
    TestDatabase strict = copy("strict");
    strict.execute("revoke temporary on database strict from public");
    assertThat(at(strict, "night").run("rollback", "2008-04").exitCode()).isZero();
    assertThat(at(strict, "night").print("load", "input"))
        .isEqualTo("1 loaded, 1 loaded before.\n");
    assertThat(at(strict, "night").run("verify").exitCode()).isZero();
  }

  @Test
  void leavesAnOlderSchemaToItsOwner() {
    TestDatabase older = olderCopy();
    for (String login : new String[] {"night", "ann"}) {
      assertThat(at(older, login).run("releases"))
          .isEqualTo(
              failed(
                  "the schema is older than this program, and login "
                      + login
                      + " does not own it; ask its owner, keeper, to run: hcpcs db migrate"));
    }
    assertThat(at(older, "keeper").print("releases")).contains("(2 rows)");
    assertThat(at(older, "night").print("load", "input"))
        .isEqualTo("Nothing to do: all that was found is loaded.\n");
    assertThat(at(older, "ann").print("releases")).contains("(2 rows)");
  }

  private static String tables(TestDatabase database, String schema) {
    return database.value(
        "select string_agg(format('%I.%I', schemaname, tablename), ', ') from pg_tables where schemaname = '"
            + schema
            + "'");
  }

  @Test
  void letsNobodyButALoaderKeepARunFromBeginning() throws SQLException {
    TestDatabase mine = copy("contested");
    for (String attempt :
        List.of(
            "update hcpcs_load.run_lock set pid = pg_backend_pid()",
            "begin; lock table hcpcs_load.run_lock in access share mode",
            "select from hcpcs_load.run_lock for update")) {
      assertThatThrownBy(() -> login(mine, "ann").execute(attempt))
          .rootCause()
          .hasMessageContaining("permission denied");
    }
    String everything = tables(mine, "hcpcs");
    try (Connection ann = login(mine, "ann").connect();
        Connection dump = mine.connect()) {
      ann.setAutoCommit(false);
      for (Connection reader : List.of(ann, dump)) {
        try (Statement statement = reader.createStatement()) {
          reader.setAutoCommit(false);
          statement.execute("lock table " + everything + " in access share mode");
          statement.execute("select pg_advisory_lock_shared(" + 0x4843504353L + ")");
        }
      }
      try (Statement statement = dump.createStatement()) {
        statement.execute( // as pg_dump does
            "lock table " + tables(mine, "hcpcs_load") + " in access share mode");
      }
      assertThat(at(mine, "night").print("rollback", "2008-04")).contains("is gone");
    }
  }

  @Test
  void letsOneLoginLoadAtATimeAndEndsItsTurnWithItsSession() {
    TestDatabase mine = copy("shared_by_two");
    TestProgram night = at(mine, "night");
    String[] load = {"load", "--quiet", "input"};
    try (Database keepers =
        Database.open(
            new DatabaseAddress.Server(mine.url()), login(mine, "keeper").environment())) {
      assertThat(RunLock.take(keepers)).isNotNull();
      assertThat(night.run(load).exitCode()).isEqualTo(4);
      assertThat(login(mine, "ann").value("select count(*) from hcpcs.release")).isEqualTo("2");
      mine.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'keeper'");
      assertThat(night.run(load).exitCode()).isZero();
    }
  }

  private static TestDatabase login(TestDatabase database, String login) {
    return new TestDatabase(database.url(), login, "secret");
  }

  /** As an earlier program left it, with other views. */
  private static TestDatabase olderCopy() {
    TestDatabase older = copy("older");
    older.execute(
        """
        drop view hcpcs.change_event;
        update hcpcs_load.schema_state set fingerprint = 'older', generation = generation - 1;
        update hcpcs_load.flyway_schema_history set checksum = 0 where version is null;
        """);
    return older;
  }

  private static TestDatabase copy(String name) {
    TestDatabase postgres = server.database("postgres");
    postgres.execute("create database " + name + " template claims");
    return server.database(name);
  }

  private static TestProgram at(TestDatabase database, String login) {
    return TestProgram.with(
        new TestDatabase(database.url(), login, "secret"), folder.resolve("home-" + login));
  }
}

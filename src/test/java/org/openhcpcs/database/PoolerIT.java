package org.openhcpcs.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A test must not see what the one before it told its session or its database. */
class PoolerIT {

  private static final String PID = "select pg_backend_pid()";

  private final TestDatabase database = TestServer.migrated();

  @Test
  void theNextClientHasTheSessionAndNothingOfTheOneBefore() throws SQLException {
    String pid;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = hcpcs; create temporary table hidden (x int)");
      statement.execute("select pg_advisory_lock(5); set role hcpcs_reader");
      pid = only(statement, PID);
    }
    assertThat(database.value(PID)).isEqualTo(pid);
    assertThat(
            database.rows(
                """
                select current_setting('search_path'), to_regclass('hidden'), current_user,
                  (select count(*) from pg_catalog.pg_locks where locktype = 'advisory' and pid = pg_backend_pid())
                """))
        .containsExactly(List.of("\"$user\", public", TestDatabase.NULL, database.user(), "0"));
  }

  @Test
  void whoLeavesATransactionLeavesNoSession() throws SQLException {
    String pid;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("delete from hcpcs_load.schema_state");
      pid = only(statement, PID);
    }
    assertThat(database.value(PID)).isNotEqualTo(pid);
    assertThat(database.value("select count(*) from hcpcs_load.schema_state")).isEqualTo("1");
  }

  @Test
  void aCopyThatIsGivenBackIsLentAsItWas() {
    TestDatabase original = TestServer.unused();
    TestDatabase copy = TestServer.copyOf(original);
    List<String> content = copy.content();
    copy.execute("update hcpcs_load.schema_state set program_version = 'another'");
    String insert =
        "insert into hcpcs_load.run (command, program_version) values ('load', 'test') returning run_id";
    assertThat(copy.value(insert)).isEqualTo("1");
    copy.giveBack();
    assertThat(TestServer.copyOf(original)).isEqualTo(copy);
    assertThat(copy.content()).isEqualTo(content);
    assertThat(copy.value(insert)).isEqualTo("1");

    copy.execute("create table hcpcs.more (x int)");
    copy.giveBack();
    assertThat(TestServer.copyOf(original)).isNotEqualTo(copy);
  }

  private static String only(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}

package org.openhcpcs.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** Schemas as somebody else left them. */
@Tag("sql")
class SchemaStatesIT {

  private static final String OBJECTS =
      """
      select format('%s %s %s %s', c.relkind, c.oid::regclass, pg_get_viewdef(c.oid), c.relacl)
      from pg_class c
      where c.relnamespace in (to_regnamespace('hcpcs'), to_regnamespace('hcpcs_load')) and c.relname !~ '^flyway|_pkey$'
      union all
      select format('%s %s %s', p.oid::regprocedure, md5(p.prosrc), p.proacl)
      from pg_proc p
      where p.pronamespace = to_regnamespace('hcpcs')
      union all
      select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint
      where connamespace in (to_regnamespace('hcpcs'), to_regnamespace('hcpcs_load')) and contype <> 'n'
      order by 1
      """;

  private static final String LATER = "update hcpcs_load.schema_state set fingerprint = ''; ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update hcpcs_load.flyway_schema_history set success = false where version = '0009' | DATABASE_FAILED | \
          V0009 (create search) failed when hcpcs migrated; if nothing of it is left, delete the row where not \
          success from hcpcs_load.flyway_schema_history and run: hcpcs db migrate; else restore a backup
          delete from hcpcs_load.flyway_schema_history where version = '0005' | DATABASE_FAILED | \
          V0005 (create load log) was left out although later files were run; somebody changed \
          hcpcs_load.flyway_schema_history or migrated by hand; restore a backup, or load into a new database
          update hcpcs_load.flyway_schema_history set checksum = 7 where version = '0004' | DATABASE_FAILED | \
          V0004 (create release) had another content when hcpcs ran it than in this program; use the program that it came \
          with, or load into a new database
          update hcpcs_load.flyway_schema_history set version = '0004.5', script = 'V0004.5__x.sql' where version = '0005' \
          | DATABASE_FAILED | \
          V0004.5 (create load log) was run by hcpcs and is none of OpenHCPCS's files; use the program that has it, or \
          restore a backup
          update hcpcs_load.flyway_schema_history set version = '0900', script = 'V0900__x.sql' where version = '0011' \
          | DATABASE_TOO_NEW | newer
          update hcpcs_load.flyway_schema_history set description = '0095 x', script = 'R__0095_x.sql' where script ~ '^R__0030' \
          | DATABASE_TOO_NEW | newer
          """)
  void refusesAHistoryThatIsNotItsOwn(String damage, ErrorCode code, String message) {
    TestDatabase database = TestServer.migrated();
    database.execute(LATER + damage);
    assertRefused(
        database,
        code,
        message.equals("newer")
            ? "the database was migrated by a newer version of OpenHCPCS than this one; use that version"
            : "the schema cannot be migrated: migration " + message);
  }

  @Test
  void leavesTheViewsOfANewerProgramAlone() {
    TestDatabase database = TestServer.migrated();
    database.execute(
        """
        update hcpcs_load.schema_state set fingerprint = 'theirs', program_version = '9.1', generation = generation + 1;
        create or replace function hcpcs.unlisted_verdict(code text) returns text language sql immutable as $$ select 'newer' $$;
        """);
    assertRefused(
        database,
        ErrorCode.DATABASE_TOO_NEW,
        "the database was migrated by a newer version of OpenHCPCS than this one, 9.1; use that version");
    assertThat(database.value("select hcpcs.unlisted_verdict('D0120')")).isEqualTo("newer");
  }

  @Test
  void putsItsOwnViewsInPlaceOfThoseOfAnOlderProgram() {
    TestDatabase database = TestServer.migrated();
    List<String> expected = database.values(OBJECTS);
    database.execute(
        """
        update hcpcs_load.schema_state set fingerprint = 'theirs', generation = generation - 1;
        update hcpcs_load.flyway_schema_history set checksum = 7 where version is null;
        create or replace function hcpcs.unlisted_verdict(code text) returns text language sql immutable as $$ select 'older' $$;
        drop view hcpcs.schema_version;
        """);
    assertThat(apply(database)).isTrue();
    assertThat(database.values(OBJECTS)).isEqualTo(expected);
    assertThat(apply(database)).isFalse();
  }

  @Test
  void describesAgainWhatANewGenerationMakesAnew() {
    TestDatabase database = TestServer.migrated();
    database.execute(
        LATER
            + "update hcpcs_load.flyway_schema_history set checksum = 7 where script ~ '^R__0(010|050|090)'");
    assertThat(apply(database)).isTrue();
    assertThat(
            database.values(
                "select object_name || coalesce('.' || element, '') from hcpcs.data_dictionary where meaning is null"))
        .isEmpty();
  }

  @Test
  void refusesASchemaOfThatNameWhichSomebodyElseMade() {
    TestDatabase database = TestServer.empty();
    database.execute("create schema hcpcs; create table hcpcs.codes (code text, text text)");
    assertRefused(
        database,
        ErrorCode.DATABASE_FAILED,
        "schema hcpcs or hcpcs_load holds what no migration of OpenHCPCS made (hcpcs.codes); use another database, or"
            + " rename it: alter schema hcpcs rename to ...");
  }

  @Test
  void takesUpSchemasThatAreEmpty() {
    TestDatabase database = TestServer.empty();
    database.execute("create schema hcpcs; create schema hcpcs_load");
    assertThat(apply(database)).isTrue();
    assertThat(database.values(OBJECTS)).isEqualTo(TestServer.migrated().values(OBJECTS));
  }

  @Test
  void keepsThingsThatAnalystsPutIntoTheSchema() {
    TestDatabase database = TestServer.migrated();
    database.execute(
        LATER + "create table hcpcs.mine (a integer); revoke all on hcpcs.mine from hcpcs_loader");
    assertThat(apply(database)).isTrue();
    assertThat(database.value("select count(*) from hcpcs.mine")).isEqualTo("0");
  }

  @Test
  void migratesOnceWhenTwoBeginTogether() throws InterruptedException, ExecutionException {
    TestDatabase database = TestServer.empty();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> one = both.submit(() -> apply(database));
      Future<Boolean> other = both.submit(() -> apply(database));
      assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(true, false);
    } finally {
      both.shutdown();
    }
    assertThat(database.values(OBJECTS)).isEqualTo(TestServer.migrated().values(OBJECTS));
  }

  /** On PostgreSQL 14 in every file, on others in five of them: no file differs by the version. */
  @Test
  void goesOnWhereAKilledMigrationEnded() throws IOException {
    TestDatabase expected = TestServer.migrated();
    TestDatabase database = TestServer.empty();
    // The server ends the session in the middle of a file, as it does when the program is killed.
    database.execute(
        """
        create table public.kill_after (files integer);
        insert into public.kill_after values (0);
        create function public.kill() returns event_trigger language plpgsql as $$
        begin
          if to_regclass('hcpcs_load.flyway_schema_history') is not null then
            if (select count(*) from hcpcs_load.flyway_schema_history) > (select files from public.kill_after) then
              perform pg_terminate_backend(pg_backend_pid());
            end if;
          end if;
        end
        $$;
        create event trigger kill on ddl_command_end execute function public.kill();
        """);
    int last = MigrationFiles.names().size() - 2;
    int step = database.value("show server_version").startsWith("14") ? 1 : last / 4;
    for (int files = 0; files <= last; files += step) {
      database.execute("update public.kill_after set files = " + files);
      assertThatThrownBy(() -> apply(database))
          .as("after %s", files)
          .isInstanceOf(HcpcsException.class);
    }
    database.execute("drop event trigger kill");
    assertThat(apply(database)).isTrue();
    assertThat(database.values(OBJECTS)).isEqualTo(expected.values(OBJECTS));
    assertThat(apply(database)).isFalse();
  }

  /** Its key is no secret, so anybody who may connect can hold it. */
  @Test
  void doesNotWaitForTheLockWithoutEnd() throws SQLException {
    TestDatabase database = TestServer.unused();
    database.execute(LATER + "alter database " + database.name() + " set lock_timeout = '100ms'");
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(" + 0x48435043534dL + ")");
      assertRefused(
          database,
          ErrorCode.LOCK_HELD,
          "another program is migrating this database, or holds the lock for it; try again when it has ended");
    }
    assertThat(apply(database)).isTrue();
  }

  private static void assertRefused(TestDatabase database, ErrorCode code, String message) {
    List<String> content = database.content();
    List<String> objects = database.values(OBJECTS);
    assertThatThrownBy(() -> apply(database))
        .asInstanceOf(InstanceOfAssertFactories.throwable(HcpcsException.class))
        .hasMessage(message)
        .extracting(HcpcsException::errorCode)
        .isEqualTo(code);
    assertThat(database.content()).isEqualTo(content);
    assertThat(database.values(OBJECTS)).isEqualTo(objects);
  }

  private static boolean apply(TestDatabase database) {
    try (Database open = database.open()) {
      return Migrations.apply(open);
    }
  }
}

package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** A database in which its owner may not create the extension btree_gist. */
@Tag("sql")
class ExtensionIT {

  private static final String NOTE =
      "hcpcs: note: the extension btree_gist is not there, so the database itself does not keep overlapping rows out of the"
          + " history; hcpcs verify looks for them; to have both ask an administrator for: create extension btree_gist schema"
          + " hcpcs_load; then run: hcpcs db migrate\n";

  private static final String SCHEMA =
      """
      select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint where conrelid <> 0
      union all
      select indrelid::regclass, indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
      where indrelid = to_regclass('hcpcs.code_history')
      union all
      select 0, script, checksum::text from hcpcs_load.flyway_schema_history
      order by 1, 2, 3
      """;

  @TempDir private Path folder;
  private final TestDatabase database = TestServer.empty();

  @BeforeEach
  void forbidExtensions() {
    database.execute(
        """
        create role test_keeper login createrole password 'secret';
        grant hcpcs_reader to test_keeper;
        create function public.refuse() returns event_trigger language plpgsql as $$
        begin
          raise exception 'Extension is not allow-listed for users of this service';
        end
        $$;
        create event trigger refuse on ddl_command_start when tag in ('CREATE EXTENSION') execute function public.refuse();
        """);
    database.execute(
        "alter database " + database.url().replaceAll(".*/", "") + " owner to test_keeper");
  }

  @AfterEach
  void leave() {
    database.execute("drop event trigger if exists refuse");
    database.execute("reassign owned by test_keeper to current_user; drop owned by test_keeper");
    database.execute("drop role test_keeper");
  }

  private TestProgram keeper() {
    return TestProgram.with(new TestDatabase(database.url(), "test_keeper", "secret"), folder);
  }

  @Test
  void loadsWithoutItAndTakesItUpWhenItIsThere() {
    TestProgram.Result load = keeper().run("load", "input");
    assertThat(load.exitCode()).isZero();
    assertThat(load.err()).startsWith(NOTE.replace("note:", "warning:"));
    assertThat(keeper().run("load", "input").err()).doesNotContain("note");
    assertThat(keeper().run("db", "migrate"))
        .isEqualTo(new TestProgram.Result(0, "The schema is up to date.\n", NOTE));
    TestProgram.Result verify = keeper().run("verify", "--format", "csv");
    assertThat(verify.exitCode()).isZero();
    assertThat(verify.lines())
        .contains(
            "constraint-exclusion,not checked,0,without the extension btree_gist there is none; history-overlap looks for"
                + " overlaps",
            "history-overlap,holds,0,");
    List<String> state = database.state();

    database.execute("alter event trigger refuse disable");
    assertThat(keeper().run("db", "migrate"))
        .isEqualTo(new TestProgram.Result(0, "The schema was brought up to date.\n", ""));
    assertThat(database.state()).isEqualTo(state);
    assertThat(keeper().run("verify", "--format", "csv").out())
        .doesNotContain("not checked")
        .doesNotContain("violated");

    TestDatabase usual = TestServer.migrated();
    assertThat(database.rows(SCHEMA)).isEqualTo(usual.rows(SCHEMA));
    TestProgram.with(usual, folder.resolve("usual")).print("load", "input");
    assertThat(usual.state()).isEqualTo(state);
  }

  @Test
  void findsOverlapsThatNoConstraintKeepsOut() {
    keeper().print("load", "input");
    database.execute(
        "insert into hcpcs.code_history select * from hcpcs.code_history where code = 'S9372' limit 1");
    TestProgram.Result verify = keeper().run("verify", "--format", "csv");
    assertThat(verify.exitCode()).isEqualTo(1);
    assertThat(verify.lines()).anyMatch(line -> line.startsWith("history-overlap,violated,1,"));
  }

  @Test
  void usesAnExtensionThatAnAdministratorMadeElsewhere() {
    database.execute("alter event trigger refuse disable");
    database.execute("create schema tools; create extension btree_gist schema tools");
    database.execute("alter event trigger refuse enable");
    TestProgram.Result load = keeper().run("load", "input");
    assertThat(load.exitCode()).isZero();
    assertThat(load.err()).doesNotContain("note");
    assertThat(keeper().run("verify").exitCode()).isZero();
  }
}

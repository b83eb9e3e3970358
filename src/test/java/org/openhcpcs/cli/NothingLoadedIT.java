package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** What is asked where nothing is loaded, or not everything. */
class NothingLoadedIT {

  private static final TestDatabase EMPTY = TestServer.empty();
  private static final TestDatabase MIGRATED = TestServer.migrated();
  private static final String NOT_IN_DATABASE =
      "hcpcs: nothing is loaded into this database; load releases with hcpcs load PATH\n";

  @TempDir private Path folder;

  private String[] words(String command) throws IOException {
    Path claims = folder.resolve("claims.csv");
    Files.writeString(claims, "code,date_of_service\nS9372,2008-06-01\n");
    return command
        .replace("CLAIMS", claims.toString())
        .replace("OUT", folder.resolve("out").toString())
        .split(" ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show S9372",
        "show S9372 --history --format json",
        "search wound",
        "similar S9372",
        "check CLAIMS",
        "releases",
        "findings",
        "findings --edition 2008-01",
        "changes",
        "diff 2008-01 2008-04",
        "diff 2008-01-01 2008-04-01",
        "report 2008-01",
        "export --edition 2008-01",
        "feed --history --out OUT",
        "rollback 2008-01",
        "rollback --dry-run 2008-01"
      })
  void isNoAnswer(String command) throws IOException {
    Path home = folder.resolve("mistyped");
    assertThat(TestProgram.embedded(home).run(words(command)))
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                "hcpcs: "
                    + home
                    + ": nothing is loaded there; load releases with hcpcs load PATH, or name the folder that has them with"
                    + " --home\n"));
    assertThat(home).doesNotExist();
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(TestProgram.with(EMPTY, home).run(words(command)))
        .isEqualTo(new TestProgram.Result(1, "", NOT_IN_DATABASE));
    assertThat(EMPTY.values("select 1 from pg_namespace where nspname like 'hcpcs%'")).isEmpty();
    TestProgram.Result migrated = TestProgram.with(MIGRATED, home).run(words(command));
    assertThat(migrated.exitCode()).isEqualTo(1);
    if (!command.startsWith("rollback")) {
      assertThat(migrated.err()).isEqualTo(NOT_IN_DATABASE);
    }
    assertThat(migrated.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sql select-1",
        "verify",
        "dictionary",
        "policies",
        "policies remove X",
        "notes",
        "notes clear",
        "reference",
        "reference remove rbcs 2023-01",
        "staged",
        "runs"
      })
  void makesNoDatabase(String command) throws IOException {
    Path home = folder.resolve("mistyped");
    TestProgram.Result result = TestProgram.embedded(home).run(words(command));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains(home + ": nothing is loaded there").hasLineCount(1);
    assertThat(home).doesNotExist();
    assertThat(TestProgram.with(EMPTY, home).run(words(command)).err()).isEqualTo(NOT_IN_DATABASE);
    assertThat(EMPTY.values("select 1 from pg_namespace where nspname like 'hcpcs%'")).isEmpty();
  }

  @Test
  void answersWhatNeedsNoRelease() {
    TestProgram program = TestProgram.with(MIGRATED, folder);
    assertThat(program.print("sql", "--format", "csv", "select count(*) as n from hcpcs.release"))
        .isEqualTo("n\r\n0\r\n");
    assertThat(program.print("policies", "--format", "json")).isEqualTo("[ ]\n");
    assertThat(program.print("staged", "--format", "json")).isEqualTo("[ ]\n");
  }

  @Test
  void isToldByTheStatus() {
    Path home = folder.resolve("mistyped");
    for (TestProgram program :
        List.of(
            TestProgram.embedded(home),
            TestProgram.with(EMPTY, home),
            TestProgram.with(MIGRATED, home))) {
      TestProgram.Result status = program.run("status");
      assertThat(status.exitCode()).isEqualTo(20);
      assertThat(status.out()).startsWith("NEVER LOADED: nothing is loaded\n");
    }
    assertThat(TestProgram.embedded(home).print("recover"))
        .isEqualTo("Nothing to do: no run was killed.\n");
    assertThat(home).doesNotExist();
  }

  @Test
  void namesTheEditionsBetweenThatAreNotLoaded() {
    TestDatabase database = TestServer.copyOf(MIGRATED);
    TestProgram program = TestProgram.with(database, folder);
    for (String edition : List.of("2017-04", "2018-01", "2020-10", "2021-01")) {
      database.execute(
          """
          insert into hcpcs.release (edition, revision, effective_on, published_on, published_basis, named_revision,
            is_current_revision, archive_name, archive_sha256, content_hash, codes, modifiers, terminated, records_read, rejected)
          values ('%1$s', 1, '%1$s-01', '%1$s-01', 'edition', 1, true, 'x.zip', repeat('0', 64),
            '00000000-0000-0000-0000-000000000000', 1, 0, 0, 1, 0)
          """
              .formatted(edition));
    }
    assertThat(database.values("select edition from hcpcs.missing_edition order by 1"))
        .containsExactly("2019-01", "2020-01", "2020-04", "2020-07");
    assertThat(program.print("releases"))
        .endsWith("Not loaded between them: 2019-01, 2020-01, 2020-04, 2020-07\n");
    assertThat(program.run("status").out())
        .contains("  not loaded between   2019-01, 2020-01, 2020-04, 2020-07\n");
    assertThat(program.print("releases", "--format", "json")).doesNotContain("2019-01");
    database.execute("delete from hcpcs.release where edition <> '2021-01'");
    assertThat(program.print("releases")).doesNotContain("Not loaded");
    assertThat(program.run("status").out()).doesNotContain("not loaded");
  }
}

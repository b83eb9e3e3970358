package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** Logins of other servers, who may not do everything. */
@Tag("sql")
class LoginIT {

  private static final String COUNT = "select count(*) as n from hcpcs.release";

  @TempDir private Path folder;
  private final TestDatabase database = TestServer.empty();

  @BeforeEach
  void createTheLogins() {
    database.execute(
        """
        drop role if exists test_owner, test_ann;
        create role test_owner login password 'secret';
        create role test_ann login password 'secret';
        """);
    database.execute(
        "alter database " + database.url().replaceAll(".*/", "") + " owner to test_owner");
  }

  private TestProgram as(String user) {
    return TestProgram.with(new TestDatabase(database.url(), user, "secret"), folder);
  }

  private void leave() {
    database.execute(
        "reassign owned by test_owner to current_user; drop owned by test_owner, test_ann");
    database.execute("drop role test_owner, test_ann");
  }

  @Test
  void letAnOwnerLoadAndAMemberOfTheReadersQuery() {
    try {
      assertThat(as("test_owner").print("load", "input")).isEqualTo("2 loaded.\n");
      assertThat(as("test_owner").run("sql", "--quiet", COUNT))
          .isEqualTo(
              new TestProgram.Result(
                  1,
                  "",
                  "hcpcs: queries run as role hcpcs_reader, and this login is no member of it; ask the server's owner"
                      + " for: grant hcpcs_reader to test_owner\n"));
      database.execute("grant hcpcs_reader to test_owner, test_ann");
      for (String user : new String[] {"test_owner", "test_ann"}) {
        assertThat(as(user).print("sql", "--format", "csv", COUNT)).isEqualTo("n\r\n2\r\n");
        assertThat(as(user).print("show", "S9372")).startsWith("S9372  Ht inj anticoag diem\n");
        assertThat(as(user).print("releases")).contains("(2 rows)");
      }
      assertThat(as("test_ann").run("load", "input"))
          .isEqualTo(
              new TestProgram.Result(
                  1,
                  "",
                  "hcpcs: the database refused: ERROR: permission denied for schema hcpcs_load; loading takes a login that is"
                      + " a member of hcpcs_loader, reading one of hcpcs_reader\n"));
    } finally {
      leave();
    }
  }
}

package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** A database that was made by the migrations of before the first release. */
@Tag("sql")
class MadeAnewIT {

  private static final List<String> KEPT =
      List.of(
          "select edition, revision, published_on, archive_sha256, content_hash from hcpcs.release order by 1, 2",
          "select code, meaning, valid_during, known_during, basis from hcpcs.code_history order by 1, 2, 3, 4",
          "select code, source, identifier, title, url, effective from hcpcs.policy order by 1, 2, 3",
          "select code, section, body, source, noted_on, file, position from hcpcs.code_note order by 1, 2",
          "select term, expansion, source from hcpcs.search_synonym order by 1, 2",
          "select code, edition, meaning, reason from hcpcs_load.reviewed_meaning order by 1, 2");

  @TempDir private Path folder;

  @Test
  void isRefusedAndComesBackWithAllThatDoesNotFollowFromTheArchives() throws Exception {
    TestDatabase database = TestServer.migrated();
    TestProgram program = TestProgram.with(database, folder.resolve("home"));
    program.print("load", "input");
    Path policies =
        Files.writeString(
            folder.resolve("policies.csv"),
            "code,source,identifier,title\nS9372,Payer,X-1,\"Two lines,\nand a \"\"quote\"\"\"\n");
    program.print("policies", "load", policies.toString());
    database.execute(
        """
        insert into hcpcs.search_synonym values ('vein pump', 'infusion pump', 'ours');
        insert into hcpcs_load.reviewed_meaning values ('S9372', '2008-04', 'same', 'looked up');
        """);
    List<List<List<String>>> before = KEPT.stream().map(database::rows).toList();
    database.execute(
        """
        update hcpcs_load.schema_state set generation = 3, fingerprint = 'of before';
        update hcpcs_load.flyway_schema_history set checksum = 7 where version = '0004';
        """);

    for (String[] command : new String[][] {{"load", "input"}, {"db", "migrate"}, {"verify"}}) {
      TestProgram.Result refused = program.run(command);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .isEqualTo(
              "hcpcs: the database was made by OpenHCPCS from before its first release, and its tables are others now;"
                  + " make it anew: hcpcs db save DIR; psql \"$(hcpcs db url)\" -c 'drop schema hcpcs, hcpcs_load"
                  + " cascade'; hcpcs db restore DIR; hcpcs load --from parse\n");
    }
    String saved = folder.resolve("saved").toString();
    assertThat(program.print("db", "save", saved)).contains("policy.csv: 1 rows");
    database.execute("drop schema hcpcs, hcpcs_load cascade");
    program.print("db", "restore", saved);
    assertThat(program.print("load", "--from", "parse")).contains("2 loaded.");
    assertThat(KEPT.stream().map(database::rows).toList()).isEqualTo(before);
    assertThat(program.run("verify").exitCode()).isZero();
    OtherRun.during(
        database,
        () ->
            assertThat(program.run("db", "restore", saved))
                .isEqualTo(
                    new TestProgram.Result(
                        4,
                        "",
                        "hcpcs: another run is loading into this database; try again when it has ended\n")));
  }
}

package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;

/**
 * Releases of several archives, re-issued, renamed or damaged, that are read again from the archive
 * folder.
 */
class KeptReleasesIT {

  private static final ReleaseFiles JANUARY = ReleaseFiles.of(SampleData.january());
  private static final LocalDate DAY = SampleData.january().publishedOn();
  private static final ReleaseFiles CODES = JANUARY.only("_ANWEB_SAMPLE.");
  private static final ReleaseFiles NOC = JANUARY.only("NOC codes");

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  private String codes() throws IOException {
    return CODES.zip(folder.resolve("january-2008-file.zip"), DAY).toString();
  }

  private String reissue(ReleaseFiles files) throws IOException {
    return files
        .edit("_ANWEB_SAMPLE.txt", text -> text.replaceFirst("Item furnished", "Item provided"))
        .zip(folder.resolve("january-2008-file_v2.zip"), DAY.plusDays(20))
        .toString();
  }

  private static byte[] damaged(byte[] zip) {
    byte[] damaged = Arrays.copyOf(zip, zip.length);
    for (int i = 60; i < 400; i++) {
      damaged[i] ^= 0x55;
    }
    return damaged;
  }

  @Test
  void readsCompanionsOfOneNameAgain() throws IOException {
    Path noc = NOC.zip(folder.resolve("noc/january-2008-noc.zip"), DAY);
    program().print("load", codes(), noc.toString());
    NOC.with("readme.txt", new byte[] {'x'}).zip(noc, DAY.plusDays(1));
    program().print("load", codes(), noc.toString());
    List<String> before = database.published();
    assertThat(program().print("load", "--reparse")).isEqualTo("1 read again, the same.\n");
    assertThat(database.published()).isEqualTo(before);
  }

  @Test
  void doesNotTakeALooseFileForPartOfARelease() throws IOException {
    Path drop = CODES.folder(folder.resolve("2008-01"));
    Files.writeString(drop.resolve("gates.csv"), "gate,limit\n");
    Files.writeString(drop.resolve("README.md"), "one");
    program().print("load", drop.toString());
    Files.writeString(drop.resolve("gates.csv"), "gate,limit\r\n");
    Files.writeString(drop.resolve("README.md"), "two");
    Files.write(drop.resolve("dump.bin"), new byte[70 << 20]);
    assertThat(program().print("load", drop.toString()))
        .isEqualTo("Nothing to do: all that was found is loaded.\n");
    assertThat(program().print("load", "--reparse")).isEqualTo("1 read again, the same.\n");
  }

  @Test
  void loadsCodesBesideACompanionThatCannotBeRead() throws IOException {
    Path noc = NOC.zip(folder.resolve("january-2008-noc.zip"), DAY);
    Files.write(noc, damaged(Files.readAllBytes(noc)));
    assertThat(program().print("load", codes(), noc.toString())).isEqualTo("1 loaded.\n");
    assertThat(
            database.values("select rule from hcpcs.finding where rule = 'companion-unreadable'"))
        .hasSize(1);
    assertThat(program().print("load", codes(), noc.toString()))
        .isEqualTo("Nothing to do: all that was found is loaded.\n");
  }

  @Test
  void keepsCompanionsWithTheRevisionThatTheyCameFor() throws IOException {
    program().print("load", codes());
    program().print("load", NOC.zip(folder.resolve("january-2008-noc.zip"), DAY).toString());
    program().print("load", reissue(CODES));
    List<String> before = database.published();
    assertThat(program().print("load", "--reparse")).isEqualTo("3 read again, the same.\n");
    assertThat(database.published()).isEqualTo(before);
  }

  @Test
  void readsCompanionsAnew() throws IOException {
    program().print("load", codes());
    program()
        .print(
            "load",
            JANUARY
                .only("Corrections")
                .zip(folder.resolve("january-2008-corr.zip"), DAY)
                .toString());
    List<String> before = database.published();
    database.execute(
        """
        update hcpcs.correction set action = 'read wrongly' where line = (select min(line) from hcpcs.correction);
        insert into hcpcs.finding (release_id, severity, rule, file, message)
        select release_id, 'error', 'companion-unreadable', file, 'old' from hcpcs.correction limit 1;
        """);
    assertThat(program().print("load", "--reparse")).isEqualTo("2 read again, the same.\n");
    assertThat(database.published()).isEqualTo(before);
  }

  @Test
  void mergesRevisionsThatReadTheSameNow() throws IOException {
    program().print("load", codes());
    List<String> one = database.published();
    program().print("load", reissue(CODES));
    String second = database.value("select release_id from hcpcs.release where revision = 2");
    // as if the reader had taken the two for different, and takes them for the same now
    String same =
        CODES.zip(folder.resolve("same/january-2008-file_v2.zip"), DAY.plusDays(20)).toString();
    String sha256 = TestHash.of(Path.of(same));
    Files.copy(Path.of(same), folder.resolve("home/archive").resolve(sha256));
    database.execute(
        """
        update hcpcs.release set archive_sha256 = '%1$s' where release_id = %2$s;
        update hcpcs_load.source_file set archive_sha256 = '%1$s' where release_id = %2$s;
        update hcpcs_load.acquired set release_sha256 = '%1$s', archive_sha256 = '%1$s' where archive_name like '%%_v2.zip';
        """
            .formatted(sha256, second));
    assertThat(program().print("load", "--reparse"))
        .isEqualTo("1 read again, the same, 1 read again and changed.\n");
    assertThat(database.value("select count(*) from hcpcs.release")).isEqualTo("1");
    database.execute("delete from hcpcs.finding where rule like 'reparse-%'");
    assertThat(program().run("verify").exitCode()).isZero();
    assertThat(database.published()).hasSameSizeAs(one);
    assertThat(program().print("load", "--reparse")).isEqualTo("2 read again, the same.\n");
  }

  @Test
  void goesOnAfterAnArchiveThatIsGone() throws IOException {
    program().print("load", "input");
    String sha256 =
        database.value("select archive_sha256 from hcpcs.release where edition = '2008-01'");
    Files.delete(folder.resolve("home/archive").resolve(sha256));
    TestProgram.Result again = program().run("load", "--reparse");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.out()).isEqualTo("1 read again, the same, 1 failed.\n");
    assertThat(database.value("select outcome from hcpcs_load.run order by run_id desc limit 1"))
        .isEqualTo("failed");
  }

  @Test
  void findsCompanionsThatWereOnlyAcquired() throws IOException {
    program().print("load", codes());
    Path noc = NOC.zip(folder.resolve("january-2008-noc.zip"), DAY);
    program().print("load", "--until", "acquire", codes(), noc.toString());
    Files.delete(noc);
    assertThat(database.value("select count(*) from hcpcs.not_otherwise_classified"))
        .isEqualTo("0");
    program().print("load", "--from", "parse");
    assertThat(database.value("select count(*) from hcpcs.not_otherwise_classified"))
        .isNotEqualTo("0");
  }

  @Test
  void publishesOnlyTheEditionThatWasStaged() throws IOException {
    String zip = codes();
    program().print("load", "--edition", "2008-07", "--until", "acquire", zip);
    program().print("load", "--until", "stage", zip);
    assertThat(program().print("load", "--from", "publish")).isEqualTo("1 loaded.\n");
    assertThat(database.values("select edition from hcpcs.release")).containsExactly("2008-01");
  }

  @Test
  void forgetsARefusedFileWhenALaterOneIsPublished() throws IOException {
    assertThat(program().run("load", "--limit", "codes=5000", codes()).exitCode()).isEqualTo(3);
    program().print("load", reissue(CODES));
    assertThat(database.value("select count(*) from hcpcs_load.staged_release")).isEqualTo("0");
  }

  @Test
  void asksNothingAgainThatWasAccepted() {
    program().print("load", "--limit", "codes=5000", "--accept", "codes", "input");
    assertThat(program().print("load", "--reparse", "--limit", "codes=5000"))
        .isEqualTo("2 read again, the same.\n");
    assertThat(database.value("select count(*) from hcpcs_load.staged_release")).isEqualTo("0");
  }

  @Test
  void tellsOfARefusedCompanion() throws IOException {
    program().print("load", codes());
    JANUARY
        .only("recordlayout")
        .edit(
            "recordlayout",
            layout -> layout.replace("1    230    230    CHAR", "1    231    231    CHAR"))
        .zip(folder.resolve("drop/january-2008-layout.zip"), DAY);
    TestProgram.Result refused =
        program().run("refresh", "--offline", "--input", folder.resolve("drop").toString());
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out()).contains("edition 2008-01 was not published");
  }
}

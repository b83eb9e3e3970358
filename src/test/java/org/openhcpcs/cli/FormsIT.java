package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;

/** The same edition in every form in which CMS has published one. */
class FormsIT {

  private static final LocalDate DAY = LocalDate.of(2008, 3, 12);
  private static final ReleaseFiles APRIL = ReleaseFiles.of(SampleData.april());
  private static final String RECORDS =
      """
      select m.position, m.sequence, c.content_hash
      from hcpcs.release e
      join hcpcs.release_code m using (release_id)
      join hcpcs.code_record c using (record_id)
      where e.edition = '2008-04'
      order by m.position
      """;

  private static List<List<String>> recordsOfTheText = List.of();

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  @BeforeAll
  static void loadTheText() {
    recordsOfTheText = LoadedSample.database().rows(RECORDS);
    assertThat(recordsOfTheText).hasSize(71);
  }

  private void assertLoads(Path path) {
    assertThat(program().print("load", path.toString())).isEqualTo("1 loaded.\n");
    assertThat(database.rows(RECORDS)).isEqualTo(recordsOfTheText);
  }

  private static List<List<String>> table() throws IOException {
    return ReleaseFiles.cells(APRIL.bytes("_ANWEB_SAMPLE.xlsx"));
  }

  @Test
  void loadsAWorkbookAlone() throws IOException {
    assertLoads(APRIL.without("SAMPLE.txt").zip(folder.resolve("april-2008.zip"), DAY));
  }

  @Test
  void loadsAnOldWorkbookAlone() throws IOException {
    assertLoads(
        ReleaseFiles.of("HCPC2008_APR_ANWEB.xls", ReleaseFiles.xls(table()))
            .zip(folder.resolve("april-2008.zip"), DAY));
  }

  @Test
  void loadsCsvAlone() throws IOException {
    assertLoads(
        Files.write(
            folder.resolve("HCPC2008_APR_ANWEB.csv"),
            ReleaseFiles.csv(table().subList(7, table().size()))));
  }

  /** Texts of a size and words of a length that no index holds, in every kind of field. */
  @Test
  void loadsCellsThatAreLongerThanAnything() throws IOException {
    List<List<String>> rows = new ArrayList<>(table().subList(7, table().size()));
    Random random = new Random(1);
    for (int column = 3; column < rows.get(0).size(); column++) {
      List<String> row = new ArrayList<>(rows.get(column + 10));
      row.addAll(Collections.nCopies(rows.get(0).size() - row.size(), ""));
      int size = rows.get(0).get(column).equals("LONG DESCRIPTION") ? 3_000_000 : 20_000;
      row.set(column, junk(size, random));
      rows.set(column + 10, row);
    }
    Path csv = Files.write(folder.resolve("HCPC2008_APR_ANWEB.csv"), ReleaseFiles.csv(rows));
    assertThat(program().print("load", csv.toString())).isEqualTo("1 loaded.\n");
    assertThat(database.value("select count(*) from hcpcs.finding where rule = 'field-too-long'"))
        .isEqualTo("37");
    assertThat(
            database.rows(
                "select max(length(long_description)), max(length(short_description)) from hcpcs.code_record"))
        .containsExactly(List.of("3000000", "20000"));
    assertThat(program().run("verify").exitCode()).isZero();
  }

  /** Words of up to 10,000 letters, which do not compress. */
  private static String junk(int length, Random random) {
    StringBuilder junk = new StringBuilder(length);
    while (junk.length() < length) {
      boolean ends =
          junk.length() > length / 2 ? random.nextInt(7) == 0 : random.nextInt(5000) == 0;
      junk.append(ends && junk.length() < length - 1 ? ' ' : (char) ('a' + random.nextInt(26)));
    }
    return junk.toString();
  }

  @Test
  void loadsAWorkbookWhoseNameTellsNothingFromAFolderThatDoes() throws IOException {
    assertLoads(
        ReleaseFiles.of("anweb (3).xlsx", APRIL.bytes("_ANWEB_SAMPLE.xlsx"))
            .with("trans.xlsx", APRIL.bytes("Transaction"))
            .folder(folder.resolve("2008-04")));
  }

  @Test
  void loadsAFolderOfLooseFiles() throws IOException {
    assertLoads(APRIL.folder(folder.resolve("my downloads")));
    assertThat(
            database.rows("select archive_name, published_on, published_basis from hcpcs.release"))
        .containsExactly(List.of("HCPC2008_APR_ANWEB_SAMPLE.txt", "2008-04-01", "edition"));
  }

  @Test
  void loadsFoldersOfFoldersOldestFirst() throws IOException {
    Path all = folder.resolve("all");
    APRIL.folder(all.resolve("2008-04"));
    SampleWriter.writeZip(SampleData.january(), all.resolve("older/zips"));
    String january = all.resolve("older").toString();
    assertThat(program().run("load", all.resolve("2008-04").toString(), january).err())
        .isEqualTo(
            """
            2008-01  loaded: 57 codes, 11 modifiers, 68 new records, 11 findings, 1 lines rejected; 4 corrections: 4 open  \
            (january-2008-alpha-numeric-hcpcs-file-sample.zip)
            2008-04  loaded: 59 codes, 12 modifiers, 30 new records, 14 findings, 0 lines rejected; 4 corrections: 3 open, 1 merged  \
            (HCPC2008_APR_ANWEB_SAMPLE.txt)
            """);
    assertThat(program().print("load", all.toString()))
        .isEqualTo("Nothing to do: all that was found is loaded.\n");
    assertThat(database.rows(RECORDS)).isEqualTo(recordsOfTheText);
  }

  @Test
  void loadsOneFileAsTwoEditions() throws IOException {
    APRIL.only("_ANWEB_SAMPLE.xlsx").folder(folder.resolve("all/2008-04"));
    APRIL.only("_ANWEB_SAMPLE.xlsx").folder(folder.resolve("all/2008-07"));
    Files.move(
        folder.resolve("all/2008-07/HCPC2008_APR_ANWEB_SAMPLE.xlsx"),
        folder.resolve("all/2008-07/anweb.xlsx"));
    assertThat(program().print("load", folder.resolve("all").toString())).isEqualTo("2 loaded.\n");
    assertThat(database.value("select count(*) from hcpcs_load.stage_run")).isEqualTo("10");
  }

  @Test
  void loadsNoCodesFromCorrectionsThatAreNamedLikeACodeFile() throws IOException {
    Map<String, byte[]> files =
        ReleaseFiles.of("HCPC2008_JUL_ANWEB.xlsx", APRIL.bytes("Corrections")).files();
    Path zip = new ReleaseFiles(files).zip(folder.resolve("july-2008.zip"), DAY);
    assertThat(program().run("load", zip.toString()))
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                "hcpcs: "
                    + zip
                    + ": HCPC2008_JUL_ANWEB.xlsx: it is no code file; of its columns these are missing: PRICE1-4, MULT_PI, CIM1-3, MCM1-3,"
                    + " STATUTE, LABCERT1-8, XREF1-5, ASC_GRP, ASC_DT, OPPS, OPPS_PI, OPPS_DT, PROCNOTE, TOS1-5, ANEST_BU, ADD DT,"
                    + " ACT EFF DT, TERM DT\n"));
    assertThat(database.value("select count(*) from hcpcs.release")).isEqualTo("0");
  }
}

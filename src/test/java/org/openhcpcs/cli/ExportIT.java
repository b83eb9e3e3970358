package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleCase;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.source.CodeLine;

/** Editions that are written back from the database. */
class ExportIT {

  private static final String RECORDS =
      """
      select r.content_hash, m.sequence
      from hcpcs.release e
      join hcpcs.release_code m using (release_id)
      join hcpcs.code_record r using (record_id)
      where e.edition = ?
      order by m.position
      """;

  @AutoClose("giveBack")
  private final TestDatabase database = LoadedSample.database();

  @TempDir private Path folder;

  @BeforeEach
  void loadTheSample() {
    LoadedSample.home(folder.resolve("home"));
  }

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  static List<SampleRelease> editions() {
    return SampleData.editions();
  }

  private String exportText(String edition) throws IOException {
    Path file = folder.resolve("written-" + edition + ".txt");
    program().print("export", "--edition", edition, "--out", file.toString());
    assertThat(program().print("export", "--edition", edition, "--out", "-"))
        .isEqualTo(program().print("export", "--edition", edition));
    return Files.readString(file, ReleaseFiles.WINDOWS_1252);
  }

  @ParameterizedTest
  @MethodSource("editions")
  void writesAnEditionBackLineForLine(SampleRelease release) throws IOException {
    String written = exportText(release.edition().toString());
    assertThat(written.lines().map(String::stripTrailing).toList())
        .isEqualTo(ReleaseFiles.recordLines(ReleaseFiles.of(release).text("_ANWEB_SAMPLE.txt")))
        .anyMatch(line -> line.startsWith(SampleCase.DAMAGED_DATE) && line.contains("20O40101"));
    assertThat(written).endsWith("\r\n").doesNotContain("?#4");
  }

  @Test
  void writesOddLinesAsTheyWere() throws IOException {
    List<String> lines =
        List.of(
            CodeLine.modifier("W1", "Short first line").width(293).text(),
            CodeLine.modifierMore("W1", "and a continuation without need").trimmed().text(),
            CodeLine.procedure("A3101", "First line that begins at two hundred")
                .at(6, "00200")
                .with(Field.ADDED_DATE, "20010101")
                .text(),
            CodeLine.procedure("A3102", "  led in by blanks").with(Field.COVERAGE, "C").text(),
            CodeLine.procedureMore("A3102", "12345 digits behind the code").text(),
            CodeLine.procedureMore("A3102", "numbered by five").at(6, "00205").text(),
            CodeLine.procedure("A3103", "Two  blanks, and a caf\u00e9 \u201cquoted\u201d")
                .with(Field.TERMINATION_DATE, "2001-1-1")
                .text(),
            CodeLine.procedure("A3104", "Text behind the fields").at(300, "X").text(),
            CodeLine.procedure("A3105", "No fields at all").trimmed().text());
    String original = String.join("\r\n", lines) + "\r\n";
    Path file = folder.resolve("HCPC2008_JUL_ANWEB.txt");
    Files.writeString(file, original, ReleaseFiles.WINDOWS_1252);
    program().print("load", "--accept", "codes", "--accept", "vanished", file.toString());
    assertThat(exportText("2008-07").lines().map(String::stripTrailing).toList())
        .isEqualTo(lines.stream().map(String::stripTrailing).toList());
  }

  @Test
  void writesKeptLinesOnceWhenTheContentCameInTwoArchives() throws IOException {
    ReleaseFiles january = ReleaseFiles.of(SampleData.january());
    program().print("load", january.folder(folder.resolve("loose")).toString());
    assertThat(ReleaseFiles.recordLines(exportText("2008-01")))
        .isEqualTo(ReleaseFiles.recordLines(january.text("_ANWEB_SAMPLE.txt")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "csv", "anweb"})
  void givesTheSameRecordsWhenLoadedElsewhereAsAnotherEdition(String format) {
    Path file = folder.resolve("export." + format.replace("anweb", "txt"));
    program().print("export", "--edition", "2008-04", "--format", format, "--out", file.toString());

    TestDatabase elsewhere = TestServer.migrated();
    TestProgram program = TestProgram.with(elsewhere, folder.resolve("elsewhere"));
    program.print("load", file.toString(), "--edition", "2012-07");
    assertThat(elsewhere.rows(RECORDS, "2012-07"))
        .isEqualTo(database.rows(RECORDS, "2008-04"))
        .hasSize(71);
    assertThat(program.run("load", file.toString(), "--edition", "2012-10").err())
        .contains(
            "edition 2012-10: all of its records are those of edition 2012-07; is it the right archive?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "anweb"})
  void writesToItsOutputWhatItWritesToAFile(String format) throws IOException {
    Path file = folder.resolve("export");
    String[] command = {"export", "--edition", "2008-04", "--format", format};
    program()
        .print(
            Stream.concat(Stream.of(command), Stream.of("--out", file.toString()))
                .toArray(String[]::new));
    assertThat(program().print(command))
        .isEqualTo(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  @Test
  void saysThatAnEditionIsNotLoaded() {
    program().print("load", "input");
    assertThat(program().run("export", "--edition", "2012-01"))
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                "hcpcs: 2012-01: this edition is not loaded; hcpcs releases lists those that are\n"));
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    assertThat(program().run("export", "--edition", "2008-04", "--out", out.toString()))
        .isEqualTo(
            new TestProgram.Result(2, "", "hcpcs: --out " + out + ": a folder, not a file\n"));
    Path missing = out.resolve("missing/file.txt");
    assertThat(program().run("export", "--edition", "2008-04", "--out", missing.toString()))
        .isEqualTo(
            new TestProgram.Result(
                1, "", "hcpcs: " + missing + ": cannot be written: its folder does not exist\n"));
    assertThat(out).isEmptyDirectory();
  }
}

package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;

/** Files that are larger than all the memory that Java may use. */
class SmallHeapIT {

  private static final String HEAP = "48m";
  private static final int FILM = 25 << 20;

  @TempDir private Path folder;

  private TestProgram.Result run(TestDatabase database, String... command)
      throws IOException, InterruptedException {
    String[] line = new String[command.length + 2];
    System.arraycopy(command, 0, line, 0, command.length);
    line[command.length] = "--db";
    line[command.length + 1] = database.urlWithLogin();
    return TestProcess.start(folder.resolve("home"), folder, HEAP, line).end();
  }

  @Test
  void loadsAZipThatIsLarger() throws IOException, InterruptedException {
    Path zip = folder.resolve("input").resolve("january-2008-alpha-numeric-hcpcs-file.zip");
    Files.createDirectories(zip.getParent());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, byte[]> file :
          ReleaseFiles.of(SampleData.january().unmarked()).files().entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
      byte[] film = new byte[FILM];
      addStored("film-1.avi", film, out);
      addStored("film-2.avi", film, out);
    }
    TestDatabase database = TestServer.migrated();
    TestProgram.Result result =
        run(database, "refresh", "--offline", "--input", String.valueOf(zip.getParent()));
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(database.values("select edition from hcpcs.release")).containsExactly("2008-01");
    assertThat(
            database.values(
                "select bytes from hcpcs_load.source_file where name like 'film%' order by name"))
        .containsExactly(String.valueOf(FILM), String.valueOf(FILM));
  }

  private static void addStored(String name, byte[] content, ZipOutputStream out)
      throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(content);
  }

  /** A text is read whole. */
  @Test
  void givesUpATextForWhichTheMemoryIsNotEnoughAndLoadsTheOthers()
      throws IOException, InterruptedException {
    Path input = Files.createDirectories(folder.resolve("input"));
    SampleWriter.writeZip(SampleData.april().unmarked(), input);
    Path text = Files.createDirectories(input.resolve("2008-07")).resolve("codes.txt");
    try (RandomAccessFile file = new RandomAccessFile(text.toFile(), "rw")) {
      file.setLength(48 << 20);
    }
    TestDatabase database = TestServer.migrated();
    TestProgram.Result result = run(database, "refresh", "--offline", "--input", input.toString());
    assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
    assertThat(result.lines().stream().filter(line -> line.startsWith("hcpcs: ")))
        .singleElement()
        .asString()
        .matches(
            "hcpcs: "
                + input
                + "\\S*: the memory is not enough, of which Java may use \\d+ MB; give it more, as with JAVA_TOOL_OPTIONS=-Xmx2g");
    assertThat(result.out()).doesNotContain("OutOfMemoryError", "\tat ");
    assertThat(database.values("select edition from hcpcs.release")).containsExactly("2008-04");
    assertThat(database.values("select ended_at is not null, outcome from hcpcs_load.run"))
        .containsExactly("t");
  }
}

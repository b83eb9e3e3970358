package org.openhcpcs.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.cli.JavaProgram;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SyntheticMain;

/** Memory does not grow with the number of editions; {@code src/chaos/editions} measures it. */
class EditionsIT {

  private static final int EDITIONS = 36;
  private static final int CODES = 900;
  private static final int HEAP_MB = 48;

  @TempDir private Path folder;

  @Test
  void loadsEditionsInARowWithoutRoomForAll() throws IOException, InterruptedException {
    Path editions = Files.createDirectories(folder.resolve("editions"));
    SyntheticMain.write(editions, CODES, EDITIONS);
    assertThat(unpacked(editions)).isGreaterThan(HEAP_MB << 20);
    List<String> program = JavaProgram.command(List.of("-Xmx" + HEAP_MB + "m"));
    Battlefield field =
        new Battlefield(null, TestServer.migrated(), folder.resolve("home"), program, editions);
    Victim load = field.start("load", "-q", editions.toString());
    assertThat(load.end()).as(load.output()).isZero();
    assertThat(field.published()).hasSize(EDITIONS);
  }

  /** The size of all members of all zips. */
  private static long unpacked(Path zips) throws IOException {
    long bytes = 0;
    try (var files = Files.newDirectoryStream(zips)) {
      for (Path file : files) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
          bytes += zip.stream().mapToLong(ZipEntry::getSize).sum();
        }
      }
    }
    return bytes;
  }
}

package org.openhcpcs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  private static final int MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  /** Much is brought to the disk before the end. */
  @Test
  void holdsAllThatWasWritten() throws IOException {
    byte[] expected = new byte[40 * MEGABYTE];
    for (int i = 0; i < expected.length; i += 512) {
      expected[i] = (byte) (i / 512 + i / MEGABYTE);
    }
    Path file = folder.resolve("whole");
    WholeFile.write(
        file,
        out -> {
          out.write(expected[0]);
          out.write(expected, 1, MEGABYTE - 1);
          for (int at = MEGABYTE; at < expected.length; at += MEGABYTE) {
            out.write(expected, at, MEGABYTE);
          }
          return file;
        });
    assertThat(Arrays.equals(Files.readAllBytes(file), expected)).isTrue();
  }

  @Test
  void leavesTheOldFileWhereTheNewOneFails() throws IOException {
    Path file = folder.resolve("whole");
    WholeFile.write(file, "old");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[20 * MEGABYTE]);
                      throw new IOException("no room");
                    }))
        .hasMessageContaining("no room");
    assertThat(file).hasContent("old");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }
}

package org.openhcpcs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurableStreamTest {

  private static final int BLOCK = 1 << 16;

  @TempDir private Path folder;

  /** With lengths before, at and behind where the cache ends, and where a portion does. */
  @ParameterizedTest
  @CsvSource({
    "65536, 1",
    "65535, 0",
    "65536, 0",
    "131072, 1000",
    "1114112, 0",
    "1114113, 70000",
    "5000000, 1",
    "5000000, 3000000",
    "0, 0"
  })
  void writesAllPastTheCache(int length, int step) throws IOException {
    byte[] expected = new byte[length];
    new Random(1).nextBytes(expected);
    Path file = folder.resolve("long");
    try (DurableStream out = new DurableStream(file, BLOCK)) {
      for (int at = 0; at < length; ) {
        int part = step == 0 ? length : Math.min(length - at, step);
        if (part == 1) {
          out.write(expected[at]);
        } else {
          out.write(expected, at, part);
        }
        at += part;
      }
      out.finish();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }
}

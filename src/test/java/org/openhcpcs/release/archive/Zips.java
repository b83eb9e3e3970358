package org.openhcpcs.release.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the zips and files that the tests of this package open. */
public final class Zips {

  /** The smallest text that is a code file. */
  public static final String CODES = "A0021001003Ambulance service\r\n";

  public static final LocalDateTime STAMP = LocalDateTime.of(2018, 11, 2, 13, 44, 8);

  private Zips() {}

  /** Members without a moment in UTC, stamped with the local time {@link #STAMP}. */
  public static Path zip(Path path, Map<String, String> members) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> member : members.entrySet()) {
        ZipEntry entry = new ZipEntry(member.getKey());
        entry.setTimeLocal(STAMP);
        zip.putNextEntry(entry);
        zip.write(member.getValue().getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
      }
    }
    return path;
  }

  public static Path text(Path path, String text) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    return Files.writeString(path, text, StandardCharsets.ISO_8859_1);
  }
}

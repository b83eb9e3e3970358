package org.openhcpcs.database.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of the folder {@code migrations}. */
final class MigrationFiles {

  static final Path FOLDER = Path.of("migrations");

  private MigrationFiles() {}

  /** Their names, in order. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The SHA-256 of all of them. */
  static String fingerprint() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String name : names()) {
      digest.update(Files.readAllBytes(FOLDER.resolve(name)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

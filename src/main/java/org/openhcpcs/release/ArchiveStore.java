package org.openhcpcs.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The untouched archives, one file each, named by the SHA-256 of its content. Nothing in it is ever
 * changed or removed, so every edition can be read again.
 */
public final class ArchiveStore {

  private final Path folder;
  private final Map<Path, String> hashes = new HashMap<>();

  public ArchiveStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The SHA-256 of the zip or loose file that holds a published file, in lower-case hexadecimal.
   */
  public String sha256(PublishedFile file) {
    if (!file.isZipped()) {
      return file.sha256();
    }
    return hashes.computeIfAbsent(file.container(), ArchiveStore::hash);
  }

  /**
   * Copies the zip or loose file that holds a published file into the store, unless it is there,
   * and returns its SHA-256.
   *
   * @throws HcpcsException DISK if the copy cannot be written
   */
  public String keep(PublishedFile file) {
    String sha256 = sha256(file);
    Path kept = folder.resolve(sha256);
    if (!Files.exists(kept)) {
      copy(file.container(), kept);
    }
    return sha256;
  }

  /** Whether there is such a folder. */
  public boolean exists() {
    return Files.isDirectory(folder);
  }

  /**
   * The SHA-256 of what lies under a name; empty if nothing does.
   *
   * @throws HcpcsException FILE_UNREADABLE if it cannot be read
   */
  public Optional<String> contentOf(String sha256) {
    Path kept = folder.resolve(sha256);
    return Files.exists(kept) ? Optional.of(hash(kept)) : Optional.empty();
  }

  private void copy(Path from, Path to) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "part", null);
      try {
        Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new HcpcsException(
          ErrorCode.DISK, from + ": cannot be copied to " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String hash(Path path) {
    try {
      return PublishedFile.sha256(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new HcpcsException(
          ErrorCode.FILE_UNREADABLE, path + ": cannot be read: " + e.getMessage(), e);
    }
  }
}

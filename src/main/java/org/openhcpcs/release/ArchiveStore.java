package org.openhcpcs.release;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

  /** How the names of files begin that are being written. */
  private static final String PART = "part";

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

  /** Where the archive of a SHA-256 lies, if it does. */
  public Optional<Path> path(String sha256) {
    return Optional.of(folder.resolve(sha256)).filter(Files::exists);
  }

  /** Whether the zip or loose file that holds a published file is in the store. */
  public boolean holds(PublishedFile file) {
    return path(sha256(file)).isPresent();
  }

  /** Size of the zip or loose file that holds a published file, in bytes. */
  public long bytes(PublishedFile file) {
    try {
      return Files.size(file.container());
    } catch (IOException e) {
      throw new HcpcsException(
          ErrorCode.FILE_UNREADABLE, file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
  public static String sha256(String text) {
    return PublishedFile.sha256(text);
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

  /**
   * Removes what a killed program left half written, and returns how many files that were.
   *
   * @throws HcpcsException DISK if one cannot be removed
   */
  public int removeParts() {
    if (!exists()) {
      return 0;
    }
    int removed = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PART + "*")) {
      for (Path part : parts) {
        Files.delete(part);
        removed++;
      }
      return removed;
    } catch (IOException e) {
      throw new HcpcsException(
          ErrorCode.DISK, folder + ": half-written files cannot be removed: " + e.getMessage(), e);
    }
  }

  private void copy(Path from, Path to) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, PART, null);
      try {
        Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
          channel.force(true); // a name must never outlive its content
        }
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

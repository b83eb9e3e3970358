package org.openhcpcs.release.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.io.file.PathUtils;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The untouched archives, one file each, named by the SHA-256 of its content. Nothing in it is ever
 * changed or removed, so every edition can be read again. Threads may share it.
 */
public final class ArchiveStore {

  /** How the names of files begin that are being written. */
  private static final String PART = "part";

  /** After this time without a write, nobody writes a file any more. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;
  private final Map<Path, String> hashes = new ConcurrentHashMap<>();
  private final Set<String> sound = ConcurrentHashMap.newKeySet();

  public ArchiveStore(Path folder) {
    this.folder = folder;
  }

  /** Where the archives lie. */
  public Path folder() {
    return folder;
  }

  /**
   * The SHA-256 of the zip or loose file that holds a published file, in lower-case hexadecimal, as
   * it was when it was asked for first.
   */
  public String sha256(PublishedFile file) {
    Container container = file.container();
    return hashes.computeIfAbsent(
        container.path(), path -> file.isZipped() ? hash(path, container.shown()) : file.sha256());
  }

  /**
   * Copies the zip or loose file that holds a published file into the store, unless it is there
   * undamaged. The published file is read from there: what is loaded is what is kept, whatever
   * becomes of the original.
   *
   * @return the published file in its copy
   * @throws HcpcsException DISK if the copy cannot be written, FILE_UNREADABLE if the original is
   *     no longer what it was when it was looked at
   */
  PublishedFile keep(PublishedFile file) {
    String sha256 = sha256(file);
    Path kept = folder.resolve(sha256);
    if (!isSound(sha256)) {
      copy(file.container(), kept, sha256);
      sound.add(sha256);
    }
    return file.in(kept);
  }

  /**
   * Files in the store, with their content at hand.
   *
   * @param files by what they were before
   * @param alreadyKept for how many of them the store had the zip or loose file before
   */
  public record KeptFiles(Map<PublishedFile, PublishedFile> files, int alreadyKept) {

    /** A file as it is kept, or as it is if it is not kept. */
    public PublishedFile of(PublishedFile file) {
      return files.getOrDefault(file, file);
    }

    public List<PublishedFile> of(List<PublishedFile> all) {
      return all.stream().map(this::of).toList();
    }
  }

  /**
   * Keeps the zips and loose files that hold files, then reads the files side by side.
   *
   * @throws HcpcsException as {@link #keep} does
   */
  public KeptFiles keepAll(List<PublishedFile> files) {
    int alreadyKept = (int) files.stream().filter(this::holds).count();
    Map<PublishedFile, PublishedFile> kept = new LinkedHashMap<>();
    files.forEach(file -> kept.put(file, keep(file)));
    kept.entrySet().parallelStream().forEach(entry -> entry.setValue(entry.getValue().read()));
    return new KeptFiles(kept, alreadyKept);
  }

  /** A file beside the archives, which goes when it is closed unless it has become one. */
  public record Part(Path file) implements AutoCloseable {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw disk(file + ": cannot be removed", e);
      }
    }
  }

  /**
   * A new empty file, for something to be written that {@link #adopt} takes.
   *
   * @throws HcpcsException DISK if it cannot be made
   */
  public Part newPart() {
    try {
      Files.createDirectories(folder);
      // not a temporary file, which nobody but this user could read when it is an archive
      return new Part(Files.createFile(folder.resolve("part" + UUID.randomUUID() + ".tmp")));
    } catch (IOException e) {
      throw disk(folder + ": cannot be written", e);
    }
  }

  /**
   * Makes what was written into a file of {@link #newPart} an archive, unless it is in the store
   * undamaged, and returns its SHA-256. It is on the disk when this returns.
   *
   * @throws HcpcsException DISK if it cannot be kept
   */
  public String adopt(Part part) {
    String sha256 = hash(part.file());
    try {
      if (isSound(sha256)) {
        return sha256;
      }
      try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      rename(part.file(), folder.resolve(sha256));
      sound.add(sha256);
      return sha256;
    } catch (IOException e) {
      throw disk(part.file() + ": cannot be kept in " + folder, e);
    }
  }

  /**
   * Whether the archive of a SHA-256 is there and undamaged; looks once.
   *
   * @throws HcpcsException FILE_UNREADABLE if it cannot be read
   */
  public boolean isSound(String sha256) {
    if (!sound.contains(sha256) && contentOf(sha256).equals(Optional.of(sha256))) {
      sound.add(sha256);
    }
    return sound.contains(sha256);
  }

  /** Where the archive of a SHA-256 lies, if it does. */
  public Optional<Path> path(String sha256) {
    return Optional.of(folder.resolve(sha256)).filter(Files::exists);
  }

  /**
   * The size in bytes of the archive of a SHA-256; -1 if there is none.
   *
   * @throws HcpcsException FILE_UNREADABLE if the folder cannot be read
   */
  public long size(String sha256) {
    Path kept = folder.resolve(sha256);
    try {
      return Files.exists(kept) ? Files.size(kept) : -1;
    } catch (IOException e) {
      throw StoredBytes.unreadable(kept.toString(), e);
    }
  }

  /** Whether the zip or loose file that holds a published file is in the store. */
  public boolean holds(PublishedFile file) {
    return path(sha256(file)).isPresent();
  }

  /** SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
  public static String sha256(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
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
   * Removes what a killed program left half written and nobody has touched for an hour, and returns
   * how many files that were, or folders, as earlier versions made them. Another program may be
   * writing to the folder, for another database.
   *
   * @throws HcpcsException DISK if one cannot be removed
   */
  public int removeParts() {
    if (!exists()) {
      return 0;
    }
    int removed = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PART + "*")) {
      Instant before = Instant.now().minus(ABANDONED);
      for (Path part : parts) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
          PathUtils.delete(part);
          removed++;
        }
      }
      return removed;
    } catch (IOException e) {
      throw disk(folder + ": half-written files cannot be removed", e);
    }
  }

  private void copy(Container from, Path to, String sha256) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, PART, null);
      try {
        Files.copy(from.path(), part, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
          channel.force(true); // a name must never outlive its content
        }
        if (!hash(part).equals(sha256)) {
          throw ErrorCode.FILE_UNREADABLE.failure(
              "%s: it changed while it was read; run again when it is complete", from.shown());
        }
        rename(part, to);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw disk(from.shown() + ": cannot be copied to " + folder, e);
    }
  }

  /** Gives a file its name for good: without its folder on the disk, a power cut takes it back. */
  private void rename(Path part, Path to) throws IOException {
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String hash(Path path) {
    return hash(path, path.toString());
  }

  private static String hash(Path path, String shown) {
    try (InputStream in = Files.newInputStream(path)) {
      return ContentDigest.of(in, Long.MAX_VALUE).sha256();
    } catch (IOException e) {
      throw StoredBytes.unreadable(shown, e);
    }
  }

  private static HcpcsException disk(String what, IOException e) {
    return ErrorCode.DISK.failure(e, "%s: %s", what, e.getMessage());
  }
}

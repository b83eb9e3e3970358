package org.openhcpcs.feed.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The hidden folder {@code .NAME.part} beside a feed, in which its next content is made. Whoever
 * makes it holds a lock in there, which goes with the process, so what a killed process left is
 * told from what a living one is writing.
 */
record WorkFolder(Path target, Path folder, FileChannel lock) implements Closeable {

  private static final String LOCK = "lock";
  private static final int ATTEMPTS = 100;

  /** The name of the folder beside a feed of some name. */
  static String nameFor(String feed) {
    return "." + feed + ".part";
  }

  /**
   * Takes the folder, and clears away what a killed process left there.
   *
   * @param target the feed's folder, absolute, with a parent
   * @throws HcpcsException LOCK_HELD if another process is writing the feed
   */
  static WorkFolder take(Path target) throws IOException {
    Path folder = target.resolveSibling(nameFor(String.valueOf(target.getFileName())));
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      FileChannel lock = lock(folder, target);
      if (lock != null) {
        WorkFolder work = new WorkFolder(target, folder, lock);
        try {
          work.recover();
        } catch (IOException | RuntimeException e) {
          lock.close();
          throw e;
        }
        return work;
      }
    }
    throw new IOException(folder + " comes and goes");
  }

  /** Null if the process that had it has just removed it. */
  private static @Nullable FileChannel lock(Path folder, Path target) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(LOCK);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
    boolean isLocked = false;
    try {
      isLocked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      isLocked = false; // this process has it
    } finally {
      if (!isLocked) {
        channel.close();
      }
    }
    if (!isLocked) {
      throw ErrorCode.LOCK_HELD.failure(
          "%s: another run is writing this feed; try again when it is done", target);
    }
    if (Files.exists(file)) {
      return channel;
    }
    channel.close();
    return null;
  }

  /** A feed that was on its way out while nothing had come in its place stays. */
  private void recover() throws IOException {
    if (Files.exists(before()) && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(before(), target, StandardCopyOption.ATOMIC_MOVE);
    }
    clear();
  }

  /** Where the new content is made. */
  Path content() {
    return folder.resolve("content");
  }

  private Path parent() {
    return folder.resolveSibling("");
  }

  private Path before() {
    return folder.resolve("before");
  }

  /** The new content takes the place of what is there, as a whole. */
  void swap() throws IOException {
    boolean isReplaced = Files.exists(target);
    if (isReplaced) {
      Files.setPosixFilePermissions(content(), Files.getPosixFilePermissions(target));
      Files.move(target, before(), StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(content(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (isReplaced) {
        Files.move(before(), target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    sync(parent());
  }

  /** What is there goes, as a whole, and nothing comes in its place. */
  void remove() throws IOException {
    if (Files.exists(target)) {
      Files.move(target, folder.resolve("removed"), StandardCopyOption.ATOMIC_MOVE);
      sync(parent());
    }
  }

  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> bottomUp = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : bottomUp) {
        if (!path.equals(folder) && !path.equals(folder.resolve(LOCK))) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public void close() {
    try (lock) {
      recover();
      Files.delete(folder.resolve(LOCK));
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // the next process has taken it
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(
          e, "%s: cannot be removed: %s; remove it", folder, e.getMessage());
    }
  }
}

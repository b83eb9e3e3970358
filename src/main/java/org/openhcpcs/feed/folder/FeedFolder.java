package org.openhcpcs.feed.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.function.IOFunction;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The folder of a feed that is being written: beside its target under another name, until it is
 * complete. Then it takes the target's place as a whole, with the manifest that was written last.
 * If anything fails before, the target stays what it was and nothing else stays.
 */
public final class FeedFolder implements Closeable {

  private final Path target;
  private final WorkFolder work;
  private final List<Manifest.ManifestFile> files = new ArrayList<>();
  private final List<FeedFile> open = new ArrayList<>();

  private FeedFolder(Path target, WorkFolder work) {
    this.target = target;
    this.work = work;
  }

  /**
   * Writes a feed.
   *
   * @param named the folder that it will be; an existing feed there is replaced
   * @param content fills the folder, and says what is in it
   * @return what it says of itself
   * @throws HcpcsException FEED_REFUSED if there is something else, LOCK_HELD if another process
   *     writes there, DISK if it cannot be written
   */
  public static Manifest write(Path named, IOFunction<FeedFolder, Manifest> content) {
    try (FeedFolder folder = create(named)) {
      return folder.publish(content.apply(folder));
    } catch (IOException e) {
      throw unwritable(named, e);
    }
  }

  /** Begins a feed, as {@link #write} does. */
  public static FeedFolder create(Path named) {
    Path target = target(named);
    try {
      WorkFolder work = WorkFolder.take(target);
      try {
        Files.createDirectory(work.content());
      } catch (IOException e) {
        work.close();
        throw e;
      }
      return new FeedFolder(target, work);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /**
   * Removes a feed, and what a killed process left beside it. Nothing happens if there is none.
   *
   * @param named its folder
   * @throws HcpcsException FEED_REFUSED if there is something else, LOCK_HELD if another process
   *     writes there, DISK if it cannot be removed
   */
  public static void remove(Path named) {
    Path target = target(named);
    try (WorkFolder work = WorkFolder.take(target)) {
      work.remove();
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(
          e, "%s: the feed cannot be removed: %s; check the rights", target, e.getMessage());
    }
  }

  /** The folder itself, where a link leads to it. */
  private static Path target(Path named) {
    Path target = named.toAbsolutePath().normalize();
    try {
      if (Files.isDirectory(target)) {
        target = target.toRealPath();
      }
      refuseRoots(named, target);
      refuseOthers(named, target);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
    return target;
  }

  /** A feed takes its place by a new name, which not every folder can get. */
  private static void refuseRoots(Path named, Path target) throws IOException {
    Path parent = target.getParent();
    if (parent == null
        || (Files.isDirectory(target)
            && !Files.getFileStore(target).equals(Files.getFileStore(parent)))) {
      throw ErrorCode.USAGE.failure(
          "%s: the root of a file system; name a folder in it for the feed", named);
    }
    if (Path.of("").toRealPath().startsWith(target)) {
      throw ErrorCode.USAGE.failure(
          "%s: you are in this folder, which a feed would replace; name another", named);
    }
  }

  /** What is neither empty nor a feed belongs to somebody. */
  private static void refuseOthers(Path named, Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw refused(named, "a file, not a folder; name another");
      }
      return;
    }
    try (Stream<Path> children = Files.list(target)) {
      if (children.findAny().isEmpty()) {
        return;
      }
    }
    if (!Files.exists(target.resolve(Manifest.FILE))) {
      throw refused(named, "is not empty and holds no feed; remove it, or name another folder");
    }
    Manifest manifest;
    try {
      manifest = ManifestJson.read(target);
    } catch (HcpcsException e) {
      throw refused(
          named,
          "is not empty, and its %s is none that this program can read; remove it, or name another folder"
              .formatted(Manifest.FILE));
    }
    Optional<Path> stranger = FeedVerification.stranger(target, manifest);
    if (stranger.isPresent()) {
      throw refused(
          stranger.get(),
          "is no file of the feed that is there; remove it, or name another folder");
    }
  }

  private static HcpcsException refused(Path path, String what) {
    return ErrorCode.FEED_REFUSED.failure("%s: %s", path, what);
  }

  /** A failure to write a feed. */
  private static HcpcsException unwritable(Path target, IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    return ErrorCode.DISK.failure(
        e,
        "%s: the feed cannot be written: %s%s; check the rights and the free space, and write it again",
        target,
        kind(e),
        reason);
  }

  /** Some exceptions of Java say nothing but the path. */
  private static String kind(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission: ";
    }
    return e instanceof NoSuchFileException ? "no such folder: " : "";
  }

  /**
   * Begins a file.
   *
   * @param name its name in the feed, without a folder
   * @param format the form that it belongs to
   */
  public FeedFile file(String name, String format) throws IOException {
    FeedFile file = new FeedFile(this, name, format, work.content().resolve(name));
    open.add(file);
    return file;
  }

  void completed(Manifest.ManifestFile file) {
    files.add(file);
  }

  /** The files that are complete, in the order of their names. */
  public List<Manifest.ManifestFile> files() {
    return files.stream().sorted(Comparator.comparing(Manifest.ManifestFile::name)).toList();
  }

  /**
   * The feed is complete: from now on the target has it, in the place of the one before. If that
   * was the very same, it stays.
   */
  Manifest publish(Manifest manifest) {
    try {
      if (isThere(manifest)) {
        return manifest;
      }
      Path content = work.content();
      for (Manifest.ManifestFile file : manifest.files()) {
        WorkFolder.sync(content.resolve(file.name()));
      }
      Files.write(content.resolve(Manifest.FILE), manifest.bytes());
      WorkFolder.sync(content.resolve(Manifest.FILE));
      WorkFolder.sync(content);
      work.swap();
      return manifest;
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private boolean isThere(Manifest manifest) throws IOException {
    Path file = target.resolve(Manifest.FILE);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), manifest.bytes())) {
      return false;
    }
    try {
      FeedVerification.verify(target);
      return true;
    } catch (HcpcsException e) {
      return false;
    }
  }

  @Override
  public void close() {
    for (FeedFile file : open) {
      try {
        file.close();
      } catch (IOException ignored) {
        // the file goes, whatever it holds
      }
    }
    work.close();
  }
}

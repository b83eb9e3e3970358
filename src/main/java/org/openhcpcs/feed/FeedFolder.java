package org.openhcpcs.feed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The folder of a feed that is being written: beside its target under another name, until it is
 * complete. Then the files move to the target, and the manifest last. If anything fails before, the
 * target stays what it was and nothing else stays.
 */
public final class FeedFolder implements Closeable {

  private final Path target;
  private final Path part;
  private final List<Manifest.File> files = new ArrayList<>();
  private final List<FeedFile> open = new ArrayList<>();

  private FeedFolder(Path target, Path part) {
    this.target = target;
    this.part = part;
  }

  /**
   * Begins a feed.
   *
   * @param named the folder that it will be; an existing feed there is replaced
   * @throws HcpcsException FEED_REFUSED if there is something else, DISK if it cannot be written
   */
  public static FeedFolder create(Path named) {
    Path target = named.toAbsolutePath().normalize();
    refuseOthers(named, target);
    try {
      Path parent = target.getParent();
      if (parent == null) {
        throw new HcpcsException(ErrorCode.USAGE, named + ": name a folder for the feed");
      }
      Files.createDirectories(parent);
      return new FeedFolder(
          target, Files.createTempDirectory(parent, "." + target.getFileName() + ".part-"));
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** What is neither empty nor a feed belongs to somebody. */
  private static void refuseOthers(Path named, Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(target)) {
      throw new HcpcsException(
          ErrorCode.FEED_REFUSED, named + ": a file, not a folder; name another");
    }
    if (!Files.isDirectory(target) || Files.exists(target.resolve(Manifest.FILE))) {
      return;
    }
    try (Stream<Path> children = Files.list(target)) {
      if (children.findAny().isPresent()) {
        throw new HcpcsException(
            ErrorCode.FEED_REFUSED,
            named + ": is not empty and holds no feed; remove it, or name another folder");
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** A failure to write a feed. */
  static HcpcsException unwritable(Path target, IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    return new HcpcsException(
        ErrorCode.DISK,
        target
            + ": the feed cannot be written: "
            + (e instanceof java.nio.file.AccessDeniedException ? "no permission: " : "")
            + reason
            + "; check the rights and the free space, and write it again",
        e);
  }

  /** The folder that it will be. */
  public Path target() {
    return target;
  }

  /**
   * Begins a file.
   *
   * @param name its name in the feed, without a folder
   * @param format the form that it belongs to
   */
  public FeedFile file(String name, String format) throws IOException {
    FeedFile file = new FeedFile(this, name, format, part.resolve(name));
    open.add(file);
    return file;
  }

  void completed(Manifest.File file) {
    files.add(file);
  }

  /** The files that are complete, in the order of their names. */
  public List<Manifest.File> files() {
    return files.stream().sorted(Comparator.comparing(Manifest.File::name)).toList();
  }

  /** The feed is complete: from now on the target has it, in the place of the one before. */
  public void publish(Manifest manifest) {
    try {
      Files.write(part.resolve(Manifest.FILE), manifest.bytes());
      Set<String> names = new HashSet<>();
      for (Manifest.File file : manifest.files()) {
        names.add(file.name());
        sync(part.resolve(file.name()));
      }
      sync(part.resolve(Manifest.FILE));
      if (!Files.exists(target)) {
        Files.createDirectory(target);
      }
      Set<String> before = filesOf(target);
      Files.deleteIfExists(target.resolve(Manifest.FILE));
      removeOthers(before, names);
      for (String name : names) {
        Files.move(part.resolve(name), target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
      sync(target);
      Files.move(
          part.resolve(Manifest.FILE),
          target.resolve(Manifest.FILE),
          StandardCopyOption.ATOMIC_MOVE);
      sync(target);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** The files of the feed that is there; none if it is damaged or newer. */
  private static Set<String> filesOf(Path target) {
    if (!Files.exists(target.resolve(Manifest.FILE))) {
      return Set.of();
    }
    try {
      return ManifestJson.read(target).files().stream()
          .map(Manifest.File::name)
          .collect(Collectors.toSet());
    } catch (HcpcsException e) {
      return Set.of();
    }
  }

  /** Files of the feed before that this one does not have. */
  private void removeOthers(Set<String> before, Set<String> names) throws IOException {
    for (String name : before) {
      if (!names.contains(name)) {
        Files.deleteIfExists(target.resolve(name));
      }
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    try {
      for (FeedFile file : open) {
        try {
          file.close();
        } catch (IOException ignored) {
          // the file goes, whatever it holds
        }
      }
      if (Files.exists(part)) {
        try (Stream<Path> children = Files.list(part)) {
          for (Path child : children.toList()) {
            Files.delete(child);
          }
        }
        Files.delete(part);
      }
    } catch (IOException e) {
      throw new HcpcsException(
          ErrorCode.DISK, part + ": cannot be removed: " + e.getMessage() + "; remove it", e);
    }
  }
}

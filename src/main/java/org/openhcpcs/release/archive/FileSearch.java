package org.openhcpcs.release.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Memory;

/**
 * Walks path operands and collects what lies there: ordinary files only, and each once, however
 * many links lead to it, so that links in a circle come to an end.
 */
public final class FileSearch {

  private final List<Archive> zips = new ArrayList<>();
  private final List<Archive> loose = new ArrayList<>();
  private final List<Unusable> unusable = new ArrayList<>();
  private final List<String> leftAlone = new ArrayList<>();
  private final Map<Path, String> seen = new HashMap<>();

  /**
   * Looks behind operands; of a file that was named under two names, either may tell its edition.
   */
  public static FileSearch behind(List<Path> operands) {
    FileSearch search = new FileSearch();
    operands.forEach(search::add);
    return search;
  }

  /** Takes an operand. */
  public void add(Path operand) {
    Path path = absolute(operand);
    orElse(path, () -> collect(path));
  }

  /** Passes over a file that somebody else looks at. */
  public void leaveOut(Path file) {
    orElse(file, () -> realPath(file).ifPresent(real -> seen.put(real, file.toString())));
  }

  /** An operand as it is told of. */
  public static Path absolute(Path operand) {
    return operand.toAbsolutePath().normalize();
  }

  /** Takes a zip or loose file under the name that is given. */
  public void add(Container file) {
    orElse(file, () -> collect(file));
  }

  /** Takes loose files that belong together. */
  public void add(Container folder, List<Container> files) {
    orElse(folder, () -> loose.add(Archive.ofFiles(folder, files)));
  }

  /** The zips, in the order in which they were found. */
  public List<Archive> zips() {
    return zips;
  }

  /** The loose files, those of each folder together. */
  public List<Archive> loose() {
    return loose;
  }

  /** What cannot be used. */
  public List<Unusable> unusable() {
    return unusable;
  }

  /** A line for each file that is none, or that was met before. */
  public List<String> leftAlone() {
    return leftAlone;
  }

  private void collect(Path path) {
    if (Files.isDirectory(path)) {
      collectFolder(path);
      return;
    }
    if (!Files.exists(path)) {
      throw ErrorCode.PATH_NOT_FOUND.failure(
          "%s: no such file or folder; give a release zip, a folder or a code file", path);
    }
    collect(Container.of(path));
  }

  private void collect(Container file) {
    Optional<String> before =
        realPath(file.path()).map(real -> seen.putIfAbsent(real, file.shown()));
    if (before.filter(file.shown()::equals).isPresent()) {
      return;
    }
    if (Container.isZip(file.name())) {
      zips.add(Archive.ofZip(file));
    } else {
      loose.add(Archive.ofFiles(file, List.of(file)));
    }
  }

  private void collectFolder(Path folder) {
    if (!isNew(folder)) {
      return;
    }
    List<PublishedFile> files = new ArrayList<>();
    for (Path child : children(folder)) {
      orElse(
          child,
          () -> {
            if (Files.isDirectory(child)) {
              collectFolder(child);
            } else if (isNew(child)) {
              Container file = Container.of(child);
              if (Container.isZip(file.name())) {
                zips.add(Archive.ofZip(file));
              } else {
                files.add(Archive.looseFile(file));
              }
            }
          });
    }
    if (!files.isEmpty()) {
      loose.add(new Archive(Container.of(folder), false, files));
    }
  }

  /** Whether something in a folder is to be looked at; says why if it is not. */
  private boolean isNew(Path path) {
    Optional<Path> real = realPath(path);
    if (real.isEmpty() || !(Files.isDirectory(path) || Files.isRegularFile(path))) {
      leftAlone.add(path + ": left alone, it is no ordinary file");
      return false;
    }
    String before = seen.putIfAbsent(real.get(), path.toString());
    if (before != null && !before.equals(path.toString())) {
      leftAlone.add(path + ": left alone, it is the same as " + before);
    }
    return before == null;
  }

  /**
   * Where a path leads in the end; empty if it goes round in a circle.
   *
   * @throws HcpcsException PATH_NOT_FOUND if it leads nowhere
   */
  private static Optional<Path> realPath(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (NoSuchFileException e) {
      throw ErrorCode.PATH_NOT_FOUND.failure(e, "%s: a link to a file that is not there", path);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void orElse(Path path, Runnable step) {
    orElse(Container.of(path), step);
  }

  private void orElse(Container container, Runnable step) {
    try {
      Memory.enough(
          container.shown(),
          () -> {
            step.run();
            return container;
          });
    } catch (HcpcsException e) {
      unusable.add(new Unusable(container, e));
    }
  }

  /** What lies in a folder and is not hidden, by name. */
  public static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          e, "%s: cannot be listed: %s", folder, e.getMessage());
    }
  }
}

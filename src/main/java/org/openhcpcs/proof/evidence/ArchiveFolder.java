package org.openhcpcs.proof.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.release.archive.ArchiveStore;

/**
 * A folder of archives, found by their SHA-256: the program's own, where that is their name, or one
 * in which somebody put what CMS posted, in folders or not. No name is trusted.
 */
public final class ArchiveFolder {

  private static final int DEPTH = 4;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final ArchiveStore store;
  private final Map<String, Path> sound = new LinkedHashMap<>();
  private @Nullable Map<String, Path> others;

  /** A folder, which need not exist. */
  public ArchiveFolder(Path folder) {
    this.folder = folder;
    this.store = new ArchiveStore(folder);
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /** Where the archive of a SHA-256 lies; empty if no file has that content. */
  public synchronized Optional<Path> find(String sha256) {
    if (!SHA256.matcher(sha256).matches()) {
      return Optional.empty();
    }
    Path known = sound.get(sha256);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Path> named =
        store
            .path(sha256)
            .filter(Files::isRegularFile)
            .filter(path -> store.contentOf(sha256).equals(Optional.of(sha256)));
    Optional<Path> found = named.isPresent() ? named : Optional.ofNullable(others().get(sha256));
    found.ifPresent(path -> sound.put(sha256, path));
    return found;
  }

  /** The SHA-256 of what lies under the name of an archive, if something else does. */
  public Optional<String> otherContent(String sha256) {
    return SHA256.matcher(sha256).matches() && Files.isRegularFile(folder.resolve(sha256))
        ? store.contentOf(sha256).filter(content -> !content.equals(sha256))
        : Optional.empty();
  }

  /** Every file with its SHA-256, those by the name of theirs unread. */
  public synchronized Map<String, Path> all() {
    Map<String, Path> all = new LinkedHashMap<>();
    files().stream()
        .filter(ArchiveFolder::isNamedByContent)
        .forEach(file -> all.put(String.valueOf(file.getFileName()), file));
    others().forEach(all::putIfAbsent);
    return all;
  }

  /** What does not have its SHA-256 for a name. */
  private Map<String, Path> others() {
    Map<String, Path> known = others;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Path file : files()) {
        if (!isNamedByContent(file)) {
          String name = String.valueOf(file.getFileName());
          Path in = Objects.requireNonNull(file.toAbsolutePath().getParent());
          known.putIfAbsent(new ArchiveStore(in).contentOf(name).orElse(""), file);
        }
      }
      others = known;
    }
    return known;
  }

  private static boolean isNamedByContent(Path file) {
    return SHA256.matcher(String.valueOf(file.getFileName())).matches();
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).matches("\\..*|part.*\\.tmp"))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          e, "%s: cannot be listed: %s", folder, e.getMessage());
    }
  }
}

package org.openhcpcs.feed.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.archive.ContentDigest;

/** Checks that a feed is whole: every file that its manifest names, unchanged, and no other. */
public final class FeedVerification {

  private FeedVerification() {}

  /**
   * Checks a feed.
   *
   * @return what it says of itself
   * @throws HcpcsException FEED_REFUSED with the file and what is wrong with it
   */
  public static Manifest verify(Path folder) {
    Manifest manifest = ManifestJson.read(folder);
    for (Manifest.ManifestFile file : manifest.files()) {
      verify(folder.resolve(file.name()), file);
    }
    refuseOthers(folder, manifest);
    return manifest;
  }

  private static void verify(Path path, Manifest.ManifestFile file) {
    try {
      if (!Files.isRegularFile(path)) {
        throw refused(path, "missing, although the manifest names it");
      }
      long bytes = Files.size(path);
      if (bytes != file.bytes()) {
        throw refused(path, "has " + bytes + " bytes, and the manifest says " + file.bytes());
      }
      if (!sha256(path).equals(file.sha256())) {
        throw refused(path, "its content is not what the manifest says (SHA-256)");
      }
    } catch (IOException e) {
      throw ErrorCode.FEED_REFUSED.failure(e, "%s: cannot be read: %s; check the rights", path, e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ContentDigest.of(in, Long.MAX_VALUE).sha256();
    }
  }

  private static void refuseOthers(Path folder, Manifest manifest) {
    try {
      Optional<Path> stranger = stranger(folder, manifest);
      if (stranger.isPresent()) {
        throw refused(stranger.get(), "the manifest does not name it");
      }
    } catch (IOException e) {
      throw ErrorCode.FEED_REFUSED.failure(
          e, "%s: cannot be read: %s; check the rights", folder, e);
    }
  }

  /** The first file of a folder that its manifest does not name; empty if there is none. */
  static Optional<Path> stranger(Path folder, Manifest manifest) throws IOException {
    Set<String> names = new HashSet<>(Set.of(Manifest.FILE));
    manifest.files().forEach(file -> names.add(file.name()));
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .sorted()
          .filter(child -> !names.contains(String.valueOf(child.getFileName())))
          .findFirst();
    }
  }

  private static HcpcsException refused(Path path, String what) {
    return ErrorCode.FEED_REFUSED.failure("%s: %s; fetch or write the feed again", path, what);
  }
}

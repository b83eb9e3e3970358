package org.openhcpcs.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** Checks that a feed is whole: every file that its manifest names, unchanged, and no other. */
public final class Verification {

  private Verification() {}

  /**
   * Checks a feed.
   *
   * @return what it says of itself
   * @throws HcpcsException FEED_REFUSED with the file and what is wrong with it
   */
  public static Manifest verify(Path folder) {
    Manifest manifest = ManifestJson.read(folder);
    for (Manifest.File file : manifest.files()) {
      verify(folder.resolve(file.name()), file);
    }
    refuseOthers(folder, manifest);
    return manifest;
  }

  private static void verify(Path path, Manifest.File file) {
    try {
      if (!Files.isRegularFile(path)) {
        throw refused(path, "missing, although the manifest names it");
      }
      long bytes = Files.size(path);
      if (bytes != file.bytes()) {
        throw refused(path, "has " + bytes + " bytes, and the manifest says " + file.bytes());
      }
      if (!Sha256.of(path).equals(file.sha256())) {
        throw refused(path, "its content is not what the manifest says (SHA-256)");
      }
    } catch (IOException e) {
      throw new HcpcsException(
          ErrorCode.FEED_REFUSED, path + ": cannot be read: " + e + "; check the rights", e);
    }
  }

  private static void refuseOthers(Path folder, Manifest manifest) {
    Set<String> names =
        manifest.files().stream().map(Manifest.File::name).collect(Collectors.toSet());
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        String name = String.valueOf(child.getFileName());
        if (!names.contains(name) && !name.equals(Manifest.FILE)) {
          throw refused(child, "the manifest does not name it");
        }
      }
    } catch (IOException e) {
      throw new HcpcsException(
          ErrorCode.FEED_REFUSED, folder + ": cannot be read: " + e + "; check the rights", e);
    }
  }

  private static HcpcsException refused(Path path, String what) {
    return new HcpcsException(
        ErrorCode.FEED_REFUSED, path + ": " + what + "; fetch or write the feed again");
  }
}

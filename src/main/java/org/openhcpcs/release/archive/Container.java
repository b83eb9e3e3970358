package org.openhcpcs.release.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.openhcpcs.code.Edition;

/**
 * A zip, a loose file or a folder of those, by what it is called and not by where its bytes lie:
 * names tell editions, revisions and roles, and what came from elsewhere is told by its address.
 *
 * @param name the zip's, file's or folder's own name
 * @param shown how messages name it: its path, or the URL that it came from
 * @param path where it lies
 * @param edition the edition of what is in it, as the folder's name or whoever brought it tells
 */
public record Container(String name, String shown, Path path, Optional<Edition> edition) {

  /** What lies on a path, in a folder that may be named like an edition. */
  public static Container of(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path folder = Files.isDirectory(path) ? absolute : absolute.getParent();
    return new Container(
        nameOf(path),
        path.toString(),
        path,
        Optional.ofNullable(folder).map(Container::nameOf).flatMap(Edition::parse));
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** Whether a file looks like a zip by its name; what it really is shows when it is opened. */
  public static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /** A message about it; of what came from elsewhere it tells where that is and where it lies. */
  public String told(String message) {
    return shown.equals(path.toString())
        ? message
        : (message.contains(shown) ? message : shown + ": " + message) + "; it is kept as " + path;
  }
}

package org.openhcpcs.database.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.io.function.IOSupplier;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.OneLine;

/**
 * Where the embedded server has its programs, data and passwords: in the home folder, or where the
 * account that runs it does not get in there, at the end of a link that stands in its place.
 */
final class ServerFolder {

  private static final String NAME = "postgres";

  private static final Path ELSEWHERE = Path.of("/var/lib/openhcpcs");

  /**
   * What a shell would act on between the quotation marks that pg_ctl and initdb put round a path.
   */
  private static final Pattern UNSPEAKABLE = Pattern.compile("[\\p{Cntrl}\"`$\\\\]");

  /** Others may pass through, and see what they are shown. */
  private static final Set<PosixFilePermission> PASSAGE =
      PosixFilePermissions.fromString("rwx--x--x");

  private ServerFolder() {}

  /**
   * The folder, which may be missing.
   *
   * @throws HcpcsException USAGE if the home folder's name is one that a shell would read something
   *     into
   */
  static Path of(Path home) {
    if (UNSPEAKABLE.matcher(home.toString()).find()) {
      throw ErrorCode.USAGE.failure(
          "%s: the embedded server does not run in a folder with a quotation mark, backtick, dollar sign, backslash or "
              + "line break in its path; name another with --home or HCPCS_HOME, or a server with --db",
          OneLine.of(home.toString()));
    }
    Path link = home.resolve(NAME);
    try {
      return Files.isSymbolicLink(link) ? link.resolveSibling(Files.readSymbolicLink(link)) : link;
    } catch (IOException e) {
      throw failed(link + ": the link to the embedded server's folder cannot be read: " + e, e);
    }
  }

  /** Makes it, and returns where it is. */
  static Path create(Path home, ServerAccount account) {
    Path link = home.resolve(NAME);
    if (Files.isSymbolicLink(link)) {
      throw failed(
          "%s: the embedded server's folder is gone with the data; put it back, or delete the link %s and load the releases again"
              .formatted(of(home), link),
          null);
    }
    try {
      Files.createDirectories(home);
      if (account.reaches(home)) {
        Files.createDirectory(link);
        Files.setPosixFilePermissions(link, PASSAGE);
      } else {
        createElsewhere(link);
      }
    } catch (IOException e) {
      if (!Files.isDirectory(link)) { // else another command made it a moment ago
        throw failed(link + ": the embedded server's folder cannot be created: " + e, e);
      }
    }
    return of(home);
  }

  private static void createElsewhere(Path link) throws IOException {
    if (!Files.exists(ELSEWHERE)) {
      Files.createDirectories(ELSEWHERE);
      Files.setPosixFilePermissions(ELSEWHERE, PASSAGE);
    }
    Path target = Files.createTempDirectory(ELSEWHERE, NAME + "-");
    try {
      Files.setPosixFilePermissions(target, PASSAGE);
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      Files.delete(target);
      throw e;
    }
  }

  /** Does something in the folder; {@code what} is said where it fails. */
  static <T> T inside(Path folder, String what, IOSupplier<T> work) {
    try {
      return work.get();
    } catch (IOException e) {
      throw failed(folder, what, e);
    }
  }

  static void delete(Path folder, Path file) {
    inside(folder, "cannot be deleted: " + file, () -> Files.deleteIfExists(file));
  }

  static HcpcsException failed(Path folder, String what, @Nullable IOException cause) {
    return failed(
        "%s: the embedded server's folder %s%s"
            .formatted(folder, what, cause == null ? "" : " (" + cause + ")"),
        cause);
  }

  private static HcpcsException failed(String message, @Nullable IOException cause) {
    return new HcpcsException(ErrorCode.DATABASE_UNREACHABLE, message, cause);
  }
}

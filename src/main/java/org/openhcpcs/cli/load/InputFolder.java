package org.openhcpcs.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.check.gate.GateLimits;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.history.Identity;
import org.openhcpcs.source.site.GateLimitsReader;
import org.openhcpcs.source.site.MeaningsReader;

/** What the input folder holds besides releases. */
final class InputFolder {

  private InputFolder() {}

  /**
   * The list of decisions on the meaning of codes, if there is one.
   *
   * @param folder the drop folder
   * @param project the folder that comes with the program, whose list holds where that one has none
   */
  static Optional<Set<Identity.Reviewed>> reviewedMeanings(
      Optional<Path> folder, Optional<Path> project) {
    return file(folder, "meanings.csv")
        .or(() -> file(project, "meanings.csv"))
        .map(file -> MeaningsReader.read(file.toString(), bytes(file)));
  }

  /** The default limits of the gates, changed by the file in the folder, if there is one. */
  static GateLimits gateLimits(Optional<Path> folder) {
    GateLimits all = GateLimits.DEFAULT;
    Optional<Path> file = file(folder, "gates.csv");
    if (file.isPresent()) {
      for (GateLimitsReader.LimitLine entry :
          GateLimitsReader.read(file.get().toString(), bytes(file.get()))) {
        all = all.with(entry.where(), entry.gate(), entry.limit());
      }
    }
    return all;
  }

  private static Optional<Path> file(Optional<Path> folder, String name) {
    return folder.map(each -> each.resolve(name)).filter(Files::exists);
  }

  private static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw ErrorCode.FILE_UNREADABLE.failure("%s: cannot be read: it is no ordinary file", file);
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw ErrorCode.FILE_UNREADABLE.failure(e, "%s: cannot be read: %s", file, e.getMessage());
    }
  }
}

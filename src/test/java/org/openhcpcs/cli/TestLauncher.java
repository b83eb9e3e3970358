package org.openhcpcs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The launcher beside the program as this build has it, with nothing to build anew. */
final class TestLauncher {

  private TestLauncher() {}

  /** Puts it into a folder, and returns where it is. */
  static Path install(Path folder) throws IOException {
    Path app = Files.createDirectories(folder.resolve("target/app"));
    for (String name : List.of("hcpcs.jar", "lib", "postgres")) {
      Files.createSymbolicLink(app.resolve(name), Path.of("target/app", name).toAbsolutePath());
    }
    Files.createSymbolicLink(app.resolve("hcpcs.jsa"), JavaProgram.sharedClasses());
    return Files.copy(Path.of("hcpcs"), folder.resolve("hcpcs"));
  }
}

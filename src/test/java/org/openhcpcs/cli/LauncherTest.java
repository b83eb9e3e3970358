package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the launcher builds the program. */
class LauncherTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "ldd (Debian GLIBC 2.36) 2.36 | x86_64 | none",
        "musl libc (x86_64)           | x86_64 | -Dpostgres.platform=linux-amd64-alpine",
        "musl libc (aarch64)          | aarch64 | none"
      })
  void asksForThePostgresqlThatFitsTheCLibrary(String said, String machine, String option)
      throws IOException, InterruptedException {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    script(programs.resolve("ldd"), "echo '" + said + "' >&2; exit 1"); // musl's fails
    script(programs.resolve("uname"), "echo " + machine);
    script(programs.resolve("mvn"), "echo \"$@\"; exit 1");
    Path launcher = Files.copy(Path.of("hcpcs"), folder.resolve("hcpcs"));
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "--version");
    Map<String, String> environment = builder.environment();
    environment.put("PATH", programs + ":" + environment.get("PATH"));
    Process process = builder.redirectErrorStream(true).start();
    assertThat(process.inputReader().lines())
        .contains("-q -B " + (option == null ? "" : option + " ") + "-DskipTests package");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

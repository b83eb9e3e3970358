package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher makes of its environment before Java begins; here a script is its Java. */
class LauncherTest {

  @TempDir private Path folder;
  private Path launcher = Path.of("hcpcs");

  @BeforeEach
  void install() throws IOException {
    Path app = Files.createDirectories(folder.resolve("target/app"));
    Files.createFile(app.resolve("hcpcs.jar"));
    Files.createFile(app.resolve("hcpcs.jsa"));
    launcher = Files.copy(Path.of("hcpcs"), folder.resolve("hcpcs"));
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        out=$(readlink /proc/$$/fd/1 || echo closed)
        err=$(readlink /proc/$$/fd/2 || echo closed)
        printf '%s\\n' "LC_ALL=$LC_ALL LANG=$LANG" "$out" "$err" "$*" >"$0.said"
        """);
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  /** What the Java that it starts sees, started with nothing but some variables. */
  private List<String> seen(String redirection, String... variables)
      throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of("env", "-i", "PATH=" + System.getenv("PATH"), "JAVA_HOME=" + folder + "/jdk"));
    line.addAll(List.of(variables));
    line.addAll(List.of("sh", "-c", "exec \"$0\" releases " + redirection, launcher.toString()));
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor())
        .as(Files.readString(folder.resolve("output"), StandardCharsets.UTF_8))
        .isZero();
    return Files.readAllLines(folder.resolve("jdk/bin/java.said"));
  }

  @Test
  void givesJavaALocaleInWhichNamesMayBeAnything() throws Exception {
    assertThat(seen("")).first().isEqualTo("LC_ALL=C.UTF-8 LANG=");
    assertThat(seen("", "LANG=C")).first().isEqualTo("LC_ALL=C.UTF-8 LANG=C");
    assertThat(seen("", "LANG=xx_XX.UTF-8"))
        .as("a locale that is not installed")
        .first()
        .isEqualTo("LC_ALL=C.UTF-8 LANG=xx_XX.UTF-8");
    assertThat(seen("", "LANG=C.UTF-8")).first().isEqualTo("LC_ALL= LANG=C.UTF-8");
  }

  @Test
  void letsNothingElseTakeThePlaceOfAnOutputThatIsClosed() throws Exception {
    String output = folder.resolve("output").toString();
    assertThat(seen("").subList(1, 3)).containsExactly(output, output);
    assertThat(seen(">&-").subList(1, 3)).containsExactly("/dev/null", output);
    assertThat(seen("2>&-").subList(1, 3)).first().isEqualTo(output);
    assertThat(seen("2>&-").get(2)).isNotEqualTo("closed");
  }

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
    Path fresh = Files.createDirectory(folder.resolve("nothing-built"));
    Path unbuilt = Files.copy(Path.of("hcpcs"), fresh.resolve("hcpcs"));
    ProcessBuilder builder = new ProcessBuilder(unbuilt.toString(), "--version");
    Map<String, String> environment = builder.environment();
    environment.put("PATH", programs + ":" + environment.get("PATH"));
    Process process = builder.redirectErrorStream(true).start();
    assertThat(process.inputReader().lines())
        .contains(
            "-q -B " + (option == null ? "" : option + " ") + "-P quick -Dmaven.test.skip package");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void buildsNothingWhereMavenBuiltItBefore() throws IOException, InterruptedException {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    script(programs.resolve("mvn"), "echo built; exit 1");
    Path shared = folder.resolve("target/app/hcpcs.jsa");
    Files.delete(shared);
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "--version");
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", folder + "/jdk");
    Process process = builder.redirectErrorStream(true).start();
    assertThat(process.inputReader().lines()).noneMatch(line -> line.contains("buil"));
    assertThat(process.waitFor()).isZero();
    assertThat(shared).exists();
  }

  @Test
  void makesTheArchivesOfClassesAnewWhereTheFolderWasMoved()
      throws IOException, InterruptedException {
    Path madeIn = folder.resolve("target/app/made-in");
    Path shared = folder.resolve("target/app/hcpcs.jsa");
    for (Path made : List.of(folder.toRealPath(), Path.of("/elsewhere"))) {
      Files.writeString(shared, "as it was");
      Files.writeString(madeIn, made + "\n");
      ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "--version");
      builder.environment().put("JAVA_HOME", folder + "/jdk");
      assertThat(builder.redirectErrorStream(true).start().waitFor()).isZero();
      assertThat(shared).content().isEqualTo(made.equals(folder.toRealPath()) ? "as it was" : "");
      assertThat(madeIn).content().isEqualTo(folder.toRealPath() + "\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "show S9372,     questions.jsa",
    "--quiet status, questions.jsa",
    "load input,     hcpcs.jsa",
    "serve,          hcpcs.jsa"
  })
  void takesTheSmallArchiveOfClassesForShortQuestions(String command, String archive)
      throws IOException, InterruptedException {
    Path app = folder.toRealPath().resolve("target/app");
    Files.writeString(app.resolve("questions.jsa"), "classes");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "exec \"$0\" " + command, launcher.toString());
    builder.environment().put("JAVA_HOME", folder + "/jdk");
    assertThat(builder.start().waitFor()).isZero();
    assertThat(Files.readAllLines(folder.resolve("jdk/bin/java.said")).get(3))
        .contains(" -XX:SharedArchiveFile=" + app.resolve(archive) + " ");
  }

  @Test
  void buildsWhereASourceIsNewerThanWhatWasBuilt() throws IOException, InterruptedException {
    Path source = Files.createDirectories(folder.resolve("src/main/java")).resolve("A.java");
    Files.createFile(source);
    Path programs = Files.createDirectory(folder.resolve("programs"));
    script(programs.resolve("mvn"), "touch '" + folder.resolve("target/app/hcpcs.jar") + "'");
    Instant now = Instant.now();
    Files.setLastModifiedTime(
        folder.resolve("target/app/hcpcs.jar"), FileTime.from(now.plusSeconds(5)));
    for (int seconds : new int[] {0, 10}) {
      Files.setLastModifiedTime(source, FileTime.from(now.plusSeconds(seconds)));
      assertThat(builds(programs))
          .as("a source of second %s, and a jar of second 5", seconds)
          .isEqualTo(seconds > 5);
    }
  }

  @Test
  void seesWhatChangedOrCameSinceItWasBuilt() throws IOException, InterruptedException {
    Path code = Files.createDirectories(folder.resolve("src/main/java"));
    Path source = Files.createFile(code.resolve("it's $A.java"));
    Path programs = Files.createDirectory(folder.resolve("programs"));
    script(programs.resolve("mvn"), "touch '" + folder.resolve("target/app/hcpcs.jar") + "'");
    assertThat(builds(programs)).as("a source newer than the jar").isTrue();
    assertThat(folder.resolve("target/app/sources")).exists();
    assertThat(builds(programs)).as("nothing new").isFalse();
    FileTime before = Files.getLastModifiedTime(source);
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(builds(programs)).as("a source that changed").isTrue();
    Files.setLastModifiedTime(source, before);
    assertThat(builds(programs)).as("nothing new again").isFalse();
    Files.createFile(code.resolve("B.java"));
    assertThat(builds(programs)).as("a source that came").isTrue();
  }

  private boolean builds(Path programs) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "--version");
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", folder + "/jdk");
    Process process = builder.redirectErrorStream(true).start();
    boolean builds = process.inputReader().lines().anyMatch(line -> line.contains("building"));
    assertThat(process.waitFor()).isZero();
    return builds;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

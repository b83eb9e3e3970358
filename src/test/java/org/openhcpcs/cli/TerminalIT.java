package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestReader;

/** The launcher and the program on a real pseudo-terminal, which {@code script} makes. */
class TerminalIT {

  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

  @TempDir private static Path folder;
  private static TestDatabase database = LoadedSample.database();
  private static Path launcher = Path.of("hcpcs");

  @BeforeAll
  static void install() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script(1)");
    LoadedSample.home(folder.resolve("home"));
    launcher = TestLauncher.install(folder);
  }

  /** What a shell command prints on a terminal of some columns; {@code hcpcs} is the program. */
  private static String onTerminal(int columns, String command)
      throws IOException, InterruptedException {
    return run("script", "-q", "-e", "-c", "stty cols " + columns + "; " + command, "/dev/null")
        .replaceAll("\r+\n", "\n"); // a terminal adds one to each line, also of CSV
  }

  /** What the command prints in this process, told what the launcher tells it. */
  private static String here(Map<String, String> environment, String command) {
    TestProgram.Result result =
        new TestProgram(
                folder,
                List.of(
                    "--home", folder.resolve("home").toString(), "--db", TestReader.url(database)),
                environment)
            .run(command.split(" "));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out() + result.err();
  }

  private static Map<String, String> terminal(int columns) {
    return Map.of(
        "HCPCS_TERMINAL", "true", "HCPCS_COLOR", "true", "COLUMNS", Integer.toString(columns));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("HCPCS_"));
    builder.environment().remove("COLUMNS");
    builder.environment().remove("NO_COLOR");
    builder.environment().put("TERM", "xterm");
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("HCPCS_DB_URL", TestReader.url(database));
    builder.environment().put("HCPCS_HOME", folder.resolve("home").toString());
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + Files.readString(output));
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  /**
   * Launched once; as it prints the same here, where no JVM starts, other widths are tried here.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "show S9372",
        "show S9372 --explain",
        "show Q3601 --history",
        "search heparin",
        "similar S9372",
        "changes --edition 2008-04"
      })
  void staysWithinTheTerminal(String command) throws Exception {
    assertThat(onTerminal(50, launcher + " " + command)).isEqualTo(here(terminal(50), command));
    for (int columns : new int[] {50, 72, 100}) {
      String text = here(terminal(columns), command);
      assertThat(text).as("colour").contains("\u001b[");
      assertThat(ESCAPE.matcher(text).replaceAll("").lines())
          .hasSizeGreaterThan(3)
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }
    Map<String, String> plain = new HashMap<>(terminal(72));
    plain.put("NO_COLOR", "1");
    assertThat(here(plain, command)).doesNotContain("\u001b");
  }

  @Test
  void doesWhatTheEnvironmentSays() throws Exception {
    assertThat(onTerminal(100, "COLUMNS=60 " + launcher + " show S9372 | cat; true"))
        .doesNotContain("\u001b");
    assertThat(
            ESCAPE
                .matcher(onTerminal(100, "COLUMNS=60 " + launcher + " show S9372"))
                .replaceAll("")
                .lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    for (String plain : List.of("TERM=dumb ", "NO_COLOR=1 ")) {
      assertThat(onTerminal(100, plain + launcher + " show S9372")).doesNotContain("\u001b");
    }
    assertThat(onTerminal(0, launcher + " search heparin"))
        .as("a terminal that does not tell its width")
        .isEqualTo(here(terminal(80), "search heparin"));
  }

  /** Names are given in bytes, because the locale of this process may know none but ASCII's. */
  @Test
  void takesAnyNameAsCronStartsIt() throws Exception {
    String script =
        """
        cd '%s'
        drop=$(printf 'dr\\303\\266p') file=$(printf 'apr\\303\\255l.zip') home=$(printf 'h\\303\\266m\\303\\251')
        mkdir -p "$drop" && echo '<html>' >"$drop/$file"
        set -- env -i PATH="$PATH" HCPCS_INPUT="$drop" HCPCS_HOME="$home" '%s' load
        "$@" "$drop"; "$@" "$drop/$file"; "$@" "$home"; true
        """
            .formatted(folder.toAbsolutePath(), launcher.toAbsolutePath());
    String damaged =
        "hcpcs: %s/dr\u00f6p/apr\u00edl.zip: not a complete zip file (zip END header not found); download it again\n"
            .formatted(folder);
    assertThat(run("sh", "-c", script))
        .isEqualTo(
            damaged
                + damaged
                + "hcpcs: "
                + folder
                + "/h\u00f6m\u00e9: no such file or folder; give a release zip, a folder or a code file\n");
  }

  @Test
  void endsAsOtherProgramsDoWhereNobodyReadsItsOutput() throws Exception {
    String line =
        "(%s sql --format csv 'select generate_series(1, 100000)'; echo \"code $?\" >&2) | head -n 1";
    assertThat(run("sh", "-c", line.formatted(launcher)).replace("\r\n", "\n"))
        .satisfiesAnyOf(
            text -> assertThat(text).isEqualTo("generate_series\ncode 141\n"),
            text -> assertThat(text).isEqualTo("code 141\ngenerate_series\n"));
    assertThat(run("sh", "-c", launcher + " releases >&- || echo \"code $?\""))
        .isEqualTo(
            "hcpcs: the output cannot be written: Bad file descriptor; what was printed is not all\ncode 1\n");
  }

  /** Launched once on each; what the launcher tells the program makes no difference here either. */
  @ParameterizedTest
  @ValueSource(strings = {"csv", "json"})
  void writesTheSameDataToATerminalAndToAPipe(String format) throws Exception {
    String launched = "show S9372 --format " + format;
    String data = here(Map.of(), launched);
    assertThat(run("sh", "-c", launcher + " " + launched)).isEqualTo(data);
    assertThat(onTerminal(60, launcher + " " + launched)).isEqualTo(data.replace("\r\n", "\n"));
    for (String command :
        List.of("show S9372", "search heparin", "similar S9372", "changes --edition 2008-04")) {
      String line = command + " --format " + format;
      assertThat(here(terminal(60), line))
          .isEqualTo(here(Map.of(), line))
          .doesNotContain("\u001b", "[-", "{+");
    }
  }
}

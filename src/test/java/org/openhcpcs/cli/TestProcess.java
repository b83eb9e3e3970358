package org.openhcpcs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, as users run it. Both outputs go to one file. */
final class TestProcess {

  private final Process process;
  private final Path output;

  private TestProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a command.
   *
   * @param home the home folder
   * @param temporary the folder for temporary files
   * @param heap the heap's limit, such as {@code 128m}
   */
  static TestProcess start(Path home, Path temporary, String heap, String... command)
      throws IOException {
    return start(List.of(), home, temporary, heap, command);
  }

  /**
   * Starts a command under another program.
   *
   * @param wrapper the other program's command line, which ours is put behind
   */
  static TestProcess start(
      List<String> wrapper, Path home, Path temporary, String heap, String... command)
      throws IOException {
    Path output = Files.createTempFile(home.toAbsolutePath().getParent(), "output", ".txt");
    output.toFile().deleteOnExit(); // where the home is a folder of JUnit's, nobody else removes it
    List<String> line = new ArrayList<>(wrapper);
    line.addAll(JavaProgram.command(List.of("-Xmx" + heap, "-Djava.io.tmpdir=" + temporary)));
    line.addAll(List.of("--home", home.toString()));
    line.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HCPCS_"));
    builder.environment().put("TMPDIR", temporary.toString());
    return new TestProcess(builder.start(), output);
  }

  /** Kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to end, as a scheduler does that has waited too long. */
  void terminate() {
    process.destroy();
  }

  /** Waits for its end, and returns its exit code and everything that it printed. */
  TestProgram.Result end() throws IOException, InterruptedException {
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("still running after four minutes: " + Files.readString(output));
    }
    return new TestProgram.Result(process.exitValue(), Files.readString(output), "");
  }
}

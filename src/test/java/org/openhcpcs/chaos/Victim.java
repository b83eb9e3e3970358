package org.openhcpcs.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openhcpcs.cli.JavaProgram;

/** The program in a process of its own. */
final class Victim {

  private final Process process;
  private final Path out;

  private Victim(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /**
   * Starts it.
   *
   * @param command the command line
   * @param environment what is added to the environment, but for the variables of this program and
   *     of PostgreSQL, of which it gets no others
   * @param out gets all that it prints
   */
  static Victim start(List<String> command, Map<String, String> environment, Path out)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(HCPCS_|PG).*"));
    builder.environment().putAll(environment);
    return new Victim(builder.start(), out);
  }

  /** The words that start it with what the tests run with. */
  static List<String> program() {
    return JavaProgram.command(List.of());
  }

  /** The lines by which it says that something went wrong. */
  List<String> errors() {
    return errors(output());
  }

  /** Those lines of an output by which the program says that something went wrong. */
  static List<String> errors(String output) {
    return output.lines().filter(line -> line.startsWith("hcpcs: ")).toList();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Waits for its end, and returns its exit code. */
  int end() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after two minutes: " + output());
    }
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

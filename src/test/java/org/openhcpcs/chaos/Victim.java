package org.openhcpcs.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openhcpcs.cli.JavaProgram;
import org.openhcpcs.cli.Main;

/** The program at work, in a process of its own where it is to be killed. */
final class Victim {

  private final CompletableFuture<Integer> exitCode;
  private final Runnable killer;
  private final Path out;

  private Victim(CompletableFuture<Integer> exitCode, Runnable killer, Path out) {
    this.exitCode = exitCode;
    this.killer = killer;
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
    Process process = builder.start();
    return new Victim(
        process.onExit().thenApply(Process::exitValue), process::destroyForcibly, out);
  }

  /** Starts it in this process, where it takes a fifth of the time and cannot be killed. */
  static Victim startHere(List<String> arguments, Map<String, String> environment, Path out)
      throws IOException {
    PrintStream all = new PrintStream(Files.newOutputStream(out), true, StandardCharsets.UTF_8);
    return new Victim(
        CompletableFuture.supplyAsync(
                () -> Main.run(arguments.toArray(String[]::new), all, all, environment),
                command -> new Thread(command, "victim").start())
            .whenComplete((exitCode, failure) -> all.close()),
        () -> {
          throw new AssertionError(
              "at work in this process, where nothing can be killed: " + arguments);
        },
        out);
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
    return !exitCode.isDone();
  }

  /** Kill -9. */
  void kill() {
    killer.run();
    exitCode.join();
  }

  /** Waits for its end, and returns its exit code. */
  int end() throws InterruptedException {
    try {
      return exitCode.get(120, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      AssertionError late = new AssertionError("still running after two minutes: " + output(), e);
      try {
        killer.run();
      } catch (AssertionError cannot) {
        late.addSuppressed(cannot);
      }
      throw late;
    } catch (ExecutionException e) {
      throw new AssertionError(output(), e);
    }
  }

  String output() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

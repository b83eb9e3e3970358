package org.openhcpcs.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openhcpcs.database.TestBinaries;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestReader;
import org.openhcpcs.database.server.ServerLogin;

/**
 * The program, run in this process through {@link Main#run}, with a home folder of its own.
 *
 * @param home its home folder
 * @param arguments what every command line begins with
 * @param environment its environment
 */
record TestProgram(Path home, List<String> arguments, Map<String, String> environment) {

  TestProgram {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /**
   * The program with a database of the test server, which a superuser's commands read as a reader.
   */
  static TestProgram with(TestDatabase database, Path home) {
    TestProgram program =
        new TestProgram(
            home,
            List.of("--home", home.toString(), "--db", database.url()),
            database.environment());
    return database.user().equals(ServerLogin.OWNER.role())
        ? program.withEnvironment(Map.of("HCPCS_READER_DB_URL", TestReader.url(database)))
        : program;
  }

  /** The program with its own embedded server. */
  static TestProgram embedded(Path home) {
    TestBinaries.use();
    return new TestProgram(home, List.of("--home", home.toString()), Map.of());
  }

  TestProgram withEnvironment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new TestProgram(home, arguments, all);
  }

  /** What a command did. */
  record Result(int exitCode, String out, String err) {

    List<String> lines() {
      return out.lines().toList();
    }
  }

  Result run(String... command) {
    List<String> line = new ArrayList<>(arguments);
    line.addAll(List.of(command));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            line.toArray(String[]::new),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs a command that must succeed, and returns what it printed. */
  String print(String... command) {
    Result result = run(command);
    if (result.exitCode() != 0) {
      throw new AssertionError(List.of(command) + " failed: " + result);
    }
    return result.out();
  }
}

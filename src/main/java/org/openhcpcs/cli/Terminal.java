package org.openhcpcs.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** Where a command prints to. */
final class Terminal {

  private static final int DEFAULT_WIDTH = 120;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  Terminal(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /** For what was asked for. */
  PrintStream out() {
    return out;
  }

  /** For progress and failures. */
  PrintStream err() {
    return err;
  }

  /** What a user pipes in. */
  InputStream in() {
    return System.in;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Whether a person watches: the launcher says so. */
  boolean isInteractive() {
    return "true".equals(environment.get("HCPCS_TERMINAL"));
  }

  /** Whether what was asked for goes to a terminal that shows colour: the launcher says so. */
  boolean isColored() {
    return "true".equals(environment.get("HCPCS_COLOR"))
        && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Columns to write in. */
  int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }
}

package org.openhcpcs.cli.output;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command prints to.
 *
 * @param out for what was asked for
 * @param err for progress and failures
 */
public record Terminal(PrintStream out, PrintStream err, Map<String, String> environment) {

  /** For what goes into a file or to another program. */
  private static final int PLAIN_WIDTH = 120;

  /** For a terminal that does not tell its own. */
  private static final int UNKNOWN_WIDTH = 80;

  /** What a user pipes in. */
  public InputStream in() {
    return System.in;
  }

  /** Whether a person watches: the launcher says so. */
  public boolean isInteractive() {
    return "true".equals(environment.get("HCPCS_TERMINAL"));
  }

  /** Whether what was asked for goes to a terminal that shows colour: the launcher says so. */
  boolean isColored() {
    return "true".equals(environment.get("HCPCS_COLOR"))
        && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Columns to write in. The launcher sets COLUMNS where a terminal is, to nothing if unknown. */
  public int width() {
    String columns = environment.get("COLUMNS");
    if (columns == null) {
      return PLAIN_WIDTH;
    }
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : UNKNOWN_WIDTH;
  }

  /** A heading, bold where the terminal shows that. */
  String heading(String text) {
    return isColored() ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** A line of what was asked for. */
  public void print(String line) {
    out.println(line);
  }

  /** A line beside it, for people and logs. */
  public void tell(String message) {
    err.println("hcpcs: " + message);
  }
}

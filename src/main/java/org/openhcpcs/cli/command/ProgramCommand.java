package org.openhcpcs.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.output.Terminal;

/** A command of the program. */
public abstract class ProgramCommand implements Callable<Integer> {

  private @Nullable HcpcsCommand root;

  /**
   * Makes a command of a program known to it. Picocli could do so by an annotation; Java takes some
   * milliseconds at each start for each kind of annotation that it meets.
   */
  public void belongsTo(HcpcsCommand program) {
    root = program;
  }

  public HcpcsCommand root() {
    return Objects.requireNonNull(root);
  }

  public Terminal terminal() {
    return root().terminal();
  }

  /** Prints a line of what was asked for. */
  public void print(String line) {
    terminal().print(line);
  }
}

package org.openhcpcs.cli.command;

import java.util.concurrent.Callable;
import org.openhcpcs.cli.output.Terminal;

/** A command of the program. */
public abstract class ProgramCommand implements Callable<Integer> {

  private final HcpcsCommand root;
  private final Terminal terminal;

  public ProgramCommand(HcpcsCommand root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  public HcpcsCommand root() {
    return root;
  }

  public Terminal terminal() {
    return terminal;
  }
}

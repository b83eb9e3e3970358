package org.openhcpcs.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Shows what matched in colour on a terminal that has it; elsewhere it stays between « and ». */
final class Marks {

  private static final String BEGIN = "\u001b[1;32m";
  private static final String END = "\u001b[0m";

  private Marks() {}

  /** The terminal, which shows marks as it can. */
  static Terminal shown(Terminal terminal) {
    return terminal.isColored()
        ? new Terminal(new Colored(terminal.out()), terminal.err(), terminal.environment())
        : terminal;
  }

  private static final class Colored extends PrintStream {

    Colored(PrintStream out) {
      super(out, false, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
      super.println(line.replace("«", BEGIN).replace("»", END));
    }
  }
}

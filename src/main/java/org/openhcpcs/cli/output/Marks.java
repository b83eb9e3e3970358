package org.openhcpcs.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Shows marks in a text as colours on a terminal that has them; elsewhere they stay signs. */
public final class Marks {

  private static final String BOLD_GREEN = "\u001b[1;32m";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String END = "\u001b[0m";

  /** What matched: the colour takes the place of the signs. */
  private static final Map<String, String> MATCHES = Map.of("«", BOLD_GREEN, "»", END);

  /** What was taken out and put in: the signs stay, for those who do not tell the colours apart. */
  private static final Map<String, String> CHANGES =
      Map.of("[-", RED + "[-", "-]", "-]" + END, "{+", GREEN + "{+", "+}", "+}" + END);

  private Marks() {}

  /** The terminal, which shows what is between « and ». */
  public static Terminal matches(Terminal terminal) {
    return colored(terminal, MATCHES);
  }

  /** The terminal, which shows what is between [- and -], and between {+ and +}. */
  public static Terminal changes(Terminal terminal) {
    return colored(terminal, CHANGES);
  }

  private static Terminal colored(Terminal terminal, Map<String, String> colors) {
    return terminal.isColored()
        ? new Terminal(new Colored(terminal.out(), colors), terminal.err(), terminal.environment())
        : terminal;
  }

  private static final class Colored extends PrintStream {

    private final Map<String, String> colors;

    Colored(PrintStream out, Map<String, String> colors) {
      super(out, false, StandardCharsets.UTF_8);
      this.colors = colors;
    }

    @Override
    public void println(String line) {
      String colored = line;
      for (Map.Entry<String, String> color : colors.entrySet()) {
        colored = colored.replace(color.getKey(), color.getValue());
      }
      super.println(colored);
    }
  }
}

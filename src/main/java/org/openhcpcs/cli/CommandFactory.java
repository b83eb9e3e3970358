package org.openhcpcs.cli;

import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.cli.output.Terminal;
import picocli.CommandLine;

/** Makes the commands: each knows the global options and the terminal. */
final class CommandFactory implements CommandLine.IFactory {

  private final HcpcsCommand root;
  private final Terminal terminal;

  CommandFactory(HcpcsCommand root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (ProgramCommand.class.isAssignableFrom(type)) {
      return type.getDeclaredConstructor(HcpcsCommand.class, Terminal.class)
          .newInstance(root, terminal);
    }
    return CommandLine.defaultFactory().create(type);
  }
}

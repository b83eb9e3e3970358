package org.openhcpcs.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.output.Terminal;
import picocli.CommandLine.ParentCommand;

/** A command of the program. */
public abstract class ProgramCommand implements Callable<Integer> {

  @ParentCommand private @Nullable HcpcsCommand root;

  public HcpcsCommand root() {
    return Objects.requireNonNull(root);
  }

  public Terminal terminal() {
    return root().terminal();
  }
}

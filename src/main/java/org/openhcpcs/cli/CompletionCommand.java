package org.openhcpcs.cli;

import java.util.Locale;
import org.openhcpcs.cli.command.ProgramCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hcpcs completion}. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which a shell completes the words of this program.",
      "bash, zsh: source <(hcpcs completion bash); fish: hcpcs completion fish | source"
    })
final class CompletionCommand extends ProgramCommand {

  private static final String PROGRAM = "hcpcs";

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.BASH;

  /** What completes. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    CommandLine line = Main.line(root(), new String[0]);
    terminal()
        .out()
        .print(
            switch (shell) {
              case BASH, ZSH -> AutoComplete.bash(PROGRAM, line);
              case FISH -> new FishCompletion(PROGRAM, line).script();
            });
    return 0;
  }
}

package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.cli.load.LoadCommand;
import picocli.CommandLine;

class CommandTableTest {

  private static final int ALL = CommandTable.needed(new String[0]).size();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load input",
        "--db postgresql:///x load show",
        "--home=/x -q load --help",
        "-v --home show load"
      })
  void takesOnlyTheCommandThatIsAskedFor(String line) {
    assertThat(CommandTable.needed(line.split(" "))).containsExactly(LoadCommand.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h load", "lod", "--quite load", "--db"})
  void takesAllWhereTheHelpOrAFailureMayNameThem(String line) {
    assertThat(CommandTable.needed(line.split(" "))).hasSize(ALL).contains(LoadCommand.class);
  }

  @Test
  void namesEachCommandAsItNamesItself() {
    assertThat(CommandTable.needed(new String[0]))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            command -> {
              CommandLine.Command name = command.getAnnotation(CommandLine.Command.class);
              assertThat(CommandTable.needed(new String[] {name.name()})).containsExactly(command);
            });
  }
}

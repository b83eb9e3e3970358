package org.openhcpcs.cli;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A script by which fish completes: a line for each subcommand, option and word of either. */
final class FishCompletion {

  private final String program;
  private final CommandLine line;
  private final StringJoiner lines = new StringJoiner("\n", "", "\n");

  FishCompletion(String program, CommandLine line) {
    this.program = program;
    this.line = line;
  }

  String script() {
    commands(line, "not __fish_seen_subcommand_from " + names(line));
    line.getSubcommands().forEach(this::command);
    return lines.toString();
  }

  private void command(String name, CommandLine command) {
    String isGiven = "__fish_seen_subcommand_from " + name;
    arguments(command.getCommandSpec(), isGiven);
    if (!command.getSubcommands().isEmpty()) {
      commands(command, isGiven + "; and not __fish_seen_subcommand_from " + names(command));
      command
          .getSubcommands()
          .forEach(
              (inner, each) ->
                  arguments(
                      each.getCommandSpec(),
                      isGiven + "; and __fish_seen_subcommand_from " + inner));
    }
  }

  private static String names(CommandLine command) {
    return String.join(" ", command.getSubcommands().keySet());
  }

  private void commands(CommandLine command, String condition) {
    command
        .getSubcommands()
        .forEach(
            (name, each) ->
                add(
                    condition,
                    " -f -a " + name,
                    each.getCommandSpec().usageMessage().description()));
  }

  private void arguments(CommandSpec command, String condition) {
    for (OptionSpec option : command.options()) {
      StringBuilder names = new StringBuilder();
      for (String name : option.names()) {
        names.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
      }
      if (option.arity().max() > 0) {
        String words = words(option);
        names.append(words.isEmpty() ? " -r" : " -x -a " + quoted(words));
      }
      add(condition, names.toString(), option.description());
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String words = words(parameter);
      if (!words.isEmpty()) {
        add(condition, " -f -a " + quoted(words), new String[0]);
      }
    }
  }

  private static String words(ArgSpec argument) {
    return argument.completionCandidates() == null
        ? ""
        : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
            .collect(Collectors.joining(" "));
  }

  /** Fish shows the first line of what is said of a word. */
  private void add(String condition, String completion, String[] description) {
    lines.add(
        "complete -c "
            + program
            + " -n "
            + quoted(condition)
            + completion
            + List.of(description).stream()
                .findFirst()
                .map(
                    said ->
                        " -d " + quoted(said.replace("%%", "%").replaceAll(" \\(default: .*", "")))
                .orElse(""));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

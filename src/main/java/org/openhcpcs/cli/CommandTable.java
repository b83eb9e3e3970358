package org.openhcpcs.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openhcpcs.cli.ask.ChangesCommand;
import org.openhcpcs.cli.ask.CheckCommand;
import org.openhcpcs.cli.ask.DictionaryCommand;
import org.openhcpcs.cli.ask.DiffCommand;
import org.openhcpcs.cli.ask.FindingsCommand;
import org.openhcpcs.cli.ask.ProveCommand;
import org.openhcpcs.cli.ask.ReleasesCommand;
import org.openhcpcs.cli.ask.ReportCommand;
import org.openhcpcs.cli.ask.SearchCommand;
import org.openhcpcs.cli.ask.ShowCommand;
import org.openhcpcs.cli.ask.SimilarCommand;
import org.openhcpcs.cli.ask.SqlCommand;
import org.openhcpcs.cli.ask.UnitsCommand;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.cli.feed.ExportCommand;
import org.openhcpcs.cli.feed.FeedCommand;
import org.openhcpcs.cli.load.LoadCommand;
import org.openhcpcs.cli.load.RefreshCommand;
import org.openhcpcs.cli.load.RollbackCommand;
import org.openhcpcs.cli.operate.DbCommand;
import org.openhcpcs.cli.operate.RecoverCommand;
import org.openhcpcs.cli.operate.RunsCommand;
import org.openhcpcs.cli.operate.ServeCommand;
import org.openhcpcs.cli.operate.StagedCommand;
import org.openhcpcs.cli.operate.StatusCommand;
import org.openhcpcs.cli.operate.VerifyCommand;
import org.openhcpcs.cli.reference.ReferenceCommand;
import org.openhcpcs.cli.site.NotesCommand;
import org.openhcpcs.cli.site.PoliciesCommand;

/**
 * The commands by their names, in the order of the help text. To read the annotations of all takes
 * longer than most commands do, so only the one that was asked for is read, unless the help or a
 * suggestion needs them all.
 */
final class CommandTable {

  private static final Set<String> FLAGS = Set.of("-q", "--quiet", "-v", "--verbose");
  private static final Set<String> VALUED = Set.of("--db", "--home");

  private static final Map<String, Class<? extends ProgramCommand>> COMMANDS =
      new LinkedHashMap<>();

  static {
    COMMANDS.put("load", LoadCommand.class);
    COMMANDS.put("refresh", RefreshCommand.class);
    COMMANDS.put("releases", ReleasesCommand.class);
    COMMANDS.put("findings", FindingsCommand.class);
    COMMANDS.put("changes", ChangesCommand.class);
    COMMANDS.put("diff", DiffCommand.class);
    COMMANDS.put("show", ShowCommand.class);
    COMMANDS.put("search", SearchCommand.class);
    COMMANDS.put("similar", SimilarCommand.class);
    COMMANDS.put("check", CheckCommand.class);
    COMMANDS.put("units", UnitsCommand.class);
    COMMANDS.put("prove", ProveCommand.class);
    COMMANDS.put("serve", ServeCommand.class);
    COMMANDS.put("sql", SqlCommand.class);
    COMMANDS.put("report", ReportCommand.class);
    COMMANDS.put("dictionary", DictionaryCommand.class);
    COMMANDS.put("policies", PoliciesCommand.class);
    COMMANDS.put("notes", NotesCommand.class);
    COMMANDS.put("reference", ReferenceCommand.class);
    COMMANDS.put("export", ExportCommand.class);
    COMMANDS.put("feed", FeedCommand.class);
    COMMANDS.put("staged", StagedCommand.class);
    COMMANDS.put("runs", RunsCommand.class);
    COMMANDS.put("status", StatusCommand.class);
    COMMANDS.put("rollback", RollbackCommand.class);
    COMMANDS.put("recover", RecoverCommand.class);
    COMMANDS.put("verify", VerifyCommand.class);
    COMMANDS.put("db", DbCommand.class);
    COMMANDS.put("completion", CompletionCommand.class);
  }

  private CommandTable() {}

  /** The command that the arguments name, if only global options stand before it; else all. */
  static Collection<Class<? extends ProgramCommand>> needed(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (VALUED.contains(argument)) {
        i++; // its value
      } else if (!FLAGS.contains(argument) && !argument.matches("--(db|home)=.*")) {
        Class<? extends ProgramCommand> named = COMMANDS.get(argument);
        return named == null ? COMMANDS.values() : List.of(named);
      }
    }
    return COMMANDS.values();
  }
}

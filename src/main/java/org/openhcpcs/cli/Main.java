package org.openhcpcs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.cli.output.ResultStream;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.cli.watch.JsonLog;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Memory;
import org.openhcpcs.database.schema.Migrations;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point: {@code hcpcs COMMAND}. */
public final class Main {

  /** Picocli writes no narrower help. */
  private static final int NARROWEST_HELP = 55;

  private Main() {}

  public static void main(String[] args) {
    // Both keep Java from opening all files of the class path to look for what is not there.
    System.setProperty("java.util.logging.manager", NoLogs.class.getName());
    URL.setURLStreamHandlerFactory(new NoHttp());
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.exit(run(args, out, err, System.getenv()));
  }

  /**
   * Runs one command in this process and returns its exit code: 0 done, 1 failed, 2 wrong usage, 3
   * a gate refused, 4 another run holds the lock, 5 database not reachable, 141 nobody reads the
   * output; 10 to 12 are those of {@code refresh --dry-run}. What it says does not depend on the
   * locale, which it sets for the whole process.
   */
  public static int run(
      String[] args, OutputStream results, PrintStream err, Map<String, String> environment) {
    Locale.setDefault(Locale.ROOT);
    PrintStream out = ResultStream.printer(results);
    // What no argument changes goes on while the arguments are read: they take as long.
    CompletableFuture<Void> logs = CompletableFuture.runAsync(Logs::quieten);
    Thread database = new Thread(Migrations::prepare);
    database.setDaemon(true);
    database.start();
    Terminal terminal = new Terminal(out, err, environment);
    HcpcsCommand root = new HcpcsCommand(terminal);
    CommandLine line = line(root, args);
    Failures failures = new Failures(err, root);
    StringWriter help = new StringWriter(); // picocli would show where its printing failed
    line.setOut(new PrintWriter(help))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(terminal.width(), 110)))
        .setExecutionStrategy(failures)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
    logs.join();
    try {
      int exitCode = execute(line, args, err);
      out.print(help);
      out.flush();
      return exitCode;
    } catch (HcpcsException e) {
      return failures.tell(e);
    }
  }

  private static int execute(CommandLine line, String[] args, PrintStream err) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      err.println("hcpcs: " + Memory.exhausted("this command", e).getMessage());
      return ErrorCode.OUT_OF_MEMORY.exitCode();
    }
  }

  /** Kept because java.util.logging forgets the settings of loggers that nobody holds. */
  private static final class Logs {

    private static final Logger ROOT = Logger.getLogger("");

    /** What libraries have to say comes as an exception too. */
    static void quieten() {
      ROOT.setLevel(Level.OFF);
    }
  }

  /** Understands the arguments as the program does. */
  static CommandLine line(HcpcsCommand root, String[] args) {
    CommandLine line = new CommandLine(root, new CommandsOf(root));
    for (Class<?> command : CommandTable.needed(args)) { // no lambda, as below
      line.addSubcommand(command);
    }
    EnumeratedWords.readBy(line);
    line.registerConverter(Path.class, new GivenPath());
    line.registerConverter(String.class, new GivenText());
    return line.setExpandAtFiles(false);
  }

  /** Makes the commands of the program, which know it. */
  private record CommandsOf(HcpcsCommand root) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
      K made = CommandLine.defaultFactory().create(type);
      if (made instanceof ProgramCommand command) {
        command.belongsTo(root);
      }
      return made;
    }
  }

  /**
   * Tells what went wrong in one line. No lambda, which would keep picocli's largest class out of
   * the class-data archive.
   */
  private record Failures(PrintStream err, HcpcsCommand root)
      implements CommandLine.IExecutionStrategy,
          CommandLine.IExecutionExceptionHandler,
          CommandLine.IParameterExceptionHandler {

    /** Who asks for help with a command that there is not is told so, not about the program. */
    @Override
    public int execute(CommandLine.ParseResult parsed) {
      for (CommandLine.ParseResult each = parsed; each != null; each = each.subcommand()) {
        CommandLine command = each.commandSpec().commandLine();
        if (!each.unmatched().isEmpty() && !command.getSubcommands().isEmpty()) {
          throw new UnmatchedArgumentException(command, each.unmatched());
        }
      }
      return new CommandLine.RunLast().execute(parsed);
    }

    @Override
    public int handleExecutionException(
        Exception e, CommandLine command, CommandLine.ParseResult parsed) {
      if (Memory.isExhausted(e) && !(e instanceof HcpcsException)) {
        return handleExecutionException(Memory.exhausted("this command", e), command, parsed);
      }
      if (e instanceof HcpcsException failure) {
        return tell(failure);
      }
      err.println("hcpcs: this is a defect of the program, please report it:");
      e.printStackTrace(err);
      return ErrorCode.INTERNAL.exitCode();
    }

    int tell(HcpcsException failure) {
      if (failure.errorCode() == ErrorCode.READER_GONE) {
        return failure.errorCode().exitCode();
      }
      err.println("hcpcs: " + failure.getMessage());
      if (root.isVerbose()) {
        failure.printStackTrace(err);
      }
      return failure.errorCode().exitCode();
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
      String message =
          what(e) + "; see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
      if (JsonLog.isWanted(arguments)) {
        new JsonLog(err, false, false).usage(message);
      } else {
        err.println("hcpcs: " + message);
      }
      return ErrorCode.USAGE.exitCode();
    }

    private static String what(ParameterException e) {
      if (!(e instanceof UnmatchedArgumentException unmatched)) {
        return String.valueOf(e.getMessage());
      }
      boolean isCommand =
          !unmatched.isUnknownOption() && !e.getCommandLine().getSubcommands().isEmpty();
      List<String> suggestions = unmatched.getSuggestions();
      return (isCommand
              ? unmatched.getUnmatched().get(0) + ": no such command"
              : String.valueOf(e.getMessage()))
          + (suggestions.isEmpty()
              ? ""
              : "; did you mean " + String.join(" or ", suggestions) + "?");
    }
  }
}

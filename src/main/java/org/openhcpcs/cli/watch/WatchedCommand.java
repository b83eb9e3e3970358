package org.openhcpcs.cli.watch;

import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.code.Memory;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.load.LoadOptions;
import org.openhcpcs.job.load.LoadTools;
import org.openhcpcs.job.watch.CommandResult;
import org.openhcpcs.job.watch.RunEnd;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.store.publish.ReleaseStore;
import picocli.CommandLine.Mixin;

/** A command that writes to the database, and that nobody need look at: its runs are reported. */
public abstract class WatchedCommand extends ProgramCommand {

  @Mixin private final WatchOptions watching = new WatchOptions();

  /** The command line, as the run log shows it. */
  public abstract String commandLine();

  /** Does the work. */
  public abstract CommandResult work(RunWatch watch);

  /** Opens the database, which is made if need be. */
  public Database open() {
    return root().openDatabase();
  }

  /** Whether it only tells what it would do, which is no run. */
  public abstract boolean isDryRun();

  /** What a load works with. */
  public LoadTools tools(RunWatch watch, LoadOptions options) {
    Database database = watch.database();
    return new LoadTools(
        database,
        new ReleaseStore(database.sql()),
        new ArchiveStore(root().archiveFolder()),
        watch,
        options,
        commandLine());
  }

  @Override
  public final Integer call() {
    RunOutput output = watching.output(root(), terminal());
    RuntimeException failure = null;
    RunEnd end;
    RunWatch watch = new RunWatch(root(), output, this::open);
    try (watch) {
      CommandResult ending;
      try {
        watching.check(isDryRun());
        ending = Memory.enough("this command", () -> work(watch));
      } catch (RuntimeException e) {
        failure = e;
        ending = CommandResult.failed(e);
      } finally {
        output.pause();
        watch.tellWarnings();
      }
      end = watching.write(watch.end(commandLine(), ending), watch);
    } catch (RuntimeException e) {
      failure = first(failure, e);
      end = watch.end(commandLine(), CommandResult.failed(failure));
    }
    output.end(end, failure);
    return end.result().exitCode();
  }

  private static RuntimeException first(@Nullable RuntimeException one, RuntimeException other) {
    if (one == null) {
      return other;
    }
    one.addSuppressed(other);
    return one;
  }
}

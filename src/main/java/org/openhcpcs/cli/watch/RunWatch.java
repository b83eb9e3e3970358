package org.openhcpcs.cli.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.DatabaseAddress;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.LoadReport.ReleaseEntry;
import org.openhcpcs.job.Progress;
import org.openhcpcs.job.watch.CommandResult;
import org.openhcpcs.job.watch.RunEnd;
import org.openhcpcs.store.ledger.RunLog;

/**
 * What a command does its work with: it tells and remembers how a run gets on, and keeps the
 * database open until the run is reported.
 */
public final class RunWatch implements Progress, AutoCloseable {

  private final HcpcsCommand root;
  private final RunOutput output;
  private final Supplier<Database> open;
  private final Instant startedAt = Instant.now();
  private final List<ReleaseEntry> releases = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<RunLog.LoggedStage> stages = new ArrayList<>();
  private Optional<Integer> run = Optional.empty();
  private @Nullable CompletableFuture<Database> ahead;
  private @Nullable Database database;
  private boolean isUnreachable;

  /**
   * @param open opens the database
   */
  RunWatch(HcpcsCommand root, RunOutput output, Supplier<Database> open) {
    this.root = root;
    this.output = output;
    this.open = open;
  }

  /**
   * Begins to open the database on another thread, while the caller looks at files; only where
   * nothing is started for it, should it not be needed after all.
   */
  public void openAhead() {
    if (root.address() instanceof DatabaseAddress.Server) {
      ahead = CompletableFuture.supplyAsync(open);
    }
  }

  private Database opened() {
    CompletableFuture<Database> opening = ahead;
    ahead = null;
    if (opening == null) {
      return open.get();
    }
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /**
   * The database, opened when it is first asked for.
   *
   * @throws HcpcsException as {@link HcpcsCommand#openDatabase} does
   */
  public Database database() {
    if (database == null) {
      isUnreachable = true; // unless it opens
      database = opened();
      isUnreachable = false;
    }
    return database;
  }

  /** What the database says, if need be over a new connection; empty if it does not answer. */
  <T> Optional<T> answer(Function<Database, T> question) {
    for (int attempt = 0; attempt < 2 && !isUnreachable; attempt++) {
      try {
        return Optional.of(question.apply(database()));
      } catch (HcpcsException e) {
        close();
      }
    }
    return Optional.empty();
  }

  /** The stages that have ended. */
  public List<RunLog.LoggedStage> stages() {
    return List.copyOf(stages);
  }

  public RunOutput output() {
    return output;
  }

  @Override
  public void begins(int number, String command) {
    run = Optional.of(number);
    output.begins(number, command);
  }

  @Override
  public void stage(RunLog.LoggedStage stage) {
    if (stage.milliseconds() != null) {
      stages.add(stage);
    }
    output.stage(stage);
  }

  @Override
  public void released(ReleaseEntry entry, int total) {
    releases.add(entry);
    output.released(entry, total);
  }

  /** Kept until the end, where nobody overlooks it. */
  @Override
  public void warning(String message) {
    warnings.add(message);
  }

  /** Tells the warnings that were kept. */
  void tellWarnings() {
    warnings.forEach(output::warning);
  }

  /** Something failed, and the run went on with the rest. */
  public void failed(Failure failure) {
    failures.add(failure);
    output.failure(failure.errorCode(), failure.message());
  }

  /** The run as it ended. */
  RunEnd end(String command, CommandResult ending) {
    return new RunEnd(
        run, command, startedAt, Instant.now(), ending, releases, failures, warnings, stages);
  }

  @Override
  public void close() {
    if (ahead != null) {
      // nobody waits for a server that does not answer
      CompletableFuture<Void> ignored = ahead.thenAccept(Database::close);
      ahead = null;
    }
    if (database != null) {
      Database open = database;
      database = null;
      open.close();
    }
  }
}

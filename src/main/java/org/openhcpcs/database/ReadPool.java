package org.openhcpcs.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * Connections for questions that many ask at once; threads share it. Each question sees one state
 * of the database from its first query to its last.
 *
 * <p>No pool of a library, because two things are asked of it that those do not do: a question that
 * finds its connection dead is asked again on a new one, since reading twice does no harm; and a
 * server that is away is told at once, so that nobody waits for it.
 */
public final class ReadPool implements AutoCloseable {

  /**
   * What a statement may meet while a migration makes functions and views anew: another result, a
   * function or a table that is not there, a plan of what is gone.
   */
  private static final Set<String> MADE_ANEW =
      Set.of("0A000", "26000", "42883", "42P01", "42703", "XX000");

  /** A lock that was not to be had in time, or a deadlock. */
  private static final Set<String> GAVE_WAY = Set.of("55P03", "40P01");

  /**
   * Shorter than the server waits before it looks for deadlocks: of a question that holds one view
   * and a migration that makes another anew, the question gives way, and is asked again.
   */
  private static final int LONGEST_LOCK_MILLIS = 500;

  private static final int MOST_TRIES = 10;
  private static final long PAUSE_MILLIS = 200;

  private final Database first;
  private final Duration longestStatement;
  private final Duration patience;
  private final Semaphore places;
  private final Deque<Database> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean isClosed;

  /**
   * Takes an open database, and closes it with itself.
   *
   * @param size how many questions are asked at once
   * @param longestStatement after which the server gives a statement up
   * @param patience how long a question waits for its turn
   */
  public ReadPool(Database first, int size, Duration longestStatement, Duration patience) {
    this.first = first;
    this.longestStatement = longestStatement;
    this.patience = patience;
    this.places = new Semaphore(size, true);
  }

  /**
   * Asks, in a transaction that only reads and sees one state.
   *
   * @throws HcpcsException BUSY if its turn does not come in time, DATABASE_UNREACHABLE if the
   *     server is away
   */
  public <T> T read(Function<Database, T> question) {
    return readOnce(database -> Transaction.takenBack(database, () -> question.apply(database)));
  }

  /** Asks one query, which sees one state by itself. */
  public <T> T readOnce(Function<Database, T> question) {
    waitForPlace();
    try {
      for (int left = MOST_TRIES; ; left--) {
        @Nullable Database waiting = idle.pollFirst();
        Database database = waiting == null ? open() : waiting;
        try {
          return ask(database, question);
        } catch (HcpcsException e) {
          if (isOfTheConnection(e) && waiting != null) {
            closeIdle(); // they are as old
          } else {
            giveWay(e, left);
          }
        }
      }
    } finally {
      places.release();
    }
  }

  /**
   * Returns if a question may be asked again.
   *
   * @param left how many times more
   */
  private static void giveWay(HcpcsException e, int left) {
    boolean isGone = hasState(e, MADE_ANEW); // between two files, or it is a defect
    if (!isGone && !hasState(e, GAVE_WAY)) {
      throw e;
    }
    if (left <= 0) {
      throw (isGone ? ErrorCode.DATABASE_FAILED : ErrorCode.BUSY)
          .failure(e, "the database is being changed; ask again in a few seconds");
    }
    try {
      Thread.sleep(isGone ? PAUSE_MILLIS : 0);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  private void waitForPlace() {
    try {
      if (places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw ErrorCode.BUSY.failure(
        "too many questions are asked at once; ask again in a few seconds");
  }

  private Database open() {
    Database database = first.another();
    database.planAtOnce();
    database
        .sql()
        .run(
            "set statement_timeout = "
                + longestStatement.toMillis()
                + "; set lock_timeout = "
                + LONGEST_LOCK_MILLIS
                + "; set plan_cache_mode = force_generic_plan;"
                + " set session characteristics as transaction isolation level repeatable read, read only");
    return database;
  }

  private <T> T ask(Database database, Function<Database, T> question) {
    boolean isSound = false;
    try {
      T answer = question.apply(database);
      isSound = true;
      return answer;
    } catch (HcpcsException e) {
      isSound = !isOfTheConnection(e);
      throw e;
    } finally {
      if (isSound && !isClosed) {
        idle.addFirst(database);
      } else {
        closeQuietly(database);
      }
    }
  }

  private static boolean isOfTheConnection(HcpcsException e) {
    return e.errorCode() == ErrorCode.DATABASE_UNREACHABLE || hasState(e, MADE_ANEW);
  }

  private static boolean hasState(HcpcsException e, Set<String> states) {
    return e.getCause() instanceof SQLException cause
        && states.contains(String.valueOf(cause.getSQLState()));
  }

  private void closeIdle() {
    for (Database each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
      closeQuietly(each);
    }
  }

  private static void closeQuietly(Database database) {
    try {
      database.close();
    } catch (HcpcsException e) {
      return; // it was lost before
    }
  }

  @Override
  public void close() {
    isClosed = true;
    closeIdle();
    first.close();
  }
}

package org.openhcpcs.web.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * Asks a question of the database once for all who want to know meanwhile, in a thread of its own.
 * Nobody gets an answer that was begun before the question, so that what was published before a
 * request is in its answer.
 */
public final class Watch<T> {

  private final Supplier<T> question;
  private final ExecutorService asking;

  /** Who waits for a question that was not asked yet. */
  private @Nullable CompletableFuture<T> next;

  /**
   * @param name of the thread
   */
  public Watch(String name, Supplier<T> question) {
    this.question = question;
    this.asking =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * What it is now, as soon as it is known.
   *
   * @throws HcpcsException that of the question
   */
  T current() {
    return known(asked());
  }

  /**
   * What it is now, if that is known soon.
   *
   * @throws HcpcsException that of the question, or BUSY if it takes longer
   */
  public T within(Duration most) {
    try {
      return known(asked().copy().orTimeout(most.toMillis(), TimeUnit.MILLISECONDS));
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw ErrorCode.BUSY.failure(
            e, "the database does not answer just now; ask again in a few seconds");
      }
      throw e;
    }
  }

  /** What it is now, when it comes: for who does not wait for it in a thread. */
  synchronized CompletableFuture<T> asked() {
    CompletableFuture<T> mine = next;
    if (mine == null) {
      mine = CompletableFuture.supplyAsync(this::ask, asking);
      next = mine;
    }
    return mine;
  }

  /** The answer, or what it failed with. */
  static <A> A known(CompletableFuture<A> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof HcpcsException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private T ask() {
    synchronized (this) {
      next = null; // who comes from now on gets the next answer
    }
    return question.get();
  }
}

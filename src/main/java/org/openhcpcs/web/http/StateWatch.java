package org.openhcpcs.web.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.ReadPool;
import org.openhcpcs.store.serve.PublishedState;

/**
 * Asks which state is published, once for all who want to know meanwhile. Nobody gets an answer
 * that was begun before the question, so that what was published before a request is in its answer.
 */
final class StateWatch {

  private final ReadPool pool;
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "state");
            thread.setDaemon(true);
            return thread;
          });

  /** Who waits for a question that was not asked yet. */
  private @Nullable CompletableFuture<PublishedState> next;

  StateWatch(ReadPool pool) {
    this.pool = pool;
  }

  /**
   * The state that is published.
   *
   * @throws HcpcsException as {@link ReadPool#read} does
   */
  PublishedState current() {
    try {
      return asked().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof HcpcsException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private synchronized CompletableFuture<PublishedState> asked() {
    CompletableFuture<PublishedState> mine = next;
    if (mine == null) {
      mine = CompletableFuture.supplyAsync(this::ask, asking);
      next = mine;
    }
    return mine;
  }

  private PublishedState ask() {
    synchronized (this) {
      next = null; // who comes from now on gets the next answer
    }
    return pool.readOnce(PublishedState::of);
  }
}

package org.openhcpcs.web.page;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.openhcpcs.web.api.Memory;
import org.openhcpcs.web.http.Router;

/**
 * Makes pages of codes before anybody asks for them, one after the other and only while nobody asks
 * for anything: from then on Java has compiled what makes them, and what they need of the published
 * state is in memory.
 */
public final class Rehearsal implements AutoCloseable {

  private static final int PAGES = 400;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

  private final Router router;
  private final Memory memory;
  private final BooleanSupplier isIdle;
  private final Predicate<String> asking;
  private final Thread thread = new Thread(this::run, "rehearsal");

  private Rehearsal(
      Router router, Memory memory, BooleanSupplier isIdle, Predicate<String> asking) {
    this.router = router;
    this.memory = memory;
    this.isIdle = isIdle;
    this.asking = asking;
  }

  /**
   * Begins it in a thread of its own.
   *
   * @param isIdle whether nobody asks for anything just now
   * @param asking asks for a page, and says whether it is there
   */
  public static Rehearsal begun(
      Router router, Memory memory, BooleanSupplier isIdle, Predicate<String> asking) {
    Rehearsal rehearsal = new Rehearsal(router, memory, isIdle, asking);
    rehearsal.thread.setDaemon(true);
    rehearsal.thread.start();
    return rehearsal;
  }

  private void run() {
    try {
      List<String> codes =
          memory.of(router.loaded()).lives().codes().stream().limit(PAGES).toList();
      boolean isWell = true;
      for (int i = 0; i < codes.size() && isWell && !Thread.interrupted(); i++) {
        while (!isIdle.getAsBoolean()) {
          Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        isWell = asking.test("/codes/" + codes.get(i));
      }
    } catch (RuntimeException | InterruptedException e) {
      return; // whoever asks next is told what is wrong
    }
  }

  /** Ends it, after the page that is being made. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

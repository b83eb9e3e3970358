package org.openhcpcs.web.page;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.openhcpcs.web.api.Memory;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.Router;
import org.openhcpcs.web.http.WebRequest;

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
  private final Thread thread = new Thread(this::run, "rehearsal");

  private Rehearsal(Router router, Memory memory, BooleanSupplier isIdle) {
    this.router = router;
    this.memory = memory;
    this.isIdle = isIdle;
  }

  /**
   * Begins it in a thread of its own.
   *
   * @param isIdle whether nobody asks for anything just now
   */
  public static Rehearsal begun(Router router, Memory memory, BooleanSupplier isIdle) {
    Rehearsal rehearsal = new Rehearsal(router, memory, isIdle);
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
        isWell = router.answer(request(codes.get(i))).status() == 200;
      }
    } catch (RuntimeException | InterruptedException e) {
      return; // whoever asks next is told what is wrong
    }
  }

  private static WebRequest request(String code) {
    return new WebRequest(
        "GET",
        "/codes/" + code,
        new Parameters(Map.of()),
        header -> header.equals("Accept") ? Optional.of("text/html") : Optional.empty(),
        InputStream.nullInputStream());
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

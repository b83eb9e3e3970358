package org.openhcpcs.fetch;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before a server is asked again. */
record Backoff(FetchSettings settings, Clock clock, RandomGenerator random) {

  private static final int MOST_DOUBLINGS = 20;

  /**
   * The wait before a retry: twice as long each time, less up to a half of it by chance, so that
   * many programs do not come back at once; or what the server asks for. Never longer than the
   * settings allow.
   *
   * @param retry 0 for the first
   * @param retryAfter header Retry-After
   */
  Duration before(int retry, Optional<String> retryAfter) {
    Duration wanted =
        retryAfter
            .flatMap(this::asked)
            .orElseGet(
                () -> {
                  long doubled = settings.firstWait().toMillis() << Math.min(retry, MOST_DOUBLINGS);
                  return Duration.ofMillis(doubled - (long) (doubled / 2.0 * random.nextDouble()));
                });
    Duration capped =
        wanted.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : wanted;
    return capped.isNegative() ? Duration.ZERO : capped;
  }

  /** Seconds, or a moment. */
  private Optional<Duration> asked(String retryAfter) {
    try {
      return Optional.of(
          retryAfter.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(clock.instant(), Validators.time(retryAfter).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

package org.openhcpcs.fetch;

import java.time.Duration;

/**
 * How patient and how generous a download is.
 *
 * @param connectTimeout until a connection stands
 * @param timeout until an answer is complete, however steadily it trickles
 * @param retries how often a failure that may pass is tried again, 0 or more
 * @param firstWait before the first of them; it doubles each time
 * @param longestWait the most that is waited, also if the server asks for more
 * @param mostBytes the largest answer that is taken
 * @param userAgent header User-Agent
 */
public record FetchSettings(
    Duration connectTimeout,
    Duration timeout,
    int retries,
    Duration firstWait,
    Duration longestWait,
    long mostBytes,
    String userAgent) {

  /** CMS answers 403 to programs that do not look like a browser. */
  public static final String USER_AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

  /** For CMS's site; its zips have 1 to 3 MB. */
  public static final FetchSettings DEFAULT =
      new FetchSettings(
          Duration.ofSeconds(20),
          Duration.ofMinutes(3),
          4,
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          100L << 20,
          USER_AGENT);

  /** With other limits. */
  public FetchSettings with(Duration newTimeout, int newRetries, long newMostBytes) {
    return new FetchSettings(
        connectTimeout, newTimeout, newRetries, firstWait, longestWait, newMostBytes, userAgent);
  }
}

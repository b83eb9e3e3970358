package org.openhcpcs.fetch;

import java.util.Optional;
import org.openhcpcs.code.OneLine;

/** What became of asking for a URL. */
public sealed interface Answer {

  /**
   * Content came, whole as far as HTTP tells.
   *
   * @param bytes its size
   * @param fileName the name that the server gives, or that the last URL ends with
   * @param validators to ask with the next time
   */
  record Received(long bytes, Optional<String> fileName, Validators validators) implements Answer {}

  /** The server says that the content is the one known. */
  record Unchanged() implements Answer {}

  /**
   * The server has nothing there.
   *
   * @param status the status code
   */
  record NotPosted(int status) implements Answer {}

  /**
   * No usable answer came.
   *
   * @param status the status code; empty if the server did not answer
   * @param reason what went wrong, for people
   */
  record Failed(Optional<Integer> status, String reason) implements Answer {

    public Failed {
      status = status.filter(code -> code >= 100 && code < 600); // others mean nothing in HTTP
      reason = OneLine.of(reason);
    }
  }
}

package org.openhcpcs.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * A line of a code file that is no record that can be loaded. Kept with its bytes, so that nothing
 * is lost.
 *
 * @param line 1-based line in the file
 * @param raw the line's bytes without its end, read-only
 * @param reason why it was not loaded, in words
 */
public record RejectedLine(int line, ByteBuffer raw, String reason) {

  private static final String DUPLICATE = " is in the file already; the first record was loaded";

  public RejectedLine {
    raw = raw.asReadOnlyBuffer();
  }

  /** Why the lines of a record are not loaded that the file has before. */
  static String duplicate(String code) {
    return code + DUPLICATE;
  }

  /** Whether the file has the record before. */
  public boolean isDuplicate() {
    return reason.endsWith(DUPLICATE);
  }

  /** Two parts of one line. */
  public RejectedLine and(RejectedLine next, String between) {
    return new RejectedLine(
        line,
        SourceLine.joined(SourceLine.joined(raw, US_ASCII.encode(between)), next.raw),
        reason + "; " + next.reason);
  }
}

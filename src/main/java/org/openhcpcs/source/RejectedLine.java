package org.openhcpcs.source;

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

  public RejectedLine {
    raw = raw.asReadOnlyBuffer();
  }
}

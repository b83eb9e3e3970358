package org.openhcpcs.source;

import java.nio.ByteBuffer;

/**
 * A line kept as it is published, because a finding points at it.
 *
 * @param line 1-based line in the file
 * @param raw the line's bytes without its end, read-only
 */
public record SourceLine(int line, ByteBuffer raw) {

  public SourceLine {
    raw = raw.asReadOnlyBuffer();
  }
}

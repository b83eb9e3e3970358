package org.openhcpcs.source;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** The same lines, the parts of one that holds several records put together again. */
  public static List<SourceLine> joined(List<SourceLine> lines) {
    Map<Integer, SourceLine> byNumber = new LinkedHashMap<>();
    for (SourceLine line : lines) {
      byNumber.merge(line.line, line, (a, b) -> new SourceLine(a.line, joined(a.raw, b.raw)));
    }
    return List.copyOf(byNumber.values());
  }

  static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    return ByteBuffer.allocate(first.remaining() + second.remaining())
        .put(first.duplicate())
        .put(second.duplicate())
        .flip();
  }
}

package org.openhcpcs.proof.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.source.SourceLine;

/**
 * What one release says of one code, and where.
 *
 * @param codeRecord its record; empty if the release does not list the code
 * @param lines the lines of the code file that say so
 * @param twin the rows or lines of the twin from which something was taken; empty if nothing was
 */
public record CodeStatement(
    Optional<CodeRecord> codeRecord, List<RawLine> lines, Optional<Twin> twin) {

  public static final CodeStatement NOT_LISTED =
      new CodeStatement(Optional.empty(), List.of(), Optional.empty());

  public CodeStatement {
    lines = List.copyOf(lines);
  }

  /**
   * A line of a file, or a row of a table.
   *
   * @param number 1-based
   * @param raw its bytes, each as the character of that number; of a row its cells, with tabs
   *     between
   */
  public record RawLine(int number, String raw) {

    static List<RawLine> of(List<SourceLine> lines, Charset charset) {
      return lines.stream().map(line -> of(line.line(), line.raw(), charset)).toList();
    }

    static RawLine of(int number, ByteBuffer raw, Charset charset) {
      return new RawLine(number, charset.decode(raw.duplicate()).toString());
    }
  }

  /** What was taken from the other form of the code file, where the code file is damaged. */
  public record Twin(String file, List<RawLine> lines) {

    public Twin {
      lines = List.copyOf(lines);
    }
  }
}

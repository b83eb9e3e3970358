package org.openhcpcs.source.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of any length in UTF-8, in which bytes that are not UTF-8 count as windows-1252, so that no
 * byte is lost and none fails. A byte order mark at the beginning is left out.
 */
public final class MixedText extends Reader {

  /** No honest line is longer; a quotation mark that nobody closes makes one. */
  public static final int LONGEST_LINE = 1 << 24;

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private boolean atBegin = true;
  private boolean atEnd;
  private long sinceLine;

  public MixedText(InputStream in) {
    this.in = in;
  }

  /** A line was read to its end; the next may be {@link #LONGEST_LINE} characters long. */
  public void lineEnds() {
    sinceLine = 0;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      if (atEnd && !bytes.hasRemaining()) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    sinceLine += count;
    if (sinceLine > LONGEST_LINE) {
      throw new IOException(
          "a line is longer than " + LONGEST_LINE + " characters; is a quotation mark left open?");
    }
    return count;
  }

  private void fill() throws IOException {
    bytes.compact();
    if (!atEnd) {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      atEnd = read < 0;
      bytes.position(bytes.position() + Math.max(read, 0));
    }
    bytes.flip();
    chars.clear();
    CoderResult result = decoder.reset().decode(bytes, chars, atEnd);
    while (result.isMalformed() && chars.remaining() >= result.length()) {
      for (int i = 0; i < result.length(); i++) {
        chars.put(SourceText.singleByte(bytes.get()));
      }
      result = decoder.reset().decode(bytes, chars, atEnd);
    }
    chars.flip();
    if (atBegin && chars.hasRemaining()) {
      atBegin = false;
      if (chars.get(0) == '\uFEFF') {
        chars.get();
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

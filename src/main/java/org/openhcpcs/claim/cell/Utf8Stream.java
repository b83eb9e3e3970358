package org.openhcpcs.claim.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** A text as bytes of UTF-8. */
public final class Utf8Stream extends InputStream {

  private final Reader text;
  private final char[] chars = new char[1 << 14];
  private byte[] bytes = {};
  private int place;

  public Utf8Stream(Reader text) {
    this.text = text;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (place == bytes.length) {
      int count = text.read(chars, 0, chars.length - 1);
      if (count < 0) {
        return -1;
      }
      if (Character.isHighSurrogate(chars[count - 1])) { // its other half comes next
        int half = text.read();
        chars[count] = (char) half;
        count += half < 0 ? 0 : 1;
      }
      bytes = new String(chars, 0, count).getBytes(StandardCharsets.UTF_8);
      place = 0;
    }
    int count = Math.min(length, bytes.length - place);
    System.arraycopy(bytes, place, target, offset, count);
    place += count;
    return count;
  }
}

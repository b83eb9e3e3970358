package org.openhcpcs.claim.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.ReaderInputStream;

/**
 * A text without what it was packed in.
 *
 * @param bytes what it holds: of UTF-16 that is UTF-8, else the bytes as they came
 * @param isUtf16 whether it was UTF-16, which its mark tells
 */
public record PlainText(InputStream bytes, boolean isUtf16) {

  private static final int GZIP = 0x1f8b;

  /**
   * Unpacks what is packed by gzip. There is no buffer around it, in which what stands before the
   * end of a cut file would be lost.
   *
   * @throws IOException if it cannot be read, or is no gzip although it begins as one
   */
  public static PlainText of(InputStream raw) throws IOException {
    PushbackInputStream plain = new PushbackInputStream(raw, 2);
    if (beginning(plain) == GZIP) {
      plain = new PushbackInputStream(new GZIPInputStream(new Patient(plain), 1 << 16), 2);
    }
    int mark = beginning(plain);
    if (mark != 0xFEFF && mark != 0xFFFE) {
      return new PlainText(plain, false);
    }
    InputStream bytes =
        ReaderInputStream.builder()
            .setReader(new InputStreamReader(plain, StandardCharsets.UTF_16))
            .setCharset(StandardCharsets.UTF_8)
            .get();
    return new PlainText(bytes, true);
  }

  /**
   * Waits for a byte rather than say that none is there: {@link GZIPInputStream} would take a pause
   * of a pipe between two members for the end of the file.
   */
  private static final class Patient extends PushbackInputStream {

    Patient(InputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      int next = read();
      if (next < 0) {
        return 0;
      }
      unread(next);
      return 1;
    }
  }

  /** The first two bytes, -1 if there are fewer. */
  private static int beginning(PushbackInputStream in) throws IOException {
    byte[] two = in.readNBytes(2);
    in.unread(two);
    return two.length < 2 ? -1 : ((two[0] & 0xff) << Byte.SIZE) | (two[1] & 0xff);
  }
}

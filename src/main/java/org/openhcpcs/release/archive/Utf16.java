package org.openhcpcs.release.archive;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells a text in UTF-16, as some editors and exports write it, from those in one of the encodings
 * that are read: windows-1252, as CMS writes, and UTF-8.
 */
public final class Utf16 {

  /** What to say of a file that is. */
  public static final String REASON =
      "it is in UTF-16, which is not read; save it in UTF-8 or windows-1252";

  /** So much of a text tells. */
  private static final int BEGINNING = 4096;

  private Utf16() {}

  /** Whether a file is in UTF-16, with a byte order mark or without one. */
  public static boolean is(byte[] bytes) {
    return charset(bytes).isPresent();
  }

  /** Its text; empty if it is not in UTF-16. */
  static Optional<String> text(byte[] bytes) {
    return charset(bytes).map(charset -> new String(bytes, charset));
  }

  private static Optional<Charset> charset(byte[] bytes) {
    if (bytes.length >= 2) {
      int mark = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
      if (mark == 0xFEFF || mark == 0xFFFE) {
        return Optional.of(StandardCharsets.UTF_16);
      }
    }
    int length = Math.min(bytes.length, BEGINNING) & ~1;
    int even = zeros(bytes, 0, length);
    int odd = zeros(bytes, 1, length);
    if (length == 0 || Math.max(even, odd) * 10 < length / 2 * 9 || Math.min(even, odd) > 0) {
      return Optional.empty();
    }
    return Optional.of(odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
  }

  /** How many of every second byte are zero, as they are for nine letters in ten. */
  private static int zeros(byte[] bytes, int from, int to) {
    int zeros = 0;
    for (int i = from; i < to; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return zeros;
  }
}

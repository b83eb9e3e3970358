package org.openhcpcs.release.archive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells a content from others.
 *
 * @param sha256 its SHA-256, in lower-case hexadecimal
 * @param size its size in bytes
 */
public record ContentDigest(String sha256, long size) {

  private static final int PIECE = 1 << 16;

  public static ContentDigest of(byte[] content) {
    return new ContentDigest(hex(newDigest().digest(content)), content.length);
  }

  /** Of a stream in pieces, to its end or as far as wanted. */
  public static ContentDigest of(InputStream in, long most) throws IOException {
    MessageDigest digest = newDigest();
    byte[] piece = new byte[PIECE];
    long size = 0;
    int read;
    do {
      read = in.read(piece, 0, (int) Math.min(PIECE, most - size));
      digest.update(piece, 0, Math.max(0, read));
      size += Math.max(0, read);
    } while (read > 0);
    return new ContentDigest(hex(digest.digest()), size);
  }

  /** In lower-case hexadecimal. */
  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** For what comes in pieces. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

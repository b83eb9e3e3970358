package org.openhcpcs.claim.cell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: lines of CSV in UTF-8. */
public final class ByteText {

  private byte[] bytes;
  private int size;

  public ByteText(int capacity) {
    bytes = new byte[capacity];
  }

  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Takes all away, and leaves room for so much. */
  public ByteText clear(int capacity) {
    size = 0;
    room(capacity);
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  public ByteText add(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  public ByteText add(byte[] more) {
    return add(more, 0, more.length);
  }

  public ByteText add(byte[] more, int from, int to) {
    int length = to - from;
    room(length);
    System.arraycopy(more, from, bytes, size, length);
    size += length;
    return this;
  }

  /** Adds a text as a cell, in quotation marks where it must be. */
  public ByteText addCell(String text) {
    boolean isPlain =
        text.isEmpty() || (text.charAt(0) > ' ' && text.charAt(text.length() - 1) > ' ');
    for (int i = 0; isPlain && i < text.length(); i++) {
      char c = text.charAt(i);
      isPlain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return add(
        (isPlain ? text : '"' + text.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8));
  }

  /** Letters and digits that are packed, the first in the lowest byte. */
  public ByteText addKey(long key) {
    room(Long.BYTES);
    byte[] b = bytes;
    int end = size;
    for (long rest = key; rest != 0; rest >>>= 8) {
      b[end++] = (byte) rest;
    }
    size = end;
    return this;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
  }
}

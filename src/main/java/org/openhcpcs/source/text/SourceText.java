package org.openhcpcs.source.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a text file in windows-1252, as CMS writes, or in UTF-8, as copies are. Line ends
 * may be CRLF, LF, or CR where there is no LF. Every byte becomes one character in windows-1252:
 * the five bytes that it leaves undefined keep their value, so nothing is lost.
 *
 * @param lines without their ends; line n of the file is element n - 1
 * @param utf8 whether the file is in UTF-8
 */
public record SourceText(List<String> lines, boolean utf8) {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final char[] SINGLE_BYTE = singleByteTable();

  public static SourceText of(byte[] bytes) {
    boolean bom =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    if (bom || !isAscii(bytes)) {
      try {
        int skip = bom ? 3 : 0;
        String text =
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, skip, bytes.length - skip))
                .toString();
        return new SourceText(split(text), true);
      } catch (CharacterCodingException e) {
        return singleByte(bytes); // not UTF-8, so CMS's own encoding
      }
    }
    return singleByte(bytes);
  }

  /** The same lines with the symbol of a dead byte in its place, which no database can keep. */
  public List<String> storableLines() {
    return lines.stream().map(FieldReader::storable).toList();
  }

  /** The bytes of a line as they stand in the file, without the line's end. */
  public ByteBuffer raw(String line) {
    if (utf8) {
      return StandardCharsets.UTF_8.encode(line);
    }
    byte[] raw = new byte[line.length()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = toByte(line.charAt(i));
    }
    return ByteBuffer.wrap(raw);
  }

  /** The character of a byte in windows-1252. */
  static char singleByte(byte b) {
    return SINGLE_BYTE[b & 0xff];
  }

  private static SourceText singleByte(byte[] bytes) {
    char[] text = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[i] = singleByte(bytes[i]);
    }
    return new SourceText(split(new String(text)), false);
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>(text.length() / 300 + 1);
    char ending = text.indexOf('\n') < 0 ? '\r' : '\n';
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(ending, start);
      int next = end < 0 ? text.length() : end + 1;
      int stop = end < 0 ? text.length() : end;
      lines.add(
          text.substring(start, stop > start && text.charAt(stop - 1) == '\r' ? stop - 1 : stop));
      start = next;
    }
    return lines;
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static byte toByte(char c) {
    if (c < 0x100) {
      return (byte) c;
    }
    for (int b = 0x80; b < 0xA0; b++) {
      if (SINGLE_BYTE[b] == c) {
        return (byte) b;
      }
    }
    throw new IllegalArgumentException("not a windows-1252 character: " + c);
  }

  private static char[] singleByteTable() {
    char[] table = new char[256];
    for (int b = 0; b < 256; b++) {
      char c = new String(new byte[] {(byte) b}, WINDOWS_1252).charAt(0);
      table[b] = c == '\uFFFD' ? (char) b : c;
    }
    return table;
  }
}

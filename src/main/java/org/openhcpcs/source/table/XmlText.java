package org.openhcpcs.source.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML file. The parser of the platform is not given what it would complain of
 * on the standard error, where nobody expects it: bytes that are no characters, and document types.
 */
final class XmlText {

  /** What to say of a file that has one. */
  static final String DOCUMENT_TYPE = "it has a document type, which no workbook needs";

  /** So much of a file is looked at ahead of the parser. */
  private static final int BEGINNING = 8192;

  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private static final Pattern BEFORE_A_DOCUMENT_TYPE =
      Pattern.compile("^\\uFEFF?(?:\\s|<\\?.*?\\?>|<!--.*?-->)*+<!DOCTYPE", Pattern.DOTALL);

  private XmlText() {}

  /**
   * Opens a file that is in UTF-16 with a mark, in the encoding that it states, or in UTF-8.
   *
   * @throws IOException if it has a document type, or an encoding that nobody knows; reading from
   *     the result fails with a CharacterCodingException where the bytes are no characters
   */
  static Reader open(InputStream file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(file, BEGINNING);
    in.mark(BEGINNING);
    byte[] beginning = in.readNBytes(BEGINNING);
    in.reset();
    Charset charset = charset(beginning);
    if (BEFORE_A_DOCUMENT_TYPE.matcher(new String(beginning, charset)).lookingAt()) {
      throw new IOException(DOCUMENT_TYPE);
    }
    if (beginning.length >= 3 && beginning[0] == (byte) 0xEF && beginning[1] == (byte) 0xBB) {
      in.skipNBytes(3); // the mark of UTF-8
    }
    return new InputStreamReader(
        in,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static Charset charset(byte[] beginning) throws IOException {
    if (beginning.length >= 2) {
      int mark = (beginning[0] & 0xff) << 8 | (beginning[1] & 0xff);
      if (mark == 0xFEFF || mark == 0xFFFE) {
        return StandardCharsets.UTF_16;
      }
    }
    Matcher stated = ENCODING.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
    try {
      return stated.find() ? Charset.forName(stated.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      throw new IOException("it is in the encoding " + stated.group(1) + ", which is not known", e);
    }
  }
}

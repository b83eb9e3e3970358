package org.openhcpcs.source.table;

import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The characters of an XML file. In any encoding but UTF-8 the parser would put a replacement in
 * the place of bytes that are no characters, and say nothing.
 */
final class XmlText {

  /** So much of a file is looked at ahead of the parser. */
  private static final int BEGINNING = 1024;

  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private XmlText() {}

  /**
   * Opens a file that is in UTF-16 or UTF-8 with a mark, in the encoding that it states, or in
   * UTF-8.
   *
   * @throws IOException if it is in an encoding that nobody knows; for bytes that are no characters
   *     the result throws what {@link #isNotInItsEncoding} knows
   */
  static XMLStreamReader open(XMLInputFactory factory, InputStream file)
      throws IOException, XMLStreamException {
    BufferedInputStream in = new BufferedInputStream(file);
    in.mark(BEGINNING);
    Charset charset = charset(in.readNBytes(BEGINNING));
    in.reset();
    return charset.equals(StandardCharsets.UTF_8)
        ? factory.createXMLStreamReader(in, charset.name())
        : factory.createXMLStreamReader(new InputStreamReader(in, charset.newDecoder()));
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

  /** Whether reading failed because of bytes that are no characters. */
  static boolean isNotInItsEncoding(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof CharacterCodingException
            || failure instanceof CharConversionException
            || isNotInItsEncoding(failure.getCause()));
  }
}

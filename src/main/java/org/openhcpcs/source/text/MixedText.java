package org.openhcpcs.source.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text in UTF-8, in which bytes that are not UTF-8 count as windows-1252, so that no byte is lost
 * and none fails.
 */
public final class MixedText {

  private MixedText() {}

  /** Whether a part of a text is UTF-8 alone. */
  public static boolean isUtf8(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** A part of a text in UTF-8 alone. */
  public static byte[] inUtf8(byte[] bytes, int from, int to) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer text = CharBuffer.allocate(to - from); // no byte makes more than one character
    for (CoderResult result = decoder.decode(in, text, true);
        result.isMalformed();
        result = decoder.reset().decode(in, text, true)) {
      for (int i = 0; i < result.length(); i++) {
        text.put(SourceText.singleByte(in.get()));
      }
    }
    return text.flip().toString().getBytes(StandardCharsets.UTF_8);
  }
}

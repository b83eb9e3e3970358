package org.openhcpcs.source.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class SourceTextTest {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  @Test
  void splitsAtEitherLineEnd() {
    assertThat(lines("a\r\nb\nc")).containsExactly("a", "b", "c");
    assertThat(lines("a\r\n")).containsExactly("a");
    assertThat(lines("a\n\nb\n")).containsExactly("a", "", "b");
    assertThat(lines("\n")).containsExactly("");
    assertThat(lines("\r\n\r\n")).containsExactly("", "");
    assertThat(lines("")).isEmpty();
    assertThat(lines("a\r\rb\r")).containsExactly("a", "", "b");
  }

  @Test
  void keepsAReturnThatEndsNoLine() {
    assertThat(lines("a\rb\n")).containsExactly("a\rb");
    assertThat(lines("a\r\r\nb")).containsExactly("a\r", "b");
  }

  @Test
  void makesOneCharacterOfEveryByteAndTheSameByteOfIt() {
    byte[] bytes = new byte[258];
    for (int i = 0; i < 256; i++) {
      bytes[i] = (byte) i;
    }
    bytes[10] = 'x'; // no line end
    bytes[256] = (byte) 0xC3; // not UTF-8
    bytes[257] = '\n';
    SourceText text = SourceText.of(bytes);
    assertThat(text.lines()).hasSize(1);
    String line = text.lines().get(0);
    assertThat(line).hasSize(257);
    assertThat(text.raw(line)).isEqualTo(ByteBuffer.wrap(bytes, 0, 257));
  }

  @Test
  void readsWindows1252() {
    SourceText text = SourceText.of("café ‘x’ €".getBytes(WINDOWS_1252));
    assertThat(text.lines()).containsExactly("café ‘x’ €");
  }

  @Test
  void keepsTheValueOfTheFiveBytesThatWindows1252LeavesOut() {
    byte[] undefined = {(byte) 0x81, (byte) 0x8D, (byte) 0x8F, (byte) 0x90, (byte) 0x9D};
    assertThat(SourceText.of(undefined).lines()).containsExactly("\u0081\u008D\u008F\u0090\u009D");
  }

  @Test
  void readsUtf8AndGivesItsBytesBack() {
    byte[] bytes = "café ‘x’ €\r\n😀".getBytes(UTF_8);
    SourceText text = SourceText.of(bytes);
    assertThat(text.lines()).containsExactly("café ‘x’ €", "😀");
    assertThat(text.raw(text.lines().get(0)))
        .isEqualTo(ByteBuffer.wrap("café ‘x’ €".getBytes(UTF_8)));
  }

  @Test
  void dropsAByteOrderMark() {
    assertThat(SourceText.of("\uFEFFabc".getBytes(UTF_8)).lines()).containsExactly("abc");
    assertThat(SourceText.of("\uFEFF".getBytes(UTF_8)).lines()).isEmpty();
  }

  @Test
  void takesBrokenUtf8ForWindows1252() {
    byte[] broken = {'a', (byte) 0xC3, (byte) 0xA9, ' ', (byte) 0xE9};
    SourceText text = SourceText.of(broken);
    assertThat(text.lines()).containsExactly("aÃ© é");
    assertThat(text.raw("aÃ© é")).isEqualTo(ByteBuffer.wrap(broken));
  }

  @Test
  void refusesCharactersThatNoByteStandsFor() {
    SourceText text = SourceText.of("plain".getBytes(US_ASCII));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text.raw("π"))
        .withMessage("not a windows-1252 character: π");
  }

  private static Iterable<String> lines(String text) {
    return SourceText.of(text.getBytes(US_ASCII)).lines();
  }
}

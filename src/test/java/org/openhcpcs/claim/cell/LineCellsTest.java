package org.openhcpcs.claim.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCellsTest {

  @Test
  void cutsCellsAsTheStandardHasThem() {
    assertThat(lines("a,b,c\r\n\"x, \"\"y\"\"\r\nz\",,\"\"\n,5\" pipe, \"q\r1,2,\"3\" \t"))
        .containsExactly("[a|b|c]", "[x, \"y\"\r\nz||]", "[|5\" pipe| \"q]", "[1|2|3]");
  }

  @Test
  void losesOneLineToAMarkThatIsNotClosed() {
    assertThat(lines("1,A1,2008-06-01,\"wound 4\"\" x 2\n2,A1,2008-06-01,ok\n"))
        .containsExactly("broken[1|A1|2008-06-01|\"wound 4\"\" x 2]", "[2|A1|2008-06-01|ok]");
  }

  @Test
  void losesOneLineToAMarkWithTextBehindIt() {
    assertThat(lines("1,A1,2008-06-01,\"wound 4\" x\n2,A1,2008-06-01,\"a, b\"\n"))
        .containsExactly("broken[1|A1|2008-06-01|\"wound 4\" x]", "[2|A1|2008-06-01|a, b]");
    assertThat(lines("1,A1,2008-06-01,\"wound\n2,A1,2008-06-01,\"a, b\"\n"))
        .containsExactly("broken[1|A1|2008-06-01|\"wound]", "[2|A1|2008-06-01|a, b]");
  }

  /** The mark at the end of the third line would close the one in the first. */
  @Test
  void takesNoClaimLineForTheTextOfACell() {
    assertThat(lines("1,A1,2008-06-01,\"wound\n2,A1,2008-06-01,x\n3,A1,20080601,pipe 5\"\n"))
        .containsExactly(
            "broken[1|A1|2008-06-01|\"wound]", "[2|A1|2008-06-01|x]", "[3|A1|20080601|pipe 5\"]");
    assertThat(lines("1,A1,2008-06-01,\"a\nb, c, d, e\nf\"\n"))
        .containsExactly("[1|A1|2008-06-01|a\nb, c, d, e\nf]");
  }

  @Test
  void looksNoFurtherThanAThousandLines() {
    String text = "1,A1,2008-06-01,\"a" + "\n".repeat(1001) + "\"\n";
    assertThat(lines(text)).startsWith("broken[1|A1|2008-06-01|\"a]", "[]");
    assertThat(lines(text.replaceFirst("\n", ""))).hasSize(1);
  }

  /** A part of a text never looks whole where the whole would be cut otherwise. */
  @Test
  void waitsForTheRestOfALine() {
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < 30; k++) {
        text.append("a,\"\n\r \"\",2008-06-01".charAt(random.nextInt(19)));
      }
      List<String> whole = lines(text.toString());
      List<String> first = new ArrayList<>();
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      int limit = random.nextInt(bytes.length);
      int rest = cut(bytes, 0, limit, false, first);
      cut(bytes, rest, bytes.length, true, first);
      assertThat(first).as(text.toString()).isEqualTo(whole);
    }
  }

  @Test
  void tellsWhereMoreThanAsciiMayBe() {
    assertThat(line("abc,d").mayHoldMoreThanAscii()).isFalse();
    assertThat(line("abc,dé").mayHoldMoreThanAscii()).isTrue();
    assertThat(line("\"é\",d").mayHoldMoreThanAscii()).isTrue();
  }

  @Test
  void takesANoBreakSpaceWithinACellForABlank() {
    LineCells cells = line("J9380\u00a0JW,\u00a0rt\u00a0LT,2020-02-03\u00a000:00:00");
    assertThat(cells.value(0)).isEqualTo("J9380 JW");
    assertThat(cells.value(1)).isEqualTo("RT LT");
    assertThat(LocalDate.ofEpochDay(cells.date(2, false))).isEqualTo("2020-02-03");
  }

  private static LineCells line(String text) {
    LineCells cells = new LineCells((byte) ',', 4, 2);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    cells.cut(bytes, 0, bytes.length, true);
    return cells;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    cut(bytes, 0, bytes.length, true, lines);
    return lines;
  }

  private static int cut(byte[] bytes, int from, int limit, boolean isLast, List<String> lines) {
    LineCells cells = new LineCells((byte) ',', 4, 2);
    int at = from;
    while (at < limit && cells.cut(bytes, at, limit, isLast)) {
      StringBuilder line = new StringBuilder(cells.isBroken() ? "broken[" : "[");
      for (int i = 0; i < cells.count(); i++) {
        line.append(i > 0 ? "|" : "").append(cells.text(i));
      }
      lines.add(line.append("]").toString());
      at = cells.next();
    }
    return at;
  }
}

package org.openhcpcs.web.page.code;

import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.source.FixedWidthFormat;

/**
 * A record as CMS's text file has it, in lines, with a ruler that counts the positions.
 *
 * @param lines cut where a page is as wide
 */
public record RawRecord(List<Piece> lines) {

  /** So many characters of a line stand beside each other. */
  public static final int WIDTH = 80;

  /** A part of a line, below the positions of its tens. */
  public record Piece(String ruler, String text) {}

  static RawRecord of(NamedRow detail, int sequence) {
    CodeRecord codeRecord =
        new CodeRecord(
            detail.get("code"),
            detail.get("kind").equals("modifier") ? Kind.MODIFIER : Kind.PROCEDURE,
            Field.ALL.stream().map(field -> detail.get(field.column())).toList());
    List<Piece> pieces = new ArrayList<>();
    for (String line : FixedWidthFormat.lines(codeRecord, sequence)) {
      for (int begin = 0; begin < line.length(); begin += WIDTH) {
        String text = line.substring(begin, Math.min(begin + WIDTH, line.length()));
        pieces.add(new Piece(ruler(begin), text));
      }
    }
    return new RawRecord(List.copyOf(pieces));
  }

  /** The positions of the tens behind a place, counted from 0. */
  public static String ruler(int begin) {
    StringBuilder ruler = new StringBuilder();
    while (ruler.length() < WIDTH) {
      String tens = String.valueOf(begin + ruler.length() + 10);
      ruler.append(".".repeat(10 - tens.length())).append(tens);
    }
    return ruler.toString();
  }
}

package org.openhcpcs.web.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.web.page.code.RawRecord;

/**
 * A raw line with the fields marked in it that the answer depends on.
 *
 * @param number its number in the file
 * @param pieces it, cut where a page is as wide
 * @param fields the fields that are marked, with what stands there
 */
public record MarkedLine(String number, List<Piece> pieces, List<Marked> fields) {

  private static final Pattern RECORD = Pattern.compile("(?s).{5}[0-9]{5}[3478].*");
  private static final Pattern FIRST = Pattern.compile("(?s).{5}[0-9]{5}[37].*");

  private static final List<LayoutField> SHOWN =
      List.of(
          LayoutField.CODE,
          LayoutField.CROSS_REFERENCE,
          LayoutField.ADDED_DATE,
          LayoutField.ACTION_EFFECTIVE_DATE,
          LayoutField.TERMINATION_DATE,
          LayoutField.ACTION);

  public MarkedLine {
    pieces = List.copyOf(pieces);
    fields = List.copyOf(fields);
  }

  /** A part of a line, below the positions of its tens; a row has no positions. */
  public record Piece(String ruler, List<Text> texts) {

    public Piece {
      texts = List.copyOf(texts);
    }
  }

  /** A text, marked or not. */
  public record Text(String text, boolean isMarked) {}

  /** A field that is marked. */
  public record Marked(String name, int begin, int end, String text) {

    private String words() {
      String place = begin == end ? String.valueOf(begin) : begin + "-" + end;
      return name + " (" + place + ") " + (text.isEmpty() ? "blank" : text);
    }
  }

  /** The marked fields with their positions. */
  public String words() {
    return fields.stream().map(Marked::words).collect(Collectors.joining("; "));
  }

  static boolean isOfText(List<ReceiptView.Part> lines) {
    return lines.stream().allMatch(line -> RECORD.matcher(line.get("raw")).matches());
  }

  static MarkedLine of(String number, String raw) {
    if (!RECORD.matcher(raw).matches()) {
      String cells = raw.replaceAll("\t+", " | ");
      return new MarkedLine(
          number, List.of(new Piece("", List.of(new Text(cells, false)))), List.of());
    }
    List<Marked> marked = new ArrayList<>();
    for (LayoutField field : FIRST.matcher(raw).matches() ? SHOWN : SHOWN.subList(0, 1)) {
      int begin = field.begin(1);
      int end = field.end(field.occurs());
      String text =
          begin > raw.length() ? "" : raw.substring(begin - 1, Math.min(end, raw.length()));
      marked.add(new Marked(name(field), begin, end, text.strip()));
    }
    List<Piece> pieces = new ArrayList<>();
    String line = raw.stripTrailing();
    for (int from = 0; from < line.length(); from += RawRecord.WIDTH) {
      pieces.add(
          new Piece(
              RawRecord.ruler(from),
              texts(line, from, Math.min(from + RawRecord.WIDTH, line.length()), marked)));
    }
    return new MarkedLine(number, pieces, marked);
  }

  private static List<Text> texts(String line, int from, int to, List<Marked> marked) {
    List<Text> texts = new ArrayList<>();
    int begin = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || isMarked(i, marked) != isMarked(begin, marked)) {
        texts.add(new Text(line.substring(begin, i), isMarked(begin, marked)));
        begin = i;
      }
    }
    return texts;
  }

  private static boolean isMarked(int index, List<Marked> marked) {
    return marked.stream().anyMatch(each -> index >= each.begin() - 1 && index < each.end());
  }

  private static String name(LayoutField field) {
    return field.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

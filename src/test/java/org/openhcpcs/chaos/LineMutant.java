package org.openhcpcs.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.LayoutField;

/**
 * Damages lines of a text, each on its own, so that most of the file stays sound: bytes changed,
 * lost, added; fields blanked, filled with what belongs elsewhere, moved; lines cut, doubled,
 * joined. The same random numbers give the same damage.
 */
final class LineMutant {

  private static final String TELLING =
      "\0\t\u001a\u001f 0123456789AZaz*-,;\"'\\`\u0081\u0092\u00a0\u00c3\u00e1\u00ff";

  /** Dates at the ends of what can be written, and what only looks like one. */
  private static final List<String> DATES =
      List.of(
          "99991231",
          "99991230",
          "99990101",
          "00010101",
          "00000000",
          "19000101",
          "20080229",
          "20230229",
          "21000101",
          "2008011 ",
          " 2008011",
          "20081301",
          "2008-1-1",
          "01012008");

  private static final List<Field> FIELDS =
      Field.ALL.stream().filter(field -> field != Field.LONG_DESCRIPTION).toList();

  private final Random random;

  LineMutant(Random random) {
    this.random = random;
  }

  /**
   * Damages so many lines of a text, or all if it has fewer.
   *
   * @param from how many lines at the beginning are left alone
   */
  byte[] damage(byte[] text, int count, int from) {
    String[] lines = new String(text, StandardCharsets.ISO_8859_1).split("\n", -1);
    TreeSet<Integer> chosen = new TreeSet<>();
    while (chosen.size() < Math.min(count, lines.length - from)) {
      chosen.add(from + random.nextInt(lines.length - from));
    }
    List<String> damaged = new ArrayList<>(lines.length);
    for (int i = 0; i < lines.length; i++) {
      if (chosen.contains(i)) {
        damaged.addAll(damaged(lines[i], lines[from + random.nextInt(lines.length - from)]));
      } else {
        damaged.add(lines[i]);
      }
    }
    return String.join("\n", damaged).getBytes(StandardCharsets.ISO_8859_1);
  }

  private List<String> damaged(String line, String other) {
    return switch (random.nextInt(24)) {
      case 0 -> List.of();
      case 1 -> List.of(line, line);
      case 2 -> List.of(line, other);
      case 3 -> List.of(other);
      case 4 -> List.of(line.stripTrailing() + other);
      case 5 -> List.of(line.substring(0, random.nextInt(line.length() + 1)));
      case 6 -> List.of(line.substring(0, line.length() / 2), line.substring(line.length() / 2));
      case 7 -> List.of(cells(line, other));
      case 8, 9, 10 -> List.of(bytes(line));
      default -> List.of(field(line, other));
    };
  }

  /** Bytes changed, lost or added, which moves what stands behind. */
  String bytes(String line) {
    StringBuilder damaged = new StringBuilder(line);
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int place = random.nextInt(damaged.length() + 1);
      int end = Math.min(damaged.length(), place + random.nextInt(3));
      damaged.replace(place, end, telling(random.nextInt(3)));
    }
    return damaged.toString();
  }

  /** One cell of a line with commas goes, or comes from another line. */
  private String cells(String line, String other) {
    String[] cells = line.split(",", -1);
    String[] others = other.split(",", -1);
    cells[random.nextInt(cells.length)] =
        random.nextBoolean() ? "" : others[random.nextInt(others.length)];
    return String.join(",", cells);
  }

  /** Something else stands in the positions of one field. */
  private String field(String line, String other) {
    Field field = FIELDS.get(random.nextInt(FIELDS.size()));
    int begin = field.begin();
    int end = field.end();
    switch (random.nextInt(9)) {
      case 0 -> {
        begin = 1;
        end = LayoutField.CODE.end(1);
      }
      case 1 -> {
        begin = 1 + random.nextInt(11);
        end = begin;
      }
      case 2 -> {
        Field last = FIELDS.get(FIELDS.size() - 1 - random.nextInt(4));
        begin = last.begin();
        end = last.end();
      }
      default -> {}
    }
    if (line.length() < end) {
      return bytes(line);
    }
    int width = end - begin + 1;
    return line.substring(0, begin - 1) + value(width, begin, other) + line.substring(end);
  }

  private String value(int width, int begin, String other) {
    int last = begin - 1 + width;
    return switch (random.nextInt(width == 8 ? 8 : 5)) {
      case 0, 1 -> " ".repeat(width);
      case 2 -> telling(width);
      case 3 -> other.length() < last ? telling(width) : other.substring(begin - 1, last);
      case 4 -> "0".repeat(width);
      default -> DATES.get(random.nextInt(DATES.size()));
    };
  }

  private String telling(int length) {
    char[] some = new char[length];
    for (int i = 0; i < length; i++) {
      some[i] = TELLING.charAt(random.nextInt(TELLING.length()));
    }
    return new String(some);
  }
}

package org.openhcpcs.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines at blanks. */
public final class Wrap {

  private Wrap() {}

  /**
   * The lines of a text, none wider than {@code width} unless a word is; at least one line. Control
   * characters come as signs for them, tabs as blanks: a terminal would obey them.
   */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\\R", -1)) {
      String rest = harmless(paragraph);
      while (rest.length() > width) {
        int blank = rest.lastIndexOf(' ', width);
        int end = blank > 0 ? blank : rest.indexOf(' ', width);
        if (end < 0) {
          break;
        }
        lines.add(rest.substring(0, end));
        rest = rest.substring(end + 1);
      }
      lines.add(rest);
    }
    return lines;
  }

  /** A line with signs for control characters. */
  static String harmless(String line) {
    if (line.chars().noneMatch(Character::isISOControl)) {
      return line;
    }
    StringBuilder shown = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\t') {
        shown.append(' ');
      } else if (c < ' ') {
        shown.append((char) ('\u2400' + c));
      } else if (c == '\u007f') {
        shown.append('\u2421');
      } else {
        shown.append(Character.isISOControl(c) ? '\ufffd' : c);
      }
    }
    return shown.toString();
  }
}

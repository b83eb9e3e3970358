package org.openhcpcs.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and numbers as people read them. */
public final class Words {

  private static final Pattern UNSEEN_BLANKS = Pattern.compile("^ +| +$| {2,}");

  private Words() {}

  /** A column of the database in words, such as {@code ASC payment group}. */
  public static String field(String column) {
    return column
        .replace('_', ' ')
        .replaceFirst("^asc ", "ASC ")
        .replaceFirst("^mog ", "MOG ")
        .replaceFirst("^betos$", "BETOS");
  }

  /** A number as people read it. */
  public static String number(long number) {
    return String.format("%,d", number);
  }

  /** The first letter as a capital. */
  public static String sentence(String words) {
    return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** A verdict or a status as the name of a class. */
  public static String slug(String words) {
    return words.replace(' ', '-');
  }

  /** The sign beside a verdict or a status, so that colour is never alone. */
  public static String sign(String verdict) {
    return switch (verdict) {
      case "valid", "active" -> "●";
      case "not yet valid", "future" -> "○";
      case "terminated" -> "✕";
      case "absent" -> "◌";
      default -> "?";
    };
  }

  /** A text in which « and » enclose what matched, in parts: every other one matched. */
  public static String[] marked(String text) {
    return text.split("[«»]", -1);
  }

  /** Where something stands in a file. */
  public static String place(String file, String line) {
    return line.isEmpty() ? file : file + (file.isEmpty() ? "" : ", ") + "line " + line;
  }

  /** A text in its parts: blanks that browsers leave out apart from what is between them. */
  public static List<String> blanksApart(String text) {
    List<String> parts = new ArrayList<>();
    Matcher blanks = UNSEEN_BLANKS.matcher(text);
    int end = 0;
    while (blanks.find()) {
      parts.add(text.substring(end, blanks.start()));
      parts.add(blanks.group());
      end = blanks.end();
    }
    parts.add(text.substring(end));
    return parts;
  }
}

package org.openhcpcs.web;

import java.util.Locale;

/** Text made safe for HTML. */
public final class Html {

  private Html() {}

  /**
   * A text as it stands in an element or a quoted attribute. Characters that HTML does not have are
   * shown as signs for them, so that nothing gets lost.
   */
  public static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\n' -> safe.append('\n');
        default -> safe.append(visible(c));
      }
    }
    return safe.toString();
  }

  private static String visible(char c) {
    if (c < ' ') {
      return String.valueOf((char) ('\u2400' + c));
    }
    if (c == '\u007f') {
      return "\u2421";
    }
    boolean isControl = c > '\u007f' && c < '\u00a0';
    boolean isNoCharacter = (c >= '\ufdd0' && c <= '\ufdef') || c >= '\ufffe';
    return isControl || isNoCharacter ? "\\u%04x".formatted((int) c) : String.valueOf(c);
  }

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
    return String.format(Locale.ROOT, "%,d", number);
  }
}

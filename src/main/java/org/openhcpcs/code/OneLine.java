package org.openhcpcs.code;

import java.util.regex.Pattern;

/**
 * Text that stays within one line and does nothing to a terminal or a database, whatever the file
 * or server says that it comes from.
 */
public final class OneLine {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  private OneLine() {}

  /** The text with a blank in the place of each control character. */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }
}

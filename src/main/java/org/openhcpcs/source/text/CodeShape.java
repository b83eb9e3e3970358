package org.openhcpcs.source.text;

import java.util.regex.Pattern;
import org.openhcpcs.code.Kind;

/** What a code can look like. */
public final class CodeShape {

  private static final Pattern ANY_LEVEL = Pattern.compile("[A-Z0-9][0-9]{3}[A-Z0-9]|[A-Z0-9]{2}");

  private CodeShape() {}

  /** Five letters or digits for a procedure of any level, two for a modifier. */
  public static boolean matches(String code, Kind kind) {
    int length =
        switch (kind) {
          case PROCEDURE -> 5;
          case MODIFIER -> 2;
        };
    return code.length() == length && isAlphanumeric(code);
  }

  /** Five letters or digits, or two. */
  public static boolean matches(String code) {
    return matches(code, Kind.PROCEDURE) || matches(code, Kind.MODIFIER);
  }

  /** Whether a text is shaped as a code of Level I or II, or as a modifier; no word is. */
  public static boolean isOfAnyLevel(String text) {
    return ANY_LEVEL.matcher(text).matches();
  }

  private static boolean isAlphanumeric(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return true;
  }
}

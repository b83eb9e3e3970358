package org.openhcpcs.source;

import org.openhcpcs.code.Kind;

/** What a code can look like. */
final class CodeShape {

  private CodeShape() {}

  /** Five letters or digits for a procedure of any level, two for a modifier. */
  static boolean matches(String code, Kind kind) {
    int length =
        switch (kind) {
          case PROCEDURE -> 5;
          case MODIFIER -> 2;
        };
    return code.length() == length && isAlphanumeric(code);
  }

  /** Whether a text is shaped as a code of Level I or II, or as a modifier; no word is. */
  static boolean isOfAnyLevel(String text) {
    return text.matches("[A-Z0-9][0-9]{3}[A-Z0-9]|[A-Z0-9]{2}");
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

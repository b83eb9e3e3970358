package org.openhcpcs.source.text;

import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;

/**
 * Undoes a wrong conversion in the files until 2013: quotation marks of Windows that went through
 * code page 437 stand there as other letters, as in {@code rxÆd} for {@code rx’d}. No descriptor
 * has those letters rightly.
 */
public final class MisreadQuotes {

  private static final Edition LAST_AFFECTED = new Edition(2013, 10);

  private MisreadQuotes() {}

  /** The text with the marks put right, for an edition that was affected. */
  public static String repair(String text, Edition edition) {
    if (edition.compareTo(LAST_AFFECTED) > 0 || isAscii(text)) {
      return text;
    }
    return text.replace('Æ', '’')
        .replace('æ', '‘')
        .replace('ö', '”')
        .replace('ô', '“')
        .replace('á', '\u00a0');
  }

  /** Says what was put right. */
  public static Finding finding(String published, String repaired) {
    return Finding.info(
            "encoding-code-page",
            "a quotation mark or blank that a wrong code page had turned into a letter was put right")
        .observed(published)
        .expected(repaired);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}

package org.openhcpcs.web.api.nlm;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.store.serve.LookupTable;

/** A code with its texts in small letters, in which words are looked for. */
final class NlmRow {

  private final LookupTable.Entry entry;
  private final String code;
  private final String shortText;
  private final String longText;
  private final String all;

  NlmRow(LookupTable.Entry entry) {
    this.entry = entry;
    this.code = lower(entry.code());
    this.shortText = lower(entry.shortDescription());
    this.longText = lower(entry.longDescription());
    this.all = code + '\n' + shortText + '\n' + longText;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  LookupTable.Entry entry() {
    return entry;
  }

  /** Its code in small letters. */
  String code() {
    return code;
  }

  /** Whether a word of the code or of a description begins so, in small letters. */
  boolean hasBeginning(String word) {
    return hasWord(all, word, true);
  }

  /**
   * Whether a field has a value: of a text a word, else the whole of it.
   *
   * @param value in small letters
   * @param isBeginning whether it may go on behind the value
   */
  boolean has(NlmField field, String value, boolean isBeginning) {
    String text = text(field);
    if (field.isText()) {
      return hasWord(text, value, isBeginning);
    }
    return isBeginning ? text.startsWith(value) : text.equals(value);
  }

  /** A field in small letters. */
  String text(NlmField field) {
    return switch (field) {
      case CODE -> code;
      case SHORT_DESC -> shortText;
      case LONG_DESC -> longText;
      case DISPLAY -> shortText.isEmpty() ? longText : shortText;
      default -> lower(field.of(entry));
    };
  }

  private static boolean hasWord(String text, String word, boolean isBeginning) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      if ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
          && (isBeginning
              || end == text.length()
              || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}

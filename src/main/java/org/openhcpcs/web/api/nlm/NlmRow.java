package org.openhcpcs.web.api.nlm;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.store.serve.LookupTable;

/** A code with its texts in small letters, in which words are looked for. */
record NlmRow(LookupTable.Entry entry, String code, String shortText, String longText) {

  NlmRow(LookupTable.Entry entry) {
    this(
        entry,
        lower(entry.code()),
        lower(entry.shortDescription()),
        lower(entry.longDescription()));
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /** Whether a word of the code or of a description begins so, in small letters. */
  boolean hasBeginning(String word) {
    return hasWord(code, word, true)
        || hasWord(shortText, word, true)
        || hasWord(longText, word, true);
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
      default -> lower(Objects.toString(field.of(entry), ""));
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

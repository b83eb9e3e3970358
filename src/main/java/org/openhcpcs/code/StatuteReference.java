package org.openhcpcs.code;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The normal form of a statute field: a section of the Social Security Act as {@code 1862(a)(7)},
 * or a section of another act as {@code MMA 621}. CMS spells each in many ways ({@code 1862A7},
 * {@code 1862a7}); what cannot be told for sure has no normal form.
 */
public final class StatuteReference {

  private static final Pattern SECTION =
      Pattern.compile(
          "(18\\d{2})\\(?([A-Za-z])?\\)?\\(?(\\d{1,2})?\\)?\\(?([A-Za-z])?\\)?(?: ?SSA)?");
  private static final Pattern WHOLE_SECTION = Pattern.compile("(18\\d{2}) ?SSA");
  private static final Pattern OTHER_ACT =
      Pattern.compile("(\\d{3}) *(MMA|BIPA|MIPPA|BBA|BBRA|DRA)");

  private StatuteReference() {}

  /** The normal form of a spelling; empty for one that is not understood. */
  public static Optional<String> of(String published) {
    String text = published.strip();
    Matcher whole = WHOLE_SECTION.matcher(text);
    if (whole.matches()) {
      return Optional.of(whole.group(1));
    }
    Matcher other = OTHER_ACT.matcher(text);
    if (other.matches()) {
      return Optional.of(other.group(2) + " " + other.group(1));
    }
    Matcher section = SECTION.matcher(text);
    return section.matches() && isNested(section)
        ? Optional.of(section(section))
        : Optional.empty();
  }

  /** A paragraph belongs to a subsection, and a subparagraph to a paragraph. */
  private static boolean isNested(Matcher section) {
    boolean paragraphAlone = section.group(3) != null && section.group(2) == null;
    boolean subparagraphAlone = section.group(4) != null && section.group(3) == null;
    return !paragraphAlone && !subparagraphAlone;
  }

  /** Subsections are lower case, subparagraphs upper case, as the act writes them. */
  private static String section(Matcher section) {
    StringBuilder text = new StringBuilder(section.group(1));
    if (section.group(2) != null) {
      text.append('(').append(section.group(2).toLowerCase(Locale.ROOT)).append(')');
    }
    if (section.group(3) != null) {
      text.append('(').append(section.group(3)).append(')');
    }
    if (section.group(4) != null) {
      text.append('(').append(section.group(4).toUpperCase(Locale.ROOT)).append(')');
    }
    return text.toString();
  }
}

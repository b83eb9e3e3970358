package org.openhcpcs.source.companion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * CMS's words for the action codes of the record layout (HCPCS_ACTN_CD), which vary from year to
 * year: {@code Change in Long Description}, {@code Long Description Change}.
 */
final class ActionWords {

  private static final Pattern LETTER = Pattern.compile("[ABCDFNPRST]");
  private static final Pattern OTHER_THAN_WORDS = Pattern.compile("[^A-Z]+");

  /** The first that is found counts. */
  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning("N", "^NO (CHANGE|MAINTENANCE)"),
          new Meaning("R", "^RE ?(ACTIVAT|INSTAT)"),
          new Meaning("D", "^(DISCONTINU|DELET|TERMINAT)"),
          new Meaning("A", "^(ADD|ADDED|ADDITION|NEW)( |$)"),
          new Meaning("B", "(COVERAGE|ADMIN).* LONG DESC|LONG DESC.* (COVERAGE|ADMIN)"),
          new Meaning("C", "LONG DESC"),
          new Meaning("S", "SHORT DESC"),
          new Meaning("P", "PAYMENT|PRICING"),
          new Meaning("T", "^MISC"),
          new Meaning("F", "COVERAGE|ADMIN"));

  private ActionWords() {}

  private record Meaning(String action, Pattern words) {

    Meaning(String action, String words) {
      this(action, Pattern.compile(words));
    }
  }

  /** The action code that words, or the letter itself, stand for; empty if they are not known. */
  static Optional<String> action(String words) {
    String plain = OTHER_THAN_WORDS.matcher(words.toUpperCase(Locale.ROOT)).replaceAll(" ").strip();
    if (LETTER.matcher(plain).matches()) {
      return Optional.of(plain);
    }
    return MEANINGS.stream()
        .filter(meaning -> meaning.words().matcher(plain).find())
        .map(Meaning::action)
        .findFirst();
  }
}

package org.openhcpcs.check.correction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openhcpcs.check.correction.WordedText.Token;
import org.openhcpcs.code.LayoutField;

/** The names that corrections use for the items of a record, in their texts and as headers. */
final class ItemName {

  private static final int MOST_WORDS = 5;

  private static final Map<List<Word>, LayoutField> NAMES =
      words(
          LayoutField.table(
              """
              LONG_DESCRIPTION: LONG DESCRIPTION, LONG, LD
              SHORT_DESCRIPTION: SHORT DESCRIPTION, SHORT, SD
              ASC_EFFECTIVE_DATE: ASC DATE, ASC START DATE, ASC EFFECTIVE DATE
              ASC_EFFECTIVE_DATE: ASC PAYMENT GROUP DATE, ASC PAYMENT GROUP START DATE, ASC PAYMENT GROUP EFFECTIVE DATE
              ASC_EFFECTIVE_DATE: ASC INDICATOR DATE, ASC INDICATOR START DATE, ASC INDICATOR EFFECTIVE DATE
              MOG_EFFECTIVE_DATE: MOG DATE, MOG START DATE, MOG EFFECTIVE DATE
              MOG_EFFECTIVE_DATE: MOG PAYMENT GROUP DATE, MOG PAYMENT GROUP START DATE, MOG PAYMENT GROUP EFFECTIVE DATE
              ASC_PAYMENT_GROUP: ASC, ASC PAYMENT, ASC PI
              MOG_PAYMENT_GROUP: MOG, MOG PAYMENT GROUP
              MOG_PAYMENT_POLICY: MOG PI, MOG PAYMENT POLICY, MOG POLICY
              ACTION_EFFECTIVE_DATE: ACTION EFFECTIVE DATE, ACTION CODE EFFECTIVE DATE, ACTION EFFECTIVE, ACTION DATE, EFFECTIVE DATE
              ACTION: ACTION
              ADDED_DATE: ADD DATE, CODE ADD DATE
              TERMINATION_DATE: TERMINATE DATE, CODE TERMINATE DATE
              COVERAGE_ISSUES_MANUAL: CIM, COVERAGE ISSUE MANUAL
              CARRIERS_MANUAL: MCM, CARRIER MANUAL
              COVERAGE: COVERAGE
              MULTIPLE_PRICING_INDICATOR: MPI, MULTIPLE PRICE, MULTIPLE PI, MULTIPLE INDICATOR
              PRICING_INDICATOR: PRICE, PI
              CROSS_REFERENCE: XREF, CROSS REFERENCE
              TYPE_OF_SERVICE: TOS, TYPE TO SERVICE, TYPE SERVICE
              BETOS: BETOS
              STATUTE: STATUTE
              PROCESSING_NOTE: PROCESSING NOTE, PROCESSING
              LAB_CERTIFICATION: LAB CERTIFICATION, LAB
              ANESTHESIA_BASE_UNITS: ANESTHESIA BASE UNIT, ANESTHESIA UNIT, BASE UNIT
              """));

  /** What may stand behind any name, as in {@code TOS code}. */
  private static final Set<Word> SUFFIXES =
      Set.of(Word.CODE, Word.INDICATOR, Word.FIELD, Word.NUMBER, Word.GROUP, Word.REFERENCE);

  private static final Set<Word> SKIPPED_IN_HEADERS =
      Set.of(Word.NEW, Word.NOISE, Word.CHANGE, Word.CODE, Word.SIGN, Word.TO, Word.NOTHING);

  /** A column of what was, beside one of what is to be. */
  private static final Pattern FORMER =
      Pattern.compile("(?i).*\\b(old|current|existing|previous|prior|former|from|was)\\b.*");

  private static final Pattern NUMBERED = Pattern.compile("(?i)([a-z]{3,})[ _]?\\d");
  private static final Pattern ASIDE = Pattern.compile("\\([^)]*\\)?");

  private ItemName() {}

  /**
   * A name that was found in a text.
   *
   * @param item the item that it names
   * @param words of how many words it is
   */
  record Found(LayoutField item, int words) {}

  /** The item whose name begins at a place of a text; the longest name counts. */
  static Optional<Found> at(List<Token> tokens, int place) {
    for (int words = Math.min(MOST_WORDS, tokens.size() - place); words > 0; words--) {
      LayoutField item =
          NAMES.get(tokens.subList(place, place + words).stream().map(Token::word).toList());
      if (item != null) {
        int end = place + words;
        while (end < tokens.size() && SUFFIXES.contains(tokens.get(end).word())) {
          end++;
        }
        return Optional.of(new Found(item, end - place));
      }
    }
    return Optional.empty();
  }

  /**
   * The item that a header names, whatever its case and what stands around the name, as in {@code
   * Revised Short Description (28 characters)} or {@code PRICE2}.
   */
  static Optional<LayoutField> of(String header) {
    if (FORMER.matcher(header).matches()) {
      return Optional.empty();
    }
    String plain = ASIDE.matcher(header).replaceAll(" ").replace('_', ' ');
    List<Token> tokens = WordedText.of(NUMBERED.matcher(plain).replaceAll("$1")).tokens();
    return Stream.of(tokens, without(tokens, SKIPPED_IN_HEADERS))
        .flatMap(words -> whole(words).stream())
        .findFirst();
  }

  private static Optional<LayoutField> whole(List<Token> tokens) {
    int end = without(tokens, Set.of(Word.NOTHING)).size();
    return at(tokens, 0).filter(found -> found.words() == end).map(Found::item);
  }

  private static List<Token> without(List<Token> tokens, Set<Word> words) {
    return tokens.stream().filter(token -> !words.contains(token.word())).toList();
  }

  private static Map<List<Word>, LayoutField> words(Map<LayoutField, List<String>> names) {
    Map<List<Word>, LayoutField> items = new HashMap<>();
    names.forEach(
        (item, phrases) ->
            phrases.forEach(
                phrase ->
                    items.put(Stream.of(phrase.split(" ", -1)).map(Word::valueOf).toList(), item)));
    return items;
  }
}

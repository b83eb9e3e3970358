package org.openhcpcs.check.correction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final Map<List<Word>, LayoutField> NAMES = names();

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

  private static Map<List<Word>, LayoutField> names() {
    Map<List<Word>, LayoutField> names = new LinkedHashMap<>();
    put(names, LayoutField.LONG_DESCRIPTION, "LONG DESCRIPTION", "LONG", "LD");
    put(names, LayoutField.SHORT_DESCRIPTION, "SHORT DESCRIPTION", "SHORT", "SD");
    for (String start : List.of("", " START", " EFFECTIVE")) {
      put(
          names,
          LayoutField.ASC_EFFECTIVE_DATE,
          "ASC" + start + " DATE",
          "ASC PAYMENT GROUP" + start + " DATE",
          "ASC INDICATOR" + start + " DATE");
      put(
          names,
          LayoutField.MOG_EFFECTIVE_DATE,
          "MOG" + start + " DATE",
          "MOG PAYMENT GROUP" + start + " DATE");
    }
    put(names, LayoutField.ASC_PAYMENT_GROUP, "ASC", "ASC PAYMENT", "ASC PI");
    put(names, LayoutField.MOG_PAYMENT_GROUP, "MOG", "MOG PAYMENT GROUP");
    put(names, LayoutField.MOG_PAYMENT_POLICY, "MOG PI", "MOG PAYMENT POLICY", "MOG POLICY");
    put(
        names,
        LayoutField.ACTION_EFFECTIVE_DATE,
        "ACTION EFFECTIVE DATE",
        "ACTION CODE EFFECTIVE DATE",
        "ACTION EFFECTIVE",
        "ACTION DATE",
        "EFFECTIVE DATE");
    put(names, LayoutField.ACTION, "ACTION");
    put(names, LayoutField.ADDED_DATE, "ADD DATE", "CODE ADD DATE");
    put(names, LayoutField.TERMINATION_DATE, "TERMINATE DATE", "CODE TERMINATE DATE");
    put(names, LayoutField.COVERAGE_ISSUES_MANUAL, "CIM", "COVERAGE ISSUE MANUAL");
    put(names, LayoutField.CARRIERS_MANUAL, "MCM", "CARRIER MANUAL");
    put(names, LayoutField.COVERAGE, "COVERAGE");
    put(
        names,
        LayoutField.MULTIPLE_PRICING_INDICATOR,
        "MPI",
        "MULTIPLE PRICE",
        "MULTIPLE PI",
        "MULTIPLE INDICATOR");
    put(names, LayoutField.PRICING_INDICATOR, "PRICE", "PI");
    put(names, LayoutField.CROSS_REFERENCE, "XREF", "CROSS REFERENCE");
    put(names, LayoutField.TYPE_OF_SERVICE, "TOS", "TYPE TO SERVICE", "TYPE SERVICE");
    put(names, LayoutField.BETOS, "BETOS");
    put(names, LayoutField.STATUTE, "STATUTE");
    put(names, LayoutField.PROCESSING_NOTE, "PROCESSING NOTE", "PROCESSING");
    put(names, LayoutField.LAB_CERTIFICATION, "LAB CERTIFICATION", "LAB");
    put(
        names,
        LayoutField.ANESTHESIA_BASE_UNITS,
        "ANESTHESIA BASE UNIT",
        "ANESTHESIA UNIT",
        "BASE UNIT");
    return Map.copyOf(names);
  }

  private static void put(Map<List<Word>, LayoutField> names, LayoutField item, String... phrases) {
    for (String phrase : phrases) {
      List<Word> words = new ArrayList<>();
      for (String word : phrase.split(" ", -1)) {
        words.add(Word.valueOf(word));
      }
      names.put(words, item);
    }
  }
}

package org.openhcpcs.check.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openhcpcs.code.LayoutField;

/** The text of a correction as words, read from the first to the last. */
final class WordedText {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?<quoted>[^\"]*)\""
              + "|(?<date>\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}(?!\\d)|\\d{4}-\\d{2}-\\d{2}"
              + "|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.? \\d{1,2},? \\d{4})"
              + "|(?<value>[A-Za-z]*\\d[A-Za-z0-9]*(?:[.-]\\d[A-Za-z0-9]*|\\([A-Za-z0-9]+\\))*)"
              + "|(?<word>[A-Za-z]+|[-=]>|[:=&+])|(?<sign>\\S)");

  private static final Pattern CAPITALS = Pattern.compile(".*\\d.*|[A-Z]+");
  private static final Pattern YEAR = Pattern.compile("20\\d\\d");
  private static final Pattern ASIDE = Pattern.compile("(?<![A-Za-z0-9])\\(([^()]*)\\)");

  private final List<Token> tokens = new ArrayList<>();
  private int place;

  /**
   * A word, a value or a sign.
   *
   * @param text as it stands there, without quotation marks
   * @param word what it means
   * @param quoted whether it stood between quotation marks
   */
  record Token(String text, Word word, boolean quoted) {

    boolean is(Word other) {
      return word == other;
    }

    /**
     * Whether it can be the value of an item though no word announces it: between quotation marks,
     * with a digit, or in capitals.
     */
    boolean isPlainValue() {
      return quoted || (word == Word.OTHER && CAPITALS.matcher(text).matches());
    }

    /** The year of an edition. */
    Optional<Integer> year() {
      return YEAR.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
  }

  private WordedText(String text) {
    read(plain(text));
  }

  /**
   * A text at its first word. What stands between brackets explains, unless it asks for something.
   */
  static WordedText of(String text) {
    return new WordedText(text);
  }

  /** All words; the last is {@link Word#NOTHING}. */
  List<Token> tokens() {
    return tokens;
  }

  int place() {
    return place;
  }

  void goTo(int newPlace) {
    place = newPlace;
  }

  /** The word at the place. */
  Token peek() {
    return tokens.get(place);
  }

  /** The word behind that at the place. */
  Token second() {
    return tokens.get(Math.min(place + 1, tokens.size() - 1));
  }

  boolean is(Word word) {
    return peek().is(word);
  }

  /** The word at the place, which moves on to the next. */
  Token next() {
    Token token = peek();
    if (!token.is(Word.NOTHING)) {
      place++;
    }
    return token;
  }

  /** Moves on to the first word that is none of these, and gives it. */
  Token skip(Word... words) {
    Set<Word> skipped = Set.of(words);
    while (skipped.contains(peek().word())) {
      place++;
    }
    return peek();
  }

  /** Whether an item of the record is named here. */
  boolean isItem() {
    return is(Word.DESCRIPTION) || ItemName.at(tokens, place).isPresent();
  }

  /**
   * The item that is named here, behind which the place moves; empty for "description" alone, which
   * may be either.
   */
  Optional<LayoutField> item() {
    Optional<ItemName.Found> found = ItemName.at(tokens, place);
    place += found.map(ItemName.Found::words).orElse(1);
    return found.map(ItemName.Found::item);
  }

  /** Moves behind {@code in error} or {@code by mistake}, if that stands here. */
  boolean skipError() {
    int start = place;
    skip(Word.IN, Word.TO);
    if (next().is(Word.ERROR)) {
      return true;
    }
    place = start;
    return false;
  }

  /** What stands from a word to the end. */
  String from(int start) {
    return tokens.subList(start, tokens.size()).stream()
        .map(Token::text)
        .collect(Collectors.joining(" "))
        .strip();
  }

  private static String plain(String text) {
    return withoutAsides(
        text.replaceAll("[\u201c\u201d]|''", "\"")
            .replaceAll("[\u2018\u2019]", "'")
            .replaceAll("[\u2013\u2014]", "-")
            .replaceAll("(?<=[A-Za-z])'(?=[A-Za-z])", "")
            .replaceAll("(?<![A-Za-z0-9])'([^']*)'(?![A-Za-z0-9])", "\"$1\"")
            .replace("'", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .replaceAll("(?i)\\b(x|re|un)[- ](?=ref|activ|instat|term|add)", "$1")
            .replaceAll("(?i)\\bw/", "with ")
            .replaceAll("(?i)\\bn/a\\b", "none")
            .replaceAll("(?i)\\b(to|from)(?=\\d)", "$1 ")
            .replaceAll("(?<=[A-Za-z])[-_](?=[A-Za-z])", " ")
            .replaceAll("\\ba (?=[A-Za-z]{2})", ""));
  }

  private static String withoutAsides(String text) {
    return ASIDE
        .matcher(text)
        .replaceAll(
            aside ->
                Matcher.quoteReplacement(
                    of(aside.group(1)).tokens.stream().anyMatch(WordedText::mustBeRead)
                        ? ", " + aside.group(1) + ", "
                        : " "));
  }

  private static boolean mustBeRead(Token token) {
    return token.word().asksForSomething() || token.is(Word.NOT);
  }

  private void read(String text) {
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String quoted = token.group("quoted");
      if (quoted != null) {
        tokens.add(new Token(quoted.strip(), Word.OTHER, true));
      } else if (token.group("word") != null) {
        readWord(token.group());
      } else {
        boolean sign = token.group("sign") != null;
        tokens.add(new Token(token.group(), sign ? Word.SIGN : Word.OTHER, false));
      }
    }
    tokens.add(new Token("", Word.NOTHING, false));
  }

  private void readWord(String form) {
    List<Word> words = Word.of(form);
    if (words.size() == 1) {
      tokens.add(new Token(form, words.get(0), false));
    } else {
      words.forEach(
          word -> tokens.add(new Token(word.name().toLowerCase(Locale.ROOT), word, false)));
    }
  }
}

package org.openhcpcs.check.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.check.correction.WordedText.Token;
import org.openhcpcs.code.LayoutField;

/**
 * The part of a correction's text that names one item of the record and what becomes of it: {@code
 * Change TOS from 9 to 1}, {@code "YY" ASC Ind}, {@code BETOS should be P1A}, {@code LD revised}.
 */
final class ItemClause {

  private final WordedText text;
  private final boolean prefixed;
  private final List<Token> lead = new ArrayList<>();
  private final List<Token> values = new ArrayList<>();
  private Optional<LayoutField> item = Optional.empty();
  private @Nullable Token from;
  private @Nullable Word verb;
  private boolean announced;
  private boolean blank;
  private boolean negated;
  private boolean earlier;
  private boolean error;
  private Optional<Integer> year = Optional.empty();

  private ItemClause(WordedText text, @Nullable Word prefix) {
    this.text = text;
    this.prefixed = prefix != null;
    this.verb = prefix;
  }

  /**
   * Reads the clause at the place of a text, which moves behind it; empty if no item is named.
   *
   * @param prefix the word before it that says what to do, if there is one
   */
  static Optional<ItemClause> read(WordedText text, @Nullable Word prefix) {
    ItemClause clause = new ItemClause(text, prefix);
    clause.readLead();
    if (!text.isItem()) {
      return Optional.empty();
    }
    clause.item = text.item();
    if (clause.lead.size() == 1 && clause.isEdition(clause.lead.get(0))) {
      clause.lead.clear();
    }
    while (clause.readNext()) {
      // each call reads something
    }
    clause.error = text.skipError();
    clause.readNextDate();
    return Optional.of(clause);
  }

  /** The item; empty for "description" alone. */
  Optional<LayoutField> item() {
    return item;
  }

  /** What is to be done with it, if the clause itself says so. */
  Optional<Word> verb() {
    return Optional.ofNullable(verb);
  }

  /** The values before the name of the item. */
  List<Token> lead() {
    return lead;
  }

  /** The values behind it. */
  List<Token> values() {
    return values;
  }

  /** The value that is said to stand there; empty if nothing is said. */
  String from() {
    return from == null ? "" : from.text();
  }

  /** Whether the item is to be blank. */
  boolean isBlank() {
    return blank;
  }

  /** Whether all this is not to be done. */
  boolean isNegated() {
    return negated;
  }

  /** Whether it was done by mistake. */
  boolean isError() {
    return error;
  }

  /** Whether the item is to say again what it said before. */
  boolean isEarlier() {
    return earlier;
  }

  /** The year of the edition in which it said so. */
  Optional<Integer> year() {
    return year;
  }

  /** {@code "YY"}, {@code 9 to 1 in}, {@code 2017}: what may stand before the name. */
  private void readLead() {
    text.skip(Word.TO, Word.IN, Word.NOISE, Word.FLAW, Word.ERROR, Word.MISSING, Word.CODE);
    while (text.peek().isPlainValue()) {
      lead.add(text.next());
      skipSeparator();
    }
    if (!lead.isEmpty() && text.is(Word.TO) && text.second().isPlainValue()) {
      from = lead.get(0);
      lead.clear();
      text.next();
      lead.add(text.next());
    }
    int start = text.place();
    text.skip(
        Word.TO,
        Word.IN,
        Word.FROM,
        Word.NOISE,
        Word.FLAW,
        Word.ERROR,
        Word.NEW,
        Word.PREVIOUS,
        Word.CODE);
    earlier =
        text.tokens().subList(start, text.place()).stream()
            .anyMatch(token -> token.is(Word.PREVIOUS));
  }

  /** Between two values. */
  private void skipSeparator() {
    boolean separates =
        text.is(Word.AND) || (text.is(Word.SIGN) && !text.peek().text().equals(";"));
    if (separates && text.second().isPlainValue()) {
      text.next();
    }
  }

  /** Reads the next word behind the item, if it belongs to the clause. */
  private boolean readNext() {
    return switch (text.peek().word()) {
      case NOISE, FIELD -> taken();
      case FLAW, ERROR, MISSING -> taken() && isVerb(Word.CHANGE);
      case NOT -> readNot();
      case BACK, PREVIOUS -> {
        earlier = true;
        yield taken();
      }
      case FROM -> readFrom();
      case BE, TO -> readAnnouncement();
      case BLANK -> {
        blank = true;
        yield taken();
      }
      case OTHER -> readValue();
      case SIGN, AND -> readSeparator();
      default -> readVerb();
    };
  }

  private boolean taken() {
    text.next();
    return true;
  }

  private boolean isVerb(Word implied) {
    verb = verb == null ? implied : verb;
    return true;
  }

  /** {@code should be 13, not 57}, {@code should not be changed}. */
  private boolean readNot() {
    if (!values.isEmpty()) {
      return readFrom();
    }
    negated = true;
    return taken();
  }

  private boolean readFrom() {
    if (!text.second().is(Word.OTHER)) {
      return false;
    }
    text.next();
    from = text.next();
    return true;
  }

  /** {@code to}, {@code should be}; what stood before it is then the old value. */
  private boolean readAnnouncement() {
    int start = text.place();
    boolean since =
        !isDate()
            && CorrectionCells.date(
                    text.skip(Word.BE, Word.TO, Word.IN, Word.EFFECTIVE, Word.DATE).text())
                .isPresent();
    text.goTo(start);
    if (since) {
      return false; // tells the day from which it holds
    }
    if (values.size() == 1 && text.is(Word.TO) && !announced) {
      from = values.get(0);
      values.clear();
    }
    announced |= values.isEmpty();
    return taken();
  }

  private boolean isDate() {
    return item.filter(named -> named.type() == LayoutField.Type.DATE).isPresent();
  }

  /** A year that cannot be a value of the item is that of the edition which has the value. */
  private boolean isEdition(Token value) {
    boolean description = item.map(ActionText.DESCRIPTIONS::contains).orElse(true);
    if (value.year().isEmpty() || (fits(value) && !description)) {
      return false;
    }
    year = value.year();
    earlier = true;
    return true;
  }

  private boolean fits(Token value) {
    return item.map(
            named ->
                CorrectionCells.split(named, value.text()).stream()
                    .allMatch(part -> CorrectionCells.fits(named, part)))
        .orElse(true);
  }

  private boolean readValue() {
    Token value = text.peek();
    if (announced && values.isEmpty() && isEdition(value)) {
      return taken();
    }
    boolean more = item.map(LayoutField::occurs).orElse(1) > 1;
    boolean announces = announced && values.isEmpty();
    if (!announces && !(value.isPlainValue() && fits(value) && (more || values.isEmpty()))) {
      return false;
    }
    values.add(value);
    return taken();
  }

  private boolean readSeparator() {
    int start = text.place();
    if (!values.isEmpty() && text.second().is(Word.NOT)) {
      text.next();
      return readFrom();
    }
    skipSeparator();
    if (!values.isEmpty() && text.place() > start && readValue()) {
      return true;
    }
    text.goTo(start);
    return false;
  }

  /**
   * Two dates may have one value: {@code Add date and action effective date should be 20250101}.
   */
  private void readNextDate() {
    int start = text.place();
    boolean joined = text.is(Word.AND) || text.peek().text().equals("/");
    if (isDate() && joined && lead.isEmpty() && values.isEmpty() && verb != Word.REMOVE) {
      text.next();
      read(text, prefixed ? verb : null)
          .filter(ItemClause::isDate)
          .ifPresent(next -> values.addAll(next.values));
      text.goTo(start);
    }
  }

  /** What is to be done may stand behind what it is done to. */
  private boolean readVerb() {
    if (prefixed || verb != null || !text.peek().word().asksForSomething()) {
      return false;
    }
    verb = text.next().word();
    return true;
  }
}

package org.openhcpcs.check.correction;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.check.correction.Instruction.Demand;
import org.openhcpcs.check.correction.Instruction.Edit;
import org.openhcpcs.check.correction.Instruction.EditKind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.companion.CorrectionRow;

/**
 * Understands the free text in the column ACTION of a corrections workbook, clause by clause. A
 * text of which a word is left over is not understood: nothing is guessed. Fixed phrases are those
 * of {@link Phrases}.
 */
final class ActionText {

  static final Set<LayoutField> DESCRIPTIONS =
      EnumSet.of(LayoutField.LONG_DESCRIPTION, LayoutField.SHORT_DESCRIPTION);

  private final String code;
  private final CorrectionCells cells;
  private final WordedText text;
  private final Draft draft;
  private final Phrases phrases;
  private @Nullable Word verb;
  private boolean mistaken;
  private int described = -1;
  private String why = "";

  private ActionText(String code, String text, CorrectionCells cells) {
    this.code = code;
    this.cells = cells;
    this.text = WordedText.of(text);
    this.draft = new Draft(cells);
    this.phrases = new Phrases(this.text, cells, draft);
  }

  /** What a row asks for; where its action does not tell it, its comments may. */
  static Instruction understand(CorrectionRow row) {
    CorrectionCells cells = new CorrectionCells(row.cells());
    Instruction instruction = new ActionText(row.code(), row.action(), cells).understand();
    if (instruction.kind() != Demand.NOT_UNDERSTOOD || cells.comments().isEmpty()) {
      return instruction;
    }
    Instruction together =
        new ActionText(row.code(), row.action() + "; " + cells.comments(), cells).understand();
    return together.kind() == Demand.NOT_UNDERSTOOD ? instruction : together;
  }

  private Instruction understand() {
    while (why.isEmpty() && !text.is(Word.NOTHING)) {
      int start = text.place();
      text.skip(Word.SIGN, Word.AND, Word.NOISE, Word.TO);
      if (text.tokens().subList(start, text.place()).stream()
          .anyMatch(token -> token.text().matches("[;.]"))) {
        verb = null; // what was to be done before the end of a sentence is not said of the next
      }
      if (!text.is(Word.NOTHING)) {
        clause();
        why = why.isEmpty() ? draft.conflict() : why;
      }
      if (!why.isEmpty() && isExplanation(start)) {
        why = "";
      }
    }
    if (why.isEmpty() && draft.isEmpty() && !draft.isChange()) {
      why = text.tokens().size() == 1 ? "the action is blank" : "not told apart: " + text.from(0);
    }
    return why.isEmpty() ? draft.instruction() : Instruction.notUnderstood(why);
  }

  /** Reads what one part of the text asks for; {@code why} says why it could not. */
  private void clause() {
    int start = text.place();
    mistaken = false;
    if (phrases.isSince()
        || phrases.isReason()
        || phrases.isActive()
        || phrases.isMissing()
        || isNegation()
        || phrases.isPromise()) {
      return;
    }
    if (!text.isItem()) {
      mistaken = text.skip(Word.CODE, Word.BE, Word.TO, Word.NOISE, Word.FIELD).is(Word.ERROR);
      text.skip(Word.ERROR, Word.NOISE);
    }
    if (!text.isItem() && text.peek().word().asksForSomething()) {
      verbClause();
    } else if (text.is(Word.FLAW) && !namesItem()) {
      verb = Word.CHANGE;
      wholeClause(false);
    } else if (text.is(Word.NEW) && !text.second().isPlainValue()) {
      text.next();
      verb = Word.ADD;
      wholeClause(false);
    } else {
      mistaken = false;
      text.goTo(start);
      Word prefix = text.is(Word.BLANK) ? Word.REMOVE : null;
      text.skip(Word.BLANK);
      itemClause(prefix, false);
    }
  }

  private boolean fail(int start) {
    why = "not told apart: " + text.from(start);
    return true;
  }

  /**
   * {@code Do not terminate}, {@code Code should not have been added}, {@code No change to LD},
   * {@code Rescind termination}.
   */
  private boolean isNegation() {
    int start = text.place();
    boolean not = text.skip(Word.CODE, Word.BE, Word.NOISE).is(Word.NOT);
    boolean withdrawal = text.is(Word.WITHDRAW);
    text.next();
    text.skip(Word.BE, Word.TO, Word.NOISE, Word.PREVIOUS);
    if (!not && !(withdrawal && (text.isItem() || text.peek().word().asksForSomething()))) {
      text.goTo(start);
      return false;
    }
    Word asked = text.isItem() ? Word.CHANGE : text.peek().word();
    if (!asked.asksForSomething()) {
      return fail(start);
    }
    verb = asked;
    if (!text.isItem()) {
      text.next();
    }
    skipMoreVerbs();
    if (namesItem()) {
      itemClause(asked, true);
    } else {
      notToBe(asked);
      while (!phrases.isEnd() && !text.isItem()) {
        text.next(); // what is not to be done may be told at length
      }
    }
    verb = null;
    return true;
  }

  private void notToBe(Word asked) {
    switch (asked) {
      case ADD, RESTORE -> draft.become(Demand.KEEP_OUT);
      case REMOVE -> draft.become(Demand.RESTORE);
      case TERMINATE -> draft.doNotEnd();
      default -> draft.become(Demand.WITHDRAW);
    }
  }

  /** A clause that begins with what is to be done. */
  private void verbClause() {
    int start = text.place();
    verb = text.next().word();
    skipMoreVerbs();
    boolean back = text.is(Word.BACK);
    if (back) {
      text.next();
      verb = verb == Word.ADD ? Word.RESTORE : verb == Word.CHANGE ? Word.REVERT : verb;
    }
    if (verb == Word.REPLACE && phrases.isReplacement()) {
      return;
    }
    if (verb == Word.REVERT) {
      revert(start);
    } else if (namesItem()) {
      itemClause(verb, false);
    } else {
      wholeClause(back);
    }
  }

  /** {@code Revise and correct}, {@code add new}. */
  private void skipMoreVerbs() {
    int start = text.place();
    text.skip(Word.AND, Word.SIGN, Word.NEW);
    if (!text.is(verb == null ? Word.NOTHING : verb)) {
      text.goTo(start);
      text.skip(Word.NEW);
      return;
    }
    text.next();
  }

  /** Whether an item of the record is named before the clause ends. */
  private boolean namesItem() {
    int start = text.place();
    boolean code = false;
    boolean item = false;
    boolean value = false;
    boolean ends =
        verb == Word.TERMINATE
            || verb == Word.REACTIVATE
            || (!text.isItem() && phrases.isEnd(Word.TO));
    while (!item && !ends) {
      item = text.isItem() && !(code && text.is(Word.EFFECTIVE));
      code |= text.is(Word.CODE);
      value = text.next().isPlainValue();
      boolean list = value && text.second().isPlainValue();
      ends =
          text.is(Word.FILE)
              || (!text.isItem()
                  && (list ? phrases.isEnd(Word.TO, Word.SIGN, Word.AND) : phrases.isEnd(Word.TO)));
    }
    text.goTo(start);
    return item;
  }

  /** What is asked for the whole record. */
  private void wholeClause(boolean back) {
    int start = text.place();
    Word asked = verb == null ? Word.CHANGE : verb;
    verb = null;
    while (text.skip(Word.CODE, Word.NOISE, Word.NEW, Word.FLAW).text().equalsIgnoreCase(code)) {
      text.next();
    }
    if (text.is(Word.BACK)) {
      text.next();
      asked = asked == Word.ADD ? Word.RESTORE : asked;
    }
    boolean corrections = phrases.isOfCorrections();
    boolean error = text.skipError() || mistaken;
    if (text.is(asked)) {
      text.next();
    }
    phrases.isSince();
    boolean withdrawn = text.skip(Word.BE, Word.NOISE).is(Word.WITHDRAW);
    if (withdrawn) {
      text.next();
    }
    if (!phrases.isEnd()) {
      fail(start);
    } else if (withdrawn) {
      notToBe(asked);
    } else {
      become(asked, corrections, error, back);
    }
  }

  private void become(Word asked, boolean corrections, boolean error, boolean back) {
    switch (asked) {
      case ADD -> draft.become(error ? Demand.DELETE : Demand.ADD);
      case REMOVE ->
          draft.become(corrections ? Demand.WITHDRAW : error ? Demand.RESTORE : Demand.DELETE);
      case REACTIVATE -> draft.become(Demand.REACTIVATE);
      case RESTORE -> draft.become(Demand.RESTORE);
      case WITHDRAW -> draft.become(Demand.WITHDRAW);
      case TERMINATE -> {
        if (error) {
          draft.doNotEnd();
        } else {
          draft.become(Demand.TERMINATE);
        }
      }
      default -> {
        if (error || back) {
          draft.become(Demand.REVERT);
        }
        draft.change();
      }
    }
  }

  /** {@code Revert [item] [back] to [year, or the edition before] [item]}. */
  private void revert(int start) {
    int before = draft.size();
    revertItems();
    boolean to = text.skip(Word.BACK, Word.NOISE).is(Word.TO);
    text.skip(Word.TO, Word.FROM, Word.NOISE, Word.PREVIOUS);
    if (text.peek().year().isPresent()) {
      text.next().year().ifPresent(draft::revertsTo);
    }
    text.skip(Word.PREVIOUS, Word.FILE, Word.CODE, Word.CHANGE, Word.FIELD);
    if (text.peek().text().matches("(?i)years?|s|quarters?|versions?|wording|language|status")) {
      text.next();
    }
    text.skip(Word.FILE, Word.CODE, Word.FIELD);
    if (draft.size() == before) {
      revertItems();
    }
    verb = null;
    if (!phrases.isEnd() || (!to && text.place() == start)) {
      why = "what is to revert is not told: " + text.from(text.place());
    } else if (draft.size() == before) {
      draft.become(Demand.REVERT);
    }
  }

  private void revertItems() {
    int next = text.place();
    while (text.isItem()) {
      items(text.item(), true)
          .forEach(item -> draft.add(Edit.of(item, EditKind.REVERT, List.of())));
      next = text.place();
      text.skip(Word.AND, Word.SIGN);
    }
    text.goTo(next);
  }

  /** The items that a name stands for; "description" alone is those that a cell gives. */
  private List<LayoutField> items(Optional<LayoutField> named, boolean both) {
    return named
        .map(List::of)
        .orElseGet(
            () ->
                DESCRIPTIONS.stream()
                    .filter(item -> both || cells.values().containsKey(item))
                    .toList());
  }

  /** A clause about one item; {@code verb} is what the clauses before it said is to be done. */
  private void itemClause(@Nullable Word prefix, boolean negated) {
    int start = text.place();
    Optional<ItemClause> read = ItemClause.read(text, prefix);
    if (read.isEmpty()) {
      fail(start);
      return;
    }
    ItemClause clause = read.get();
    Word asked = clause.verb().orElse(verb == null ? verbBehind() : verb);
    verb = asked;
    boolean not = negated || clause.isNegated();
    if (not) {
      draft.become(Demand.WITHDRAW);
    }
    clause.year().ifPresent(draft::revertsTo);
    List<LayoutField> items = items(clause.item(), not || clause.isEarlier());
    ItemEdits made = new ItemEdits(cells, clause, asked, not, mistaken);
    for (LayoutField item : items) {
      made.of(item).ifPresentOrElse(draft::add, () -> why = made.why());
    }
    if (items.isEmpty()) {
      why = "no description is given";
    }
    if (why.isEmpty() && items.stream().anyMatch(this::isDescribed)) {
      described = text.place();
    }
  }

  /** What is to be done may stand behind several items: {@code SD and LD are to be deleted}. */
  private Word verbBehind() {
    int start = text.place();
    boolean items = false;
    text.skip(Word.AND, Word.SIGN);
    while (text.isItem()) {
      text.item();
      text.skip(Word.AND, Word.SIGN, Word.BE, Word.TO, Word.NOISE);
      items = true;
    }
    Word behind = text.peek().word();
    text.goTo(start);
    return items && behind.asksForSomething() ? behind : Word.CHANGE;
  }

  private boolean isDescribed(LayoutField item) {
    return DESCRIPTIONS.contains(item) && cells.values().containsKey(item);
  }

  /**
   * Whether what could not be told apart only tells how a description changes that stands in its
   * cell: {@code Correct the spelling in LD}, {@code Revise LD - mg to mcg}. Moves behind it.
   */
  private boolean isExplanation(int start) {
    text.goTo(start);
    boolean dash = text.peek().text().equals("-");
    boolean sign = text.is(Word.SIGN);
    boolean introduced =
        start == described
            && !text.is(Word.AND)
            && (!sign || dash || text.second().word().asksForSomething());
    text.skip(Word.SIGN);
    List<LayoutField> items = new ArrayList<>();
    boolean other = false;
    while (!text.is(Word.NOTHING) && !text.peek().text().equals(";")) {
      if (text.isItem()) {
        items.addAll(items(text.item(), false));
      } else {
        other |=
            Set.of(Word.NOT, Word.CODE, Word.REVERT, Word.WITHDRAW).contains(text.next().word());
      }
    }
    boolean only = !other && items.stream().allMatch(this::isDescribed);
    if (!only || (items.isEmpty() && !introduced)) {
      return false;
    }
    draft.addCells(items.isEmpty() ? Set.of() : EnumSet.copyOf(items));
    return true;
  }
}

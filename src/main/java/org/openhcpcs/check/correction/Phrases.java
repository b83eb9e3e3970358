package org.openhcpcs.check.correction;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.check.correction.Instruction.Demand;
import org.openhcpcs.check.correction.Instruction.Edit;
import org.openhcpcs.check.correction.WordedText.Token;
import org.openhcpcs.code.LayoutField;

/**
 * Phrases that say the same wherever they stand in an action. Each question moves behind its phrase
 * if it stands here, and tells the draft what it says.
 */
record Phrases(WordedText text, CorrectionCells cells, Draft draft) {

  /** Since when: {@code effective 1/1/2018}, {@code as of 1/1/2018}, or the date alone. */
  boolean isSince() {
    int start = text.place();
    boolean item = text.isItem() && draft.isEmpty();
    Token token = text.skip(Word.EFFECTIVE, Word.DATE, Word.START, Word.IN, Word.TO, Word.FROM);
    Optional<LocalDate> date = CorrectionCells.date(token.text());
    if (item || date.isEmpty() || !draft.holdsFrom(date.get())) {
      text.goTo(start);
      return false;
    }
    text.next();
    text.skip(Word.DATE);
    return true;
  }

  /** What only says why, up to the next sign: {@code per the final rule}. */
  boolean isReason() {
    if (!text.is(Word.BECAUSE)) {
      return false;
    }
    text.next();
    if (isReplacement()) {
      return true;
    }
    while (!text.is(Word.SIGN) && !text.is(Word.NOTHING)) {
      text.next();
    }
    return true;
  }

  /**
   * What only promises something, up to the next sign: {@code will be assigned at a later date}.
   * What was or is so is no promise, nor what names an item or a value.
   */
  boolean isPromise() {
    int start = text.place();
    boolean willBe =
        text.skip(Word.CODE, Word.NOISE, Word.TO).text().matches("(?i)will|shall|should|must|be");
    boolean later = false;
    boolean named = false;
    while (!text.is(Word.SIGN) && !text.is(Word.NOTHING)) {
      named |= text.isItem() || text.peek().text().matches(".*\\d.*");
      later |= text.next().text().matches("(?i)later|next|future|upcoming|subsequent");
    }
    if (!willBe || !later || named) {
      text.goTo(start);
      return false;
    }
    return true;
  }

  /** {@code Code remains active}. */
  boolean isActive() {
    int start = text.place();
    text.skip(Word.CODE, Word.BE, Word.NOISE, Word.RESTORE, Word.CHANGE, Word.TO);
    if (!text.next().is(Word.ACTIVE)) {
      text.goTo(start);
      return false;
    }
    text.skip(Word.CODE);
    draft.doNotEnd();
    return true;
  }

  /** {@code Code missing from the file}, {@code left off in error}. */
  boolean isMissing() {
    int start = text.place();
    boolean missing = text.skip(Word.CODE, Word.BE, Word.NOISE).is(Word.MISSING);
    text.skip(Word.MISSING, Word.NOISE);
    if (missing) {
      isOfCorrections();
      text.skipError();
    }
    if (!missing || !isEnd()) {
      text.goTo(start);
      return false;
    }
    draft.become(
        cells.values().containsKey(LayoutField.LONG_DESCRIPTION) ? Demand.ADD : Demand.RESTORE);
    return true;
  }

  /** Whether a clause can end here; the words given do not end it. */
  boolean isEnd(Word... within) {
    Word word = text.peek().word();
    return !Set.of(within).contains(word)
        && (word.asksForSomething()
            || Set.of(Word.NOTHING, Word.SIGN, Word.AND, Word.NOT, Word.TO, Word.BECAUSE)
                .contains(word));
  }

  /** {@code Replaced by J1095}: a cross reference. */
  boolean isReplacement() {
    int start = text.place();
    Token other = text.skip(Word.CODE, Word.BE, Word.TO, Word.NOISE);
    if (!other.text().matches("[A-Za-z]\\d{4}|\\d{4}[A-Za-z0-9]")) {
      text.goTo(start);
      return false;
    }
    text.next();
    draft.add(
        Edit.set(LayoutField.CROSS_REFERENCE, List.of(other.text().toUpperCase(Locale.ROOT))));
    return true;
  }

  /**
   * Moves behind {@code from the file}, {@code to the list}; returns whether it is one of
   * corrections.
   */
  boolean isOfCorrections() {
    int start = text.place();
    boolean corrections = false;
    if (text.is(Word.TO) || text.is(Word.IN) || text.is(Word.FROM) || text.is(Word.PREVIOUS)) {
      while (!text.is(Word.FILE) && !isEnd(Word.TO, Word.CHANGE)) {
        corrections |= text.is(Word.CHANGE) || text.is(Word.PREVIOUS);
        text.next();
      }
      boolean file = text.is(Word.FILE);
      while (text.is(Word.FILE)) {
        text.next();
      }
      if (!file && !corrections) {
        text.goTo(start);
      }
    }
    return corrections;
  }
}

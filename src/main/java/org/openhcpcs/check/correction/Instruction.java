package org.openhcpcs.check.correction;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.LayoutField;

/**
 * What a row of a corrections workbook asks for.
 *
 * @param kind what is to be done with the code
 * @param edits what is to stand in its record, in the order of the text
 * @param year the edition year that a revert names
 * @param effectiveOn when the correction takes hold, where text or cell tell it
 * @param why for a row that is not understood, what could not be told
 */
record Instruction(
    Demand kind,
    List<Edit> edits,
    Optional<Integer> year,
    Optional<LocalDate> effectiveOn,
    String why) {

  Instruction {
    edits = List.copyOf(edits);
  }

  /** What a correction does. */
  enum Demand {
    /** The code is missing from the file. */
    ADD,
    /** The code is missing from the file, and says what it said in the edition before. */
    RESTORE,
    /** The record says again what it said in the edition before. */
    REVERT,
    TERMINATE,
    /** The code does not end after all. */
    REACTIVATE,
    /** The code should not be in the file. */
    DELETE,
    /** Items of the record change. */
    CHANGE,
    /**
     * What earlier corrections said no longer counts: of the items that are edited, of the whole
     * code where there are none.
     */
    WITHDRAW,
    /** The same of the whole code, which is not to come into the file. */
    KEEP_OUT,
    NOT_UNDERSTOOD;

    /** Whether it is about the whole record, so that nothing said of the code before stands. */
    boolean isWhole() {
      return this == ADD || this == RESTORE || this == DELETE || this == REVERT;
    }
  }

  /** How the values of an item change. */
  enum EditKind {
    /** They are the values named, and no others; none clears the item. */
    SET,
    /** They come to those that stand there. */
    ADD,
    /** They go from those that stand there; none named means all. */
    REMOVE,
    /** They are again what they were in the edition before. */
    REVERT,
    /** They stay what they are. */
    KEEP
  }

  /**
   * What is to stand in an item of the record.
   *
   * @param item the item of the layout
   * @param change how its values change
   * @param values the values named
   * @param from the value that is said to stand there; empty if nothing is said
   */
  record Edit(LayoutField item, EditKind change, List<String> values, String from) {

    Edit {
      values = List.copyOf(values);
    }

    static Edit of(LayoutField item, EditKind change, List<String> values) {
      return new Edit(item, change, values, "");
    }

    static Edit set(LayoutField item, List<String> values) {
      return of(item, EditKind.SET, values);
    }
  }

  static Instruction notUnderstood(String why) {
    return new Instruction(
        Demand.NOT_UNDERSTOOD, List.of(), Optional.empty(), Optional.empty(), why);
  }
}

package org.openhcpcs.check.correction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.check.correction.Instruction.Demand;
import org.openhcpcs.check.correction.Instruction.Edit;
import org.openhcpcs.check.correction.Instruction.EditKind;
import org.openhcpcs.code.LayoutField;

/** What a correction asks for, as the clauses of its text are read one after the other. */
final class Draft {

  private final CorrectionCells cells;
  private final List<Edit> edits = new ArrayList<>();
  private @Nullable Demand kind;
  private boolean anyChange;
  private Optional<Integer> year = Optional.empty();
  private Optional<LocalDate> effectiveOn = Optional.empty();
  private String conflict = "";

  Draft(CorrectionCells cells) {
    this.cells = cells;
  }

  /** Whether no clause has asked for anything yet. */
  boolean isEmpty() {
    return kind == null && edits.isEmpty();
  }

  /** Why two clauses cannot both be meant; empty if they can. */
  String conflict() {
    return conflict;
  }

  int size() {
    return edits.size();
  }

  void add(Edit edit) {
    edits.add(edit);
  }

  /** The cells of some items are what they are to say. */
  void addCells(Set<LayoutField> items) {
    items.forEach(item -> add(Edit.set(item, cells.values().getOrDefault(item, List.of()))));
  }

  /** Something changes, and the cells say what if nothing else does. */
  void change() {
    anyChange = true;
  }

  boolean isChange() {
    return anyChange;
  }

  void revertsTo(int newYear) {
    year = Optional.of(newYear);
  }

  /** Since when it holds; false if another day is told already. */
  boolean holdsFrom(LocalDate day) {
    boolean same = effectiveOn.isEmpty() || effectiveOn.get().equals(day);
    effectiveOn = effectiveOn.or(() -> Optional.of(day));
    return same;
  }

  /** The code is not to end. */
  void doNotEnd() {
    become(Demand.WITHDRAW);
    add(Edit.of(LayoutField.TERMINATION_DATE, EditKind.REMOVE, List.of()));
  }

  /** What is asked for the whole record by one clause more. */
  void become(Demand next) {
    boolean open = edits.isEmpty() || next == Demand.RESTORE || next == Demand.REACTIVATE;
    if (kind == null || (kind == Demand.WITHDRAW && open)) {
      kind = next;
    } else if (kind == Demand.KEEP_OUT && next == Demand.DELETE) {
      kind = next;
    } else if (kind != next
        && !(kind == Demand.RESTORE && next == Demand.ADD)
        && !(kind != Demand.TERMINATE && next == Demand.WITHDRAW)) {
      conflict =
          "it asks for two things: "
              + (kind + " and " + next).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** All that the clauses say, with what the cells add to it. */
  Instruction instruction() {
    Optional<LocalDate> since = effectiveOn.or(cells::effectiveOn);
    if (isEmpty() && anyChange) {
      addCells(cells.values().keySet());
    }
    if (isEmpty()) {
      return Instruction.notUnderstood("no item is named, and no cell says what is to change");
    }
    List<Edit> named = List.copyOf(edits);
    edits.clear();
    switch (kind == null ? Demand.CHANGE : kind) {
      case ADD -> {
        set(LayoutField.ADDED_DATE, since);
        set(LayoutField.ACTION_EFFECTIVE_DATE, since);
        edits.add(Edit.set(LayoutField.ACTION, List.of("A")));
        addCells(cells.values().keySet());
      }
      case TERMINATE -> {
        set(LayoutField.TERMINATION_DATE, since.map(Draft::lastDay));
        // descriptions only say which code is meant
        Set<LayoutField> given = EnumSet.complementOf(EnumSet.copyOf(ActionText.DESCRIPTIONS));
        given.retainAll(cells.values().keySet());
        addCells(given);
      }
      case REACTIVATE -> edits.add(Edit.set(LayoutField.TERMINATION_DATE, List.of()));
      case DELETE ->
          // "delete code effective ..." is said of codes that end
          set(LayoutField.TERMINATION_DATE, effectiveOn.map(Draft::lastDay));
      case RESTORE, REVERT, CHANGE, WITHDRAW, KEEP_OUT, NOT_UNDERSTOOD ->
          addDateOfPaymentGroup(named);
    }
    edits.addAll(named);
    Demand asked = kind == null ? Demand.CHANGE : kind;
    return edits.stream()
        .flatMap(edit -> misfit(edit).stream())
        .findFirst()
        .map(Instruction::notUnderstood)
        .orElseGet(
            () -> new Instruction(asked, edits.stream().distinct().toList(), year, since, ""));
  }

  private void set(LayoutField item, Optional<LocalDate> date) {
    date.ifPresent(day -> edits.add(Edit.set(item, List.of(day.toString()))));
  }

  /** A code ends on the last day of a month, mostly, and what comes instead begins on the first. */
  static LocalDate lastDay(LocalDate date) {
    return date.getDayOfMonth() == date.lengthOfMonth() ? date : date.minusDays(1);
  }

  /** The cell of the ASC date says since when a payment group holds that the text gives. */
  private void addDateOfPaymentGroup(List<Edit> named) {
    boolean groupGiven =
        named.stream()
            .anyMatch(
                edit ->
                    edit.item() == LayoutField.ASC_PAYMENT_GROUP && edit.change() == EditKind.SET);
    boolean dateGiven =
        named.stream().anyMatch(edit -> edit.item() == LayoutField.ASC_EFFECTIVE_DATE);
    if (groupGiven && !dateGiven) {
      Set<LayoutField> date = EnumSet.of(LayoutField.ASC_EFFECTIVE_DATE);
      date.retainAll(cells.values().keySet());
      addCells(date);
    }
  }

  private static Optional<String> misfit(Edit edit) {
    return edit.values().size() > edit.item().occurs()
        ? Optional.of("more values than " + RecordEdits.name(edit.item()) + " has positions")
        : edit.values().stream()
            .filter(value -> !CorrectionCells.fits(edit.item(), value))
            .map(value -> value + " cannot stand in " + RecordEdits.name(edit.item()))
            .findFirst();
  }
}

package org.openhcpcs.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openhcpcs.check.Instruction.Change;
import org.openhcpcs.check.Instruction.Edit;
import org.openhcpcs.check.Instruction.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.CorrectionRow;

/**
 * Understands the free text in the column ACTION of a corrections workbook. A text of which a word
 * is left over is not understood: nothing is guessed.
 */
final class ActionText {

  private static final List<LayoutField> DESCRIPTIONS =
      List.of(LayoutField.LONG_DESCRIPTION, LayoutField.SHORT_DESCRIPTION);
  private static final String CODE = "(?: (?:THE )?CODE)?";
  private static final String FILE = "(?: (?:TO|IN|FROM)(?: THE)? (?:FILE|TABLE))?";

  private static final Map<Pattern, Kind> WHOLE =
      Map.of(
          Pattern.compile("(?:ADD|ADDED|NEW)" + CODE + FILE),
          Kind.ADD,
          Pattern.compile("(?:DELETE|REMOVE)D?" + CODE + FILE),
          Kind.DELETE,
          Pattern.compile("(?:TERMINATE|DISCONTINUE|TERM|END|ENDED)D?" + CODE),
          Kind.TERMINATE,
          Pattern.compile("REACTIVATED?" + CODE),
          Kind.REACTIVATE,
          Pattern.compile(
              "(?:(?:CODE )?(?:REMOVED|DELETED|DROPPED) IN ERROR[ ,.-]*)?(?:ADD BACK|RESTORE|REINSTATE)"
                  + CODE
                  + FILE),
          Kind.RESTORE,
          Pattern.compile(
              "DO NOT (?:ADD|DELETE|TERMINATE|DISCONTINUE|CHANGE|REVISE)\\b.*|REMOVE(?:D)? FROM (?:THE )?PREVIOUS"
                  + " CORRECTIONS? (?:DOCUMENT|FILE|LIST)"),
          Kind.WITHDRAW);

  private static final Pattern REVERT =
      Pattern.compile(
          "REVERT(?:ED)?(?: BACK)?(?: (?<item>(?!TO\\b).+?))?(?: BACK)? TO (?:THE )?"
              + "(?:(?<year>20\\d\\d)|PREVIOUS|PRIOR)(?: (?:YEAR|EDITION|FILE|RECORD|VALUE))?(?:'?S?)(?: (?<after>.+))?");

  private static final String DATE = "\\d{1,2}/\\d{1,2}/\\d{4}";
  private static final String QUOTED = "\"[^\"]+\"";

  /** A value behind "to": any word. */
  private static final String VALUE =
      "(?:" + QUOTED + "|" + DATE + "|[A-Z0-9]+(?:\\([A-Z]\\))?(?:,[A-Z0-9]+)*)";

  /** A value that no word announces: a single letter, or one with a digit. */
  private static final String BARE =
      "(?:" + QUOTED + "|" + DATE + "|[A-Z]|[A-Z]*\\d[A-Z0-9]*(?:\\([A-Z]\\))?)";

  private static final Pattern CLAUSE =
      Pattern.compile(
          "(?:(?<verb>CHANGED?|REVISED?|CORRECT(?:ED)?|UPDATED?|SET|ADD(?:ED)?|ASSIGN|REMOVED?|DELETED?)\\s*)?"
              + "(?:THE )?(?:(?<lead>"
              + QUOTED
              + ") )?(?<item>(?:SHORT AND LONG|LONG AND SHORT) DESC(?:RIPTION)?S?|DESCRIPTIONS?|"
              + ItemName.ANY
              + ")(?: FROM (?<old>"
              + VALUE
              + "))?(?: (?:TO|OF|AS|=) (?<value>"
              + VALUE
              + ")| (?<bare>"
              + BARE
              + "))?(?: ?(?:,? ?AND |[,;&] ?)|$)");

  private final String text;
  private final CorrectionCells cells;
  private final List<Edit> edits = new ArrayList<>();

  private ActionText(String text, CorrectionCells cells) {
    this.text = text;
    this.cells = cells;
  }

  /** What a row asks for. */
  static Instruction understand(CorrectionRow row) {
    String text =
        row.action()
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\u201c\u201d\u2018\u2019']", "\"")
            .replaceAll("[\\s.]+$", "")
            .replaceAll("\\s+", " ")
            .strip();
    return new ActionText(text, new CorrectionCells(row.cells())).understand();
  }

  /** Whether a withdrawal says that a code is not to be added. */
  static boolean forbidsAdding(CorrectionRow row) {
    return row.action().toUpperCase(Locale.ROOT).contains("NOT ADD");
  }

  private Instruction understand() {
    Optional<Kind> whole =
        WHOLE.entrySet().stream()
            .filter(entry -> entry.getKey().matcher(text).matches())
            .map(Map.Entry::getValue)
            .findFirst();
    Matcher revert = REVERT.matcher(text);
    Instruction instruction =
        whole.isPresent() ? whole(whole.get()) : revert.matches() ? revert(revert) : changes();
    return instruction.edits().stream()
        .flatMap(
            edit ->
                edit.values().stream()
                    .filter(value -> !CorrectionCells.fits(edit.item(), value))
                    .map(value -> value + " cannot stand in " + name(edit.item())))
        .findFirst()
        .or(() -> tooMany(instruction))
        .map(Instruction::notUnderstood)
        .orElse(instruction);
  }

  private static Optional<String> tooMany(Instruction instruction) {
    return instruction.edits().stream()
        .filter(edit -> edit.values().size() > edit.item().occurs())
        .map(edit -> "more values than " + name(edit.item()) + " has positions")
        .findFirst();
  }

  private Instruction whole(Kind kind) {
    Optional<LocalDate> effectiveOn = cells.effectiveOn();
    switch (kind) {
      case ADD -> {
        set(LayoutField.ADDED_DATE, effectiveOn);
        set(LayoutField.ACTION_EFFECTIVE_DATE, effectiveOn);
        edits.add(Edit.set(LayoutField.ACTION, List.of("A")));
        cells.values().forEach((item, values) -> edits.add(Edit.set(item, values)));
        return cells.values().containsKey(LayoutField.LONG_DESCRIPTION)
            ? Instruction.of(kind, edits)
            : Instruction.notUnderstood("a code is to be added, and no cell describes it");
      }
      case TERMINATE -> {
        if (effectiveOn.isEmpty()) {
          return Instruction.notUnderstood("the code is to end, and no cell says when");
        }
        set(LayoutField.TERMINATION_DATE, effectiveOn.map(date -> date.minusDays(1)));
        cells.values().forEach((item, values) -> edits.add(Edit.set(item, values)));
        return Instruction.of(kind, edits);
      }
      case REACTIVATE -> {
        edits.add(Edit.set(LayoutField.TERMINATION_DATE, List.of()));
        return Instruction.of(kind, edits);
      }
      case RESTORE, REVERT, DELETE, CHANGE, WITHDRAW, NOT_UNDERSTOOD -> {
        return Instruction.of(kind, edits);
      }
    }
    throw new IllegalStateException("every kind is handled");
  }

  private Instruction revert(Matcher revert) {
    String item = Optional.ofNullable(revert.group("item")).orElse(revert.group("after"));
    if (item != null) {
      Optional<LayoutField> named = ItemName.of(item);
      if (named.isEmpty()) {
        return Instruction.notUnderstood("what is to revert is not told: " + item);
      }
      edits.add(Edit.set(named.get(), List.of()));
    }
    return new Instruction(
        Kind.REVERT, edits, Optional.ofNullable(revert.group("year")).map(Integer::parseInt), "");
  }

  private Instruction changes() {
    Matcher clause = CLAUSE.matcher(text);
    String verb = "";
    int position = 0;
    while (position < text.length()) {
      clause.region(position, text.length());
      if (!clause.lookingAt()) {
        return Instruction.notUnderstood("not told apart: " + text.substring(position));
      }
      verb = clause.group("verb") == null ? verb : clause.group("verb");
      if (verb.isEmpty()) {
        return Instruction.notUnderstood("no word says what to do");
      }
      Optional<String> why = edit(verb, clause);
      if (why.isPresent()) {
        return Instruction.notUnderstood(why.get());
      }
      position = clause.end();
    }
    if (edits.isEmpty()) {
      return Instruction.notUnderstood("the action is blank");
    }
    addDateOfPaymentGroup();
    return Instruction.of(Kind.CHANGE, edits);
  }

  /** Adds what a clause asks for; returns why it could not be understood. */
  private Optional<String> edit(String verb, Matcher clause) {
    List<String> words =
        Stream.of("lead", "value", "bare")
            .flatMap(group -> Stream.ofNullable(clause.group(group)))
            .map(word -> word.replace("\"", ""))
            .toList();
    List<LayoutField> items = items(clause.group("item"));
    if (words.size() > 1) {
      return Optional.of("more than one value is named: " + clause.group().strip());
    }
    if (words.size() == 1 && items.stream().anyMatch(DESCRIPTIONS::contains)) {
      return Optional.of("a description stands in its cell, not in the text");
    }
    String from = clause.group("old") == null ? "" : clause.group("old").replace("\"", "");
    boolean removes = verb.startsWith("REMOVE") || verb.startsWith("DELETE");
    for (LayoutField item : items) {
      List<String> named = words.isEmpty() ? List.of() : CorrectionCells.split(item, words.get(0));
      List<String> cell = removes ? List.of() : cells.values().getOrDefault(item, List.of());
      if (!named.isEmpty() && !cell.isEmpty() && !named.equals(cell)) {
        return Optional.of(
            "the text says %s for %s, the cell %s"
                .formatted(words.get(0), name(item), String.join(", ", cell)));
      }
      List<String> values = named.isEmpty() ? cell : named;
      if (values.isEmpty() && item == LayoutField.ACTION_EFFECTIVE_DATE) {
        values = cells.effectiveOn().map(LocalDate::toString).stream().toList();
      }
      if (values.isEmpty() && !removes) {
        return Optional.of("no value is given for " + name(item));
      }
      edits.add(new Edit(item, removes ? Change.REMOVE : change(verb, item), values, from));
    }
    return items.isEmpty() ? Optional.of("no description is given") : Optional.empty();
  }

  private static Change change(String verb, LayoutField item) {
    return verb.startsWith("ADD") && item.occurs() > 1 ? Change.ADD : Change.SET;
  }

  /** The items that a name stands for; "description" alone is those that a cell gives. */
  private List<LayoutField> items(String name) {
    Optional<LayoutField> one = ItemName.of(name);
    if (one.isPresent()) {
      return List.of(one.get());
    }
    return DESCRIPTIONS.stream()
        .filter(item -> !name.startsWith("DESCRIPTION") || cells.values().containsKey(item))
        .toList();
  }

  /** The cell of the ASC date says since when a payment group holds that the text gives. */
  private void addDateOfPaymentGroup() {
    List<String> date = cells.values().getOrDefault(LayoutField.ASC_EFFECTIVE_DATE, List.of());
    boolean groupGiven =
        edits.stream()
            .anyMatch(
                edit ->
                    edit.item() == LayoutField.ASC_PAYMENT_GROUP && edit.change() == Change.SET);
    boolean dateGiven =
        edits.stream().anyMatch(edit -> edit.item() == LayoutField.ASC_EFFECTIVE_DATE);
    if (groupGiven && !dateGiven && !date.isEmpty()) {
      edits.add(Edit.set(LayoutField.ASC_EFFECTIVE_DATE, date));
    }
  }

  private void set(LayoutField item, Optional<LocalDate> date) {
    date.ifPresent(day -> edits.add(Edit.set(item, List.of(day.toString()))));
  }

  private static String name(LayoutField item) {
    return item.name().toLowerCase(Locale.ROOT);
  }
}

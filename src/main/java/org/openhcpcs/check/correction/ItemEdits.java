package org.openhcpcs.check.correction;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.check.correction.Instruction.Edit;
import org.openhcpcs.check.correction.Instruction.EditKind;
import org.openhcpcs.check.correction.WordedText.Token;
import org.openhcpcs.code.LayoutField;

/** What a clause about an item asks for, with the value from the text or from the item's cell. */
final class ItemEdits {

  /** Where nothing else gives them, the date since when the correction holds does. */
  private static final Set<LayoutField> EFFECTIVE_DATES =
      EnumSet.of(
          LayoutField.ACTION_EFFECTIVE_DATE,
          LayoutField.ASC_EFFECTIVE_DATE,
          LayoutField.MOG_EFFECTIVE_DATE);

  private final CorrectionCells cells;
  private final ItemClause clause;
  private final Word verb;
  private final boolean negated;
  private final boolean mistaken;
  private final List<Token> words;
  private String why = "";

  ItemEdits(
      CorrectionCells cells, ItemClause clause, Word verb, boolean negated, boolean mistaken) {
    this.cells = cells;
    this.clause = clause;
    this.verb = verb;
    this.negated = negated;
    this.mistaken = mistaken || clause.isError();
    this.words = clause.lead().isEmpty() ? clause.values() : clause.lead();
  }

  /** Why there is no edit. */
  String why() {
    return why;
  }

  /** The edit of an item; empty if what stands there does not tell it. */
  Optional<Edit> of(LayoutField item) {
    if (!clause.lead().isEmpty() && !clause.values().isEmpty()) {
      return not("more than one value is named: " + text(clause.lead()) + ", " + text(words));
    }
    EditKind change = change(item);
    if (change == EditKind.REVERT || change == EditKind.KEEP) {
      return Optional.of(Edit.of(item, change, List.of()));
    }
    return ActionText.DESCRIPTIONS.contains(item) ? description(item) : value(item, change);
  }

  private Optional<Edit> not(String reason) {
    why = reason;
    return Optional.empty();
  }

  private static String text(List<Token> tokens) {
    return String.join(", ", tokens.stream().map(Token::text).toList());
  }

  private EditKind change(LayoutField item) {
    boolean adds = verb == Word.ADD || (verb == Word.RESTORE && !words.isEmpty());
    if (clause.isEarlier() && words.isEmpty()) {
      return EditKind.REVERT;
    }
    if (negated || mistaken) {
      EditKind otherwise = negated ? EditKind.KEEP : EditKind.REVERT;
      return words.isEmpty()
          ? otherwise
          : adds ? EditKind.REMOVE : verb == Word.REMOVE ? adding(item) : otherwise;
    }
    return switch (verb) {
      case ADD -> adding(item);
      case REMOVE -> EditKind.REMOVE;
      case RESTORE -> words.isEmpty() ? EditKind.REVERT : adding(item);
      case REVERT -> EditKind.REVERT;
      default -> EditKind.SET;
    };
  }

  private static EditKind adding(LayoutField item) {
    return item.occurs() > 1 ? EditKind.ADD : EditKind.SET;
  }

  /** The cell says it as a whole, whatever the text says of it. */
  private Optional<Edit> description(LayoutField item) {
    List<String> cell = cells.values().get(item);
    if (cell != null) {
      return Optional.of(Edit.set(item, cell));
    }
    boolean whole = words.size() == 1 && words.get(0).quoted() && clause.from().isEmpty();
    if (whole && verb == Word.CHANGE) {
      return Optional.of(Edit.set(item, List.of(words.get(0).text())));
    }
    return not(
        words.isEmpty()
            ? "no value is given for " + RecordEdits.name(item)
            : "a description stands in its cell, not in the text");
  }

  private Optional<Edit> value(LayoutField item, EditKind change) {
    List<String> named =
        words.stream().flatMap(word -> CorrectionCells.split(item, word.text()).stream()).toList();
    List<String> cell =
        change == EditKind.REMOVE ? List.of() : cells.values().getOrDefault(item, List.of());
    boolean all = change == EditKind.ADD && cell.containsAll(named);
    if (!named.isEmpty() && !cell.isEmpty() && !named.equals(cell) && !all) {
      return not(
          "the text says %s for %s, the cell %s"
              .formatted(text(words), RecordEdits.name(item), String.join(", ", cell)));
    }
    if (clause.isBlank() && named.isEmpty()) {
      return Optional.of(new Edit(item, EditKind.SET, List.of(), from(item)));
    }
    List<String> values = named.isEmpty() ? cell : named;
    if (values.isEmpty() && change != EditKind.REMOVE && EFFECTIVE_DATES.contains(item)) {
      values = cells.effectiveOn().map(LocalDate::toString).stream().toList();
    }
    boolean cleared = cells.values().containsKey(item); // by a cell that says so
    if (values.isEmpty() && change != EditKind.REMOVE && !cleared) {
      return not("no value is given for " + RecordEdits.name(item));
    }
    return Optional.of(
        all && cell.size() > named.size()
            ? Edit.set(item, cell)
            : new Edit(item, change, values, from(item)));
  }

  private String from(LayoutField item) {
    String from = clause.from();
    return from.isEmpty() ? from : CorrectionCells.split(item, from).get(0);
  }
}

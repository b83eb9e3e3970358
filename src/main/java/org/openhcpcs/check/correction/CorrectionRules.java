package org.openhcpcs.check.correction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openhcpcs.check.correction.Correction.Verdict;
import org.openhcpcs.check.correction.Instruction.Demand;
import org.openhcpcs.check.correction.Instruction.Edit;
import org.openhcpcs.check.correction.Instruction.EditKind;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.companion.CorrectionRow;

/**
 * Judges the corrections of an edition against its code file, and works out what the records say
 * with them. Corrections are read in the order of their publication: of two that speak of one item
 * of a code, the later one counts. What a single edit does to a record is {@link RecordEdits}.
 */
public final class CorrectionRules {

  private final List<CorrectionRow> rows;
  private final List<Instruction> instructions;
  private final Map<String, CodeRecord> records;
  private final Earlier earlier;

  /** What earlier editions say, for codes that CMS restores or reverts. */
  @FunctionalInterface
  public interface Earlier {
    /**
     * The code's record in the newest edition before the corrected one; of a year, if one is given.
     */
    Optional<CodeRecord> record(String code, Optional<Integer> year);
  }

  private CorrectionRules(
      List<CorrectionRow> rows, Map<String, CodeRecord> records, Earlier earlier) {
    this.rows = rows;
    this.instructions = rows.stream().map(ActionText::understand).toList();
    this.records = new HashMap<>(records);
    this.earlier = earlier;
  }

  /**
   * What came of a list of corrections.
   *
   * @param corrections each with its verdict, in the order given; none is {@code APPLIED}
   * @param changed what the codes say with the corrections that are {@code OPEN}, empty for a code
   *     that goes
   */
  public record JudgedCorrections(
      List<Correction> corrections, Map<String, Optional<CodeRecord>> changed) {}

  /**
   * Judges corrections.
   *
   * @param rows the corrections of an edition in the order of their publication
   * @param records what the code file of the edition says of the codes concerned
   * @param earlier what earlier editions say of them
   */
  public static JudgedCorrections judge(
      List<CorrectionRow> rows, Map<String, CodeRecord> records, Earlier earlier) {
    return new CorrectionRules(rows, records, earlier).judge();
  }

  private JudgedCorrections judge() {
    List<Correction> corrections = new ArrayList<>();
    Set<String> changed = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      CorrectionRow row = rows.get(i);
      Instruction instruction = instructions.get(i);
      Correction correction =
          instruction.kind() == Demand.NOT_UNDERSTOOD
              ? new Correction(row, Verdict.NOT_UNDERSTOOD, instruction.why())
              : takenBack(i).orElseGet(() -> judge(row, instruction));
      corrections.add(correction);
      if (correction.verdict() == Verdict.OPEN) {
        changed.add(row.code());
      }
    }
    return new JudgedCorrections(
        corrections,
        changed.stream()
            .collect(
                Collectors.toMap(code -> code, code -> Optional.ofNullable(records.get(code)))));
  }

  /** The verdict on a correction that a later one takes back or repeats in all it says. */
  private Optional<Correction> takenBack(int place) {
    CorrectionRow row = rows.get(place);
    Set<LayoutField> open = items(instructions.get(place));
    boolean whole = instructions.get(place).kind().isWhole();
    for (int i = place + 1; i < rows.size(); i++) {
      Instruction later = instructions.get(i);
      if (!rows.get(i).code().equals(row.code())) {
        continue;
      }
      if (isTakenBack(instructions.get(place), later)) {
        return Optional.of(new Correction(row, Verdict.WITHDRAWN, rows.get(i).action()));
      }
      open.removeAll(items(later));
      if (later.kind().isWhole() || (!whole && open.isEmpty())) {
        return Optional.of(new Correction(row, Verdict.SUPERSEDED, rows.get(i).action()));
      }
    }
    return Optional.empty();
  }

  /** A withdrawal is of the whole code, or of the items that it names. */
  private static boolean isTakenBack(Instruction earlier, Instruction later) {
    if (later.kind() != Demand.WITHDRAW) {
      return later.kind() == Demand.KEEP_OUT
          || (later.kind() == Demand.DELETE && earlier.kind() == Demand.ADD);
    }
    Set<LayoutField> items = items(later);
    return items.isEmpty()
        || (earlier.kind() == Demand.CHANGE && items.containsAll(items(earlier)))
        || (earlier.kind() == Demand.TERMINATE && items.contains(LayoutField.TERMINATION_DATE));
  }

  private static Set<LayoutField> items(Instruction instruction) {
    return instruction.edits().stream()
        .map(Edit::item)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(LayoutField.class)));
  }

  private Correction judge(CorrectionRow row, Instruction instruction) {
    Optional<CodeRecord> record = Optional.ofNullable(records.get(row.code()));
    return switch (instruction.kind()) {
      case ADD -> add(row, instruction, record);
      case RESTORE -> restore(row, instruction, record);
      case DELETE -> delete(row, instruction, record);
      case KEEP_OUT ->
          record.isPresent()
              ? new Correction(row, Verdict.CONTRADICTED, "the edition lists the code")
              : new Correction(row, Verdict.MERGED, "");
      case REVERT -> record.map(r -> revert(row, instruction, r)).orElseGet(() -> missing(row));
      case TERMINATE -> record.map(r -> end(row, instruction, r)).orElseGet(() -> missing(row));
      case REACTIVATE, CHANGE ->
          record.map(r -> change(row, instruction, r)).orElseGet(() -> missing(row));
      case WITHDRAW ->
          instruction.edits().isEmpty()
              ? new Correction(row, Verdict.MERGED, "")
              : record.map(r -> change(row, instruction, r)).orElseGet(() -> missing(row));
      case NOT_UNDERSTOOD -> new Correction(row, Verdict.NOT_UNDERSTOOD, instruction.why());
    };
  }

  private static Correction missing(CorrectionRow row) {
    return new Correction(row, Verdict.CONTRADICTED, "the edition does not list the code");
  }

  private Correction add(CorrectionRow row, Instruction instruction, Optional<CodeRecord> record) {
    if (record.isPresent()) {
      List<String> different =
          instruction.edits().stream()
              .filter(edit -> edit.item() != LayoutField.ACTION)
              .filter(edit -> !RecordEdits.says(record.get(), edit))
              .map(edit -> RecordEdits.name(edit.item()))
              .toList();
      return different.isEmpty()
          ? new Correction(row, Verdict.MERGED, "")
          : new Correction(
              row,
              Verdict.CONTRADICTED,
              "the edition lists the code with another " + String.join(", ", different));
    }
    CodeRecord added = RecordEdits.apply(CodeRecord.blank(row.code()), instruction.edits());
    if (added.get(Field.LONG_DESCRIPTION).isEmpty()) {
      return new Correction(
          row, Verdict.NOT_UNDERSTOOD, "a code is to be added, and no cell describes it");
    }
    records.put(row.code(), added);
    return new Correction(row, Verdict.OPEN, undated(row, instruction));
  }

  private static String undated(CorrectionRow row, Instruction instruction) {
    if (instruction.effectiveOn().isPresent()) {
      return "";
    }
    String cell = new CorrectionCells(row.cells()).effective();
    return cell.isEmpty()
        ? "no effective date is given"
        : "its effective date cannot be read: " + cell;
  }

  private Correction restore(
      CorrectionRow row, Instruction instruction, Optional<CodeRecord> record) {
    if (record.isPresent()) {
      return change(row, instruction, record.get());
    }
    Optional<CodeRecord> before = earlier.record(row.code(), Optional.empty());
    if (before.isEmpty()) {
      return new Correction(
          row, Verdict.CONTRADICTED, "no earlier edition that is loaded lists it");
    }
    records.put(row.code(), RecordEdits.apply(before.get(), instruction.edits()));
    return new Correction(row, Verdict.OPEN, "");
  }

  /** A code that is to go on a day ends there; one that ended then is as good as gone. */
  private Correction delete(
      CorrectionRow row, Instruction instruction, Optional<CodeRecord> record) {
    if (record.isPresent() && items(instruction).contains(LayoutField.TERMINATION_DATE)) {
      return change(row, instruction, record.get());
    }
    Optional<String> end = instruction.effectiveOn().map(Draft::lastDay).map(LocalDate::toString);
    if (end.isPresent() && record.map(r -> r.get(Field.TERMINATION_DATE)).equals(end)) {
      return new Correction(row, Verdict.MERGED, "the code ended on " + end.get());
    }
    records.remove(row.code());
    return new Correction(row, record.isPresent() ? Verdict.OPEN : Verdict.MERGED, "");
  }

  private Correction end(CorrectionRow row, Instruction instruction, CodeRecord record) {
    boolean told = items(instruction).contains(LayoutField.TERMINATION_DATE);
    return told || !record.get(Field.TERMINATION_DATE).isEmpty()
        ? change(row, instruction, record)
        : new Correction(row, Verdict.NOT_UNDERSTOOD, "the code is to end, and no cell says when");
  }

  private static Correction noEarlier(CorrectionRow row) {
    return new Correction(
        row,
        Verdict.CONTRADICTED,
        "the edition that it reverts to is not loaded, or does not list it");
  }

  private Correction revert(CorrectionRow row, Instruction instruction, CodeRecord record) {
    Optional<CodeRecord> before = earlier.record(row.code(), instruction.year());
    if (before.isEmpty()) {
      return noEarlier(row);
    }
    CodeRecord reverted = RecordEdits.apply(before.get(), instruction.edits());
    records.put(row.code(), reverted);
    return new Correction(row, reverted.equals(record) ? Verdict.MERGED : Verdict.OPEN, "");
  }

  private Correction change(CorrectionRow row, Instruction instruction, CodeRecord record) {
    Optional<List<Edit>> edits = reverted(row, instruction);
    if (edits.isEmpty()) {
      return noEarlier(row);
    }
    List<Edit> open = new ArrayList<>();
    for (Edit edit : edits.get()) {
      if (!RecordEdits.says(record, edit)) {
        Optional<String> contradiction =
            RecordEdits.contradiction(record, edit, instruction.kind());
        if (contradiction.isPresent()) {
          return new Correction(row, Verdict.CONTRADICTED, contradiction.get());
        }
        open.add(edit);
      }
    }
    if (open.isEmpty()) {
      return new Correction(row, Verdict.MERGED, "");
    }
    CodeRecord changed = dated(record, RecordEdits.apply(record, open), instruction);
    records.put(row.code(), undone(row, instruction, changed));
    return new Correction(row, Verdict.OPEN, "");
  }

  /**
   * Where all that an action announced is reverted, the action is too: CMS's next edition says of
   * such a code what the one before the corrected edition did.
   */
  private CodeRecord undone(CorrectionRow row, Instruction instruction, CodeRecord changed) {
    return !onlyReverts(instruction)
        ? changed
        : earlier
            .record(row.code(), instruction.year())
            .filter(before -> withActionOf(before, changed).equals(changed))
            .orElse(changed);
  }

  private static CodeRecord withActionOf(CodeRecord record, CodeRecord other) {
    return record.with(
        Map.of(
            Field.ACTION, other.get(Field.ACTION),
            Field.ACTION_EFFECTIVE_DATE, other.get(Field.ACTION_EFFECTIVE_DATE)));
  }

  /**
   * The edits of a correction, with values from an earlier edition for the items that revert to it;
   * empty if none that is loaded has them.
   */
  private Optional<List<Edit>> reverted(CorrectionRow row, Instruction instruction) {
    if (instruction.edits().stream().noneMatch(edit -> edit.change() == EditKind.REVERT)) {
      return Optional.of(instruction.edits());
    }
    return earlier
        .record(row.code(), instruction.year())
        .map(
            before ->
                instruction.edits().stream()
                    .map(
                        edit ->
                            edit.change() == EditKind.REVERT
                                ? Edit.set(edit.item(), RecordEdits.values(before, edit.item()))
                                : edit)
                    .toList());
  }

  /**
   * The corrected record with the action that its correction implies. That of an ended code takes
   * effect on the day after its end, and stays then.
   */
  private static CodeRecord dated(CodeRecord record, CodeRecord changed, Instruction instruction) {
    Map<Field, String> implied = new EnumMap<>(Field.class);
    String end = changed.get(Field.TERMINATION_DATE);
    boolean ends = !end.isEmpty() && !end.equals(record.get(Field.TERMINATION_DATE));
    boolean reopens = end.isEmpty() && !record.get(Field.TERMINATION_DATE).isEmpty();
    if (ends) {
      implied.put(Field.ACTION_EFFECTIVE_DATE, LocalDate.parse(end).plusDays(1).toString());
      implied.put(Field.ACTION, "D");
    } else if (end.isEmpty() && !onlyReverts(instruction)) {
      instruction
          .effectiveOn()
          .ifPresent(date -> implied.put(Field.ACTION_EFFECTIVE_DATE, date.toString()));
    }
    if (instruction.kind() == Demand.REACTIVATE) {
      implied.put(Field.ACTION, "R");
    } else if (reopens && changed.get(Field.ACTION).equals("D")) {
      implied.put(Field.ACTION, "N");
    }
    Set<LayoutField> items = items(instruction);
    implied.keySet().removeIf(field -> items.contains(field.layout()));
    return changed.with(implied);
  }

  private static boolean onlyReverts(Instruction instruction) {
    return instruction.edits().stream().allMatch(edit -> edit.change() == EditKind.REVERT);
  }
}

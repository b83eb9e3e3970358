package org.openhcpcs.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openhcpcs.check.Correction.Verdict;
import org.openhcpcs.check.Instruction.Change;
import org.openhcpcs.check.Instruction.Edit;
import org.openhcpcs.check.Instruction.Kind;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.CorrectionRow;

/**
 * Judges the corrections of an edition against its code file, and works out what the records say
 * with them. Corrections are read in the order of their publication: of two that speak of one item
 * of a code, the later one counts.
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
  public record Result(List<Correction> corrections, Map<String, Optional<CodeRecord>> changed) {}

  /**
   * Judges corrections.
   *
   * @param rows the corrections of an edition in the order of their publication
   * @param records what the code file of the edition says of the codes concerned
   * @param earlier what earlier editions say of them
   */
  public static Result judge(
      List<CorrectionRow> rows, Map<String, CodeRecord> records, Earlier earlier) {
    return new CorrectionRules(rows, records, earlier).judge();
  }

  private Result judge() {
    List<Correction> corrections = new ArrayList<>();
    Set<String> changed = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      CorrectionRow row = rows.get(i);
      Instruction instruction = instructions.get(i);
      Correction correction =
          instruction.kind() == Kind.NOT_UNDERSTOOD
              ? new Correction(row, Verdict.NOT_UNDERSTOOD, instruction.why())
              : takenBack(i).orElseGet(() -> judge(row, instruction));
      corrections.add(correction);
      if (correction.verdict() == Verdict.OPEN) {
        changed.add(row.code());
      }
    }
    return new Result(
        corrections,
        changed.stream()
            .collect(
                Collectors.toMap(code -> code, code -> Optional.ofNullable(records.get(code)))));
  }

  /** The verdict on a correction that a later one takes back or repeats in all it says. */
  private Optional<Correction> takenBack(int place) {
    CorrectionRow row = rows.get(place);
    Set<LayoutField> open = items(instructions.get(place));
    boolean whole = isWhole(instructions.get(place));
    for (int i = place + 1; i < rows.size(); i++) {
      Instruction later = instructions.get(i);
      if (!rows.get(i).code().equals(row.code())) {
        continue;
      }
      if (later.kind() == Kind.WITHDRAW) {
        return Optional.of(new Correction(row, Verdict.WITHDRAWN, rows.get(i).action()));
      }
      open.removeAll(items(later));
      if (isWhole(later) || (!whole && open.isEmpty())) {
        return Optional.of(new Correction(row, Verdict.SUPERSEDED, rows.get(i).action()));
      }
    }
    return Optional.empty();
  }

  private static boolean isWhole(Instruction instruction) {
    return instruction.kind().isWhole()
        || (instruction.kind() == Kind.REVERT && instruction.edits().isEmpty());
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
      case RESTORE -> restore(row, record);
      case DELETE -> delete(row, record);
      case WITHDRAW -> withdraw(row, record);
      case REVERT -> record.map(r -> revert(row, instruction, r)).orElseGet(() -> missing(row));
      case TERMINATE, REACTIVATE, CHANGE ->
          record.map(r -> change(row, instruction, r)).orElseGet(() -> missing(row));
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
              .filter(edit -> !says(record.get(), edit))
              .map(edit -> name(edit.item()))
              .toList();
      return different.isEmpty()
          ? new Correction(row, Verdict.MERGED, "")
          : new Correction(
              row,
              Verdict.CONTRADICTED,
              "the edition lists the code with another " + String.join(", ", different));
    }
    CodeRecord added = CodeRecord.blank(row.code());
    for (Edit edit : instruction.edits()) {
      added = edited(added, edit);
    }
    records.put(row.code(), added);
    return new Correction(row, Verdict.OPEN, undated(row));
  }

  private static String undated(CorrectionRow row) {
    CorrectionCells cells = new CorrectionCells(row.cells());
    return cells.effectiveOn().isEmpty()
        ? "its effective date cannot be read: " + cells.effective()
        : "";
  }

  private Correction restore(CorrectionRow row, Optional<CodeRecord> record) {
    if (record.isPresent()) {
      return new Correction(row, Verdict.MERGED, "");
    }
    Optional<CodeRecord> before = earlier.record(row.code(), Optional.empty());
    before.ifPresent(found -> records.put(row.code(), found));
    return before.isPresent()
        ? new Correction(row, Verdict.OPEN, "")
        : new Correction(row, Verdict.CONTRADICTED, "no earlier edition that is loaded lists it");
  }

  private Correction delete(CorrectionRow row, Optional<CodeRecord> record) {
    records.remove(row.code());
    return new Correction(row, record.isPresent() ? Verdict.OPEN : Verdict.MERGED, "");
  }

  private static Correction withdraw(CorrectionRow row, Optional<CodeRecord> record) {
    return record.isPresent() && ActionText.forbidsAdding(row)
        ? new Correction(row, Verdict.CONTRADICTED, "the edition lists the code")
        : new Correction(row, Verdict.MERGED, "");
  }

  private Correction revert(CorrectionRow row, Instruction instruction, CodeRecord record) {
    Optional<CodeRecord> before = earlier.record(row.code(), instruction.year());
    if (before.isEmpty()) {
      return new Correction(
          row,
          Verdict.CONTRADICTED,
          "the edition that it reverts to is not loaded, or does not list it");
    }
    Set<LayoutField> items = items(instruction);
    CodeRecord reverted =
        record.with(
            Field.ALL.stream()
                .filter(field -> items.isEmpty() || items.contains(field.layout()))
                .collect(Collectors.toMap(field -> field, before.get()::get)));
    records.put(row.code(), reverted);
    return new Correction(row, reverted.equals(record) ? Verdict.MERGED : Verdict.OPEN, "");
  }

  private Correction change(CorrectionRow row, Instruction instruction, CodeRecord record) {
    List<Edit> open = new ArrayList<>();
    for (Edit edit : instruction.edits()) {
      if (!says(record, edit)) {
        Optional<String> contradiction = contradiction(record, edit, instruction.kind());
        if (contradiction.isPresent()) {
          return new Correction(row, Verdict.CONTRADICTED, contradiction.get());
        }
        open.add(edit);
      }
    }
    if (open.isEmpty()) {
      return new Correction(row, Verdict.MERGED, "");
    }
    CodeRecord changed = record;
    for (Edit edit : open) {
      changed = edited(changed, edit);
    }
    records.put(row.code(), dated(changed, row, instruction));
    return new Correction(row, Verdict.OPEN, "");
  }

  /** The action of an ended code stays the day after its end. */
  private static CodeRecord dated(CodeRecord changed, CorrectionRow row, Instruction instruction) {
    Map<Field, String> implied = new EnumMap<>(Field.class);
    boolean ends = instruction.kind() == Kind.TERMINATE;
    boolean ended = !changed.get(Field.TERMINATION_DATE).isEmpty();
    if ((ends || !ended) && !items(instruction).contains(LayoutField.ACTION_EFFECTIVE_DATE)) {
      new CorrectionCells(row.cells())
          .effectiveOn()
          .ifPresent(date -> implied.put(Field.ACTION_EFFECTIVE_DATE, date.toString()));
    }
    if (ends) {
      implied.put(Field.ACTION, "D");
    } else if (instruction.kind() == Kind.REACTIVATE) {
      implied.put(Field.ACTION, "R");
    }
    return changed.with(implied);
  }

  private static Optional<String> contradiction(CodeRecord record, Edit edit, Kind kind) {
    List<String> now = values(record, edit.item());
    if (!edit.from().isEmpty() && !now.contains(edit.from())) {
      return Optional.of(
          "%s is %s, not %s"
              .formatted(
                  name(edit.item()),
                  now.isEmpty() ? "blank" : String.join(", ", now),
                  edit.from()));
    }
    if (kind == Kind.TERMINATE && edit.item() == LayoutField.TERMINATION_DATE && !now.isEmpty()) {
      return Optional.of("the code ended on " + now.get(0));
    }
    long coming = edit.values().stream().filter(value -> !now.contains(value)).count();
    if (edit.change() == Change.ADD && now.size() + coming > edit.item().occurs()) {
      return Optional.of("all positions of %s are taken".formatted(name(edit.item())));
    }
    boolean cut =
        edit.item() == LayoutField.LONG_DESCRIPTION
            && edit.change() == Change.SET
            && !now.isEmpty()
            && same(now.get(0)).startsWith(same(edit.values().get(0)));
    return cut
        ? Optional.of("the edition's text begins with that of the correction, which may be cut")
        : Optional.empty();
  }

  /** Whether a record says already what an edit asks for. */
  private static boolean says(CodeRecord record, Edit edit) {
    List<String> now = values(record, edit.item());
    return switch (edit.change()) {
      case SET -> same(now).equals(same(edit.values()));
      case ADD -> now.containsAll(edit.values());
      case REMOVE ->
          edit.values().isEmpty() ? now.isEmpty() : now.stream().noneMatch(edit.values()::contains);
    };
  }

  private static List<String> same(List<String> values) {
    return values.stream().map(CorrectionRules::same).toList();
  }

  /**
   * CMS types texts of corrections anew: case, blanks and the form of quotation marks do not count.
   */
  private static String same(String text) {
    return text.replaceAll("[\\s\\u00a0]+", " ")
        .replaceAll("[\\u2018\\u2019]", "'")
        .replaceAll("[\\u201c\\u201d]", "\"")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static CodeRecord edited(CodeRecord record, Edit edit) {
    List<String> now = new ArrayList<>(values(record, edit.item()));
    switch (edit.change()) {
      case SET -> {
        now.clear();
        now.addAll(edit.values());
      }
      case ADD -> edit.values().stream().filter(value -> !now.contains(value)).forEach(now::add);
      case REMOVE ->
          now.removeIf(value -> edit.values().isEmpty() || edit.values().contains(value));
    }
    Map<Field, String> changed = new LinkedHashMap<>();
    for (Field field : fields(edit.item())) {
      int index = field.occurrence() - 1;
      changed.put(field, index < now.size() ? now.get(index) : "");
    }
    return record.with(changed);
  }

  private static List<String> values(CodeRecord record, LayoutField item) {
    return fields(item).stream().map(record::get).filter(value -> !value.isEmpty()).toList();
  }

  private static Collection<Field> fields(LayoutField item) {
    return Field.ALL.stream().filter(field -> field.layout() == item).toList();
  }

  private static String name(LayoutField item) {
    return item.name().toLowerCase(Locale.ROOT);
  }
}

package org.openhcpcs.check.correction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.check.correction.Instruction.Demand;
import org.openhcpcs.check.correction.Instruction.Edit;
import org.openhcpcs.check.correction.Instruction.EditKind;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.LayoutField;

/** Single edits held against a record: whether it says them already, and what it says with them. */
final class RecordEdits {

  private RecordEdits() {}

  /** Why a record cannot be what an edit corrects; empty if it can. */
  static Optional<String> contradiction(CodeRecord record, Edit edit, Demand kind) {
    List<String> now = values(record, edit.item());
    if (!edit.from().isEmpty() && !now.contains(edit.from())) {
      return Optional.of(
          "%s is %s, not %s"
              .formatted(
                  name(edit.item()),
                  now.isEmpty() ? "blank" : String.join(", ", now),
                  edit.from()));
    }
    if (kind == Demand.TERMINATE && edit.item() == LayoutField.TERMINATION_DATE && !now.isEmpty()) {
      return Optional.of("the code ended on " + now.get(0));
    }
    long coming = edit.values().stream().filter(value -> !now.contains(value)).count();
    if (edit.change() == EditKind.ADD && now.size() + coming > edit.item().occurs()) {
      return Optional.of("all positions of %s are taken".formatted(name(edit.item())));
    }
    boolean cut =
        edit.item() == LayoutField.LONG_DESCRIPTION
            && edit.change() == EditKind.SET
            && !now.isEmpty()
            && same(now.get(0)).startsWith(same(edit.values().get(0)));
    return cut
        ? Optional.of("the edition's text begins with that of the correction, which may be cut")
        : Optional.empty();
  }

  /** Whether a record says already what an edit asks for. */
  static boolean says(CodeRecord record, Edit edit) {
    List<String> now = values(record, edit.item());
    return switch (edit.change()) {
      case SET -> same(now).equals(same(edit.values())) || isCut(now, edit);
      case ADD -> now.containsAll(edit.values());
      case REMOVE ->
          edit.values().isEmpty() ? now.isEmpty() : now.stream().noneMatch(edit.values()::contains);
      case REVERT, KEEP -> true; // a revert is a change to what an earlier edition says
    };
  }

  /** A short description that is too long for its field is cut in the file. */
  private static boolean isCut(List<String> now, Edit edit) {
    int width = edit.item().width();
    return edit.item() == LayoutField.SHORT_DESCRIPTION
        && !now.isEmpty()
        && edit.values().stream()
            .anyMatch(
                value ->
                    value.length() > width
                        && same(now.get(0)).equals(same(value.substring(0, width))));
  }

  private static List<String> same(List<String> values) {
    return values.stream().map(RecordEdits::same).toList();
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

  /** The record with edits, one after the other. */
  static CodeRecord apply(CodeRecord record, List<Edit> edits) {
    CodeRecord changed = record;
    for (Edit edit : edits) {
      changed = apply(changed, edit);
    }
    return changed;
  }

  private static CodeRecord apply(CodeRecord record, Edit edit) {
    List<String> now = new ArrayList<>(values(record, edit.item()));
    switch (edit.change()) {
      case SET -> {
        now.clear();
        now.addAll(edit.values());
      }
      case ADD -> edit.values().stream().filter(value -> !now.contains(value)).forEach(now::add);
      case REMOVE ->
          now.removeIf(value -> edit.values().isEmpty() || edit.values().contains(value));
      case REVERT, KEEP -> {}
    }
    Map<Field, String> changed = new LinkedHashMap<>();
    for (Field field : fields(edit.item())) {
      int index = field.occurrence() - 1;
      changed.put(field, index < now.size() ? now.get(index) : "");
    }
    return record.with(changed);
  }

  /** What a record has in an item. */
  static List<String> values(CodeRecord record, LayoutField item) {
    return fields(item).stream().map(record::get).filter(value -> !value.isEmpty()).toList();
  }

  private static Collection<Field> fields(LayoutField item) {
    return Field.ALL.stream().filter(field -> field.layout() == item).toList();
  }

  /** An item as messages name it. */
  static String name(LayoutField item) {
    return item.name().toLowerCase(Locale.ROOT);
  }
}

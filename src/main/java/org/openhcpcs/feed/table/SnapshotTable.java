package org.openhcpcs.feed.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.StatuteReference;
import org.openhcpcs.code.unit.BilledUnit;
import org.openhcpcs.code.unit.UnitText;
import org.openhcpcs.store.read.FeedVocabulary;
import org.openhcpcs.store.read.ListedRecord;

/** The columns of a snapshot: what identifies a code, and every field as published and decoded. */
public final class SnapshotTable {

  /** What is put behind the name of a coded field for its meaning. */
  static final String DECODED = "_description";

  /** What one billed unit stands for, where the long description says so. */
  private static final List<Column> UNIT =
      List.of(
          unit("unit_amount", "How much one billed unit stands for, by the long description."),
          unit("unit", "Of what, such as mg."),
          unit("unit_ucum", "Its code in the Unified Code for Units of Measure."),
          unit("unit_basis", "How the description says it: exact, up to, per or each."));

  public static final Table TABLE =
      table(
          "codes",
          Column.CODE,
          Column.KIND,
          Column.integer(
                  "meaning",
                  "Which meaning of the code it is, 1 upwards: a reused code has more than one.")
              .optional(),
          Column.date(
                  "absent_since",
                  "First day of the edition that no longer listed the code although it had not ended. Only in what was known on a day.")
              .optional(),
          Column.text("section", "First letter of a procedure code.").optional(),
          Column.text("section_title", "What that letter stands for.").optional(),
          new Column(
              "is_noc",
              Column.ValueType.BOOLEAN,
              true,
              "Whether CMS's newest list of codes not otherwise classified names it."),
          Column.integer(
              "sequence", "Sequence number of the record's first line (CMS positions 6-10)."));

  private SnapshotTable() {}

  private static Column unit(String name, String description) {
    return Column.text(name, description).optional();
  }

  /** A table of some columns, with those of every field behind them. */
  public static Table table(String name, Column... first) {
    List<Column> columns = new ArrayList<>(List.of(first));
    columns.addAll(fields());
    return new Table(name, columns);
  }

  /** Every field as published, the coded ones with their meaning beside them, and the unit. */
  private static List<Column> fields() {
    List<Column> columns = new ArrayList<>();
    for (Field field : Field.ALL) {
      columns.add(new Column(field.column(), type(field), false, published(field)));
      decoded(field)
          .ifPresent(
              name ->
                  columns.add(
                      Column.text(
                              name,
                              "What " + field.column() + " means, by CMS's documents of the time.")
                          .optional()));
    }
    columns.addAll(UNIT);
    return columns;
  }

  private static Column.ValueType type(Field field) {
    return switch (field.type()) {
      case DATE -> Column.ValueType.DATE;
      case NUMBER -> Column.ValueType.INTEGER;
      case TEXT, FILLER -> Column.ValueType.TEXT;
    };
  }

  private static String published(Field field) {
    return String.format(
        Locale.ROOT,
        "As published: %s, CMS positions %d-%d.",
        field.layout().standardAlias(),
        field.begin(),
        field.end());
  }

  /** The column beside a field that says what it means; empty if the field speaks for itself. */
  private static Optional<String> decoded(Field field) {
    if (field.layout() == LayoutField.STATUTE) {
      return Optional.of("statute_reference");
    }
    return field.indicator().map(indicator -> field.column() + DECODED);
  }

  /** The row of a record. */
  public static Row row(ListedRecord listed, FeedVocabulary vocabulary) {
    CodeRecord record = listed.record();
    @Nullable String[] values = new @Nullable String[TABLE.columns().size()];
    int place = 0;
    values[place++] = record.code();
    values[place++] = record.kind().label();
    values[place++] = text(listed.meaning());
    values[place++] = text(listed.absentSince());
    String section = record.kind() == Kind.PROCEDURE ? record.code().substring(0, 1) : "";
    values[place++] = blankToNull(section);
    values[place++] = vocabulary.section(section).orElse(null);
    values[place++] = String.valueOf(listed.isNotOtherwiseClassified());
    values[place++] = String.valueOf(listed.sequence());
    fields(values, place, record, vocabulary);
    return new Row(TABLE, values);
  }

  /** Fills in the values of {@link #fields()}, from a place on. */
  public static void fields(
      @Nullable String[] values, int first, CodeRecord record, FeedVocabulary vocabulary) {
    int place = first;
    for (Field field : Field.ALL) {
      String value = record.get(field);
      values[place++] = blankToNull(value);
      if (field.layout() == LayoutField.STATUTE) {
        values[place++] = value.isEmpty() ? null : StatuteReference.of(value).orElse(null);
      } else if (field.indicator().isPresent()) {
        Indicator indicator = field.indicator().get();
        values[place++] =
            value.isEmpty() ? null : vocabulary.meaning(indicator, value).orElse(null);
      }
    }
    Optional<BilledUnit> unit = UnitText.of(record).unit();
    values[place++] = unit.map(said -> said.amount().toPlainString()).orElse(null);
    values[place++] = unit.map(said -> said.unit().name()).orElse(null);
    values[place++] = unit.map(BilledUnit::ucum).orElse(null);
    values[place] = unit.map(said -> said.basis().label()).orElse(null);
  }

  public static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable String blankToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}

package org.openhcpcs.store.derive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Severity;
import org.openhcpcs.code.unit.DosageComparison;
import org.openhcpcs.code.unit.MeasureUnit;
import org.openhcpcs.code.unit.MeasureUnits;
import org.openhcpcs.code.unit.UnitText;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.store.content.FindingFamily;
import org.openhcpcs.store.content.FindingStore;
import org.openhcpcs.store.content.UnitReading;

/**
 * What one unit of each record stands for, {@code hcpcs.code_unit}, where another rule than {@link
 * UnitText} has read it, and where the dosages of crosswalks and payment files say otherwise.
 */
public record UnitStore(Sql sql) {

  /**
   * Reads the records, in a transaction of its own, if a program with another rule has read them.
   */
  public static void bringUpToDate(Database database) {
    Transaction.committed(
        database.connection(),
        () -> {
          new UnitStore(database.sql()).bringUpToDate();
          return true;
        });
  }

  /** The same in the transaction that is open: before records come, which are read by the rule. */
  public void bringUpToDate() {
    if (sql.one(
        "select exists (select from hcpcs_load.unit_rule where version = ?)",
        row -> row.getBoolean(1),
        UnitText.VERSION)) {
      return;
    }
    sql.batch(
        """
        insert into hcpcs.unit_of_measure (unit, ucum, dimension, size, spellings)
        values (?, ?, ?, ?, ?)
        on conflict (unit) do update
        set ucum = excluded.ucum, dimension = excluded.dimension, size = excluded.size, spellings = excluded.spellings
        """,
        MeasureUnits.ALL,
        unit ->
            Sql.values(
                unit.name(), unit.ucum(), unit.dimension().label(), unit.size(), unit.spellings()));
    Map<Integer, UnitReading> said = said();
    Map<UnitReading, Integer> numbers = UnitReading.numbers(sql, said.values());
    sql.run(
        """
        update hcpcs.code_record r
        set unit_reading = s.reading_id
        from hcpcs.code_record o
        left join unnest(?, ?) as s (record_id, reading_id) using (record_id)
        where o.record_id = r.record_id and o.unit_reading is distinct from s.reading_id
        """,
        Sql.array("integer", said.keySet()),
        Sql.array("integer", said.values().stream().map(numbers::get).toList()));
    sql.run(
        "delete from hcpcs.unit_reading u where not exists (select from hcpcs.code_record r where r.unit_reading = u.reading_id)");
    sql.run(
        "delete from hcpcs.unit_of_measure where unit <> all (?)",
        Sql.array("text", MeasureUnits.ALL.stream().map(MeasureUnit::name).toList()));
    sql.run("delete from hcpcs_load.unit_rule");
    sql.run("insert into hcpcs_load.unit_rule (version) values (?)", UnitText.VERSION);
  }

  /** What the descriptions say, by record. */
  private Map<Integer, UnitReading> said() {
    Map<Integer, UnitReading> said = new LinkedHashMap<>();
    sql.each(
        """
        select record_id, long_description
        from hcpcs.code_record
        where kind = 'procedure' and long_description is not null
        order by record_id
        """,
        row -> {
          int record = row.getInt(1);
          UnitReading.of(row.getString(2)).ifPresent(reading -> said.put(record, reading));
        });
    return said;
  }

  /** Where the readings are not what would be read now. */
  List<String> differences() {
    Map<Integer, UnitReading> said = said();
    List<String> differences = new ArrayList<>();
    sql.each(
        "select trim_scale(amount)::text, unit, ucum, basis, source_text, record_id from hcpcs.code_unit",
        row -> {
          UnitReading stored = UnitReading.of(row);
          if (!said.remove(row.getInt(6), stored)) {
            differences.add("stored, not read: record " + row.getInt(6) + ", " + stored);
          }
        });
    said.forEach(
        (record, reading) ->
            differences.add("read, not stored: record " + record + ", " + reading));
    return differences;
  }

  /** A dosage that a file states, and the description of the record that holds in its quarter. */
  private record Stated(
      String file, int line, String code, String dosage, String description, int recordId) {}

  /**
   * Compares the dosages of the newest revision of each crosswalk and payment file with the
   * descriptions that hold on the first day of its quarter, and makes a finding of each difference.
   */
  public void compareDosages() {
    sql.run("delete from hcpcs.finding where rule ~ ?", FindingFamily.DOSAGES.pattern());
    List<Stated> stated =
        sql.list(
            """
            select f.file_name, x.line, x.code, x.dosage, r.long_description, r.record_id
            from (
              select distinct on (kind, edition) reference_id, file_name, effective_on
              from hcpcs.reference_release
              order by kind, edition, revision desc) f
            cross join lateral (
              select d.code, d.dosage, min(d.line) as line
              from (
                select code, dosage, line from hcpcs.ndc_crosswalk where reference_id = f.reference_id
                union all
                select code, dosage, line from hcpcs.payment_limit_line where reference_id = f.reference_id) d
              where d.dosage is not null
              group by d.code, d.dosage) x
            join hcpcs.code_history h on h.code = x.code and h.valid_during @> f.effective_on and upper_inf(h.known_during)
            join hcpcs.code_record r using (record_id)
            where r.long_description is not null
            order by f.effective_on, f.file_name, x.line
            """,
            Stated.class);
    FindingStore findings = new FindingStore(sql);
    for (Stated each : stated) {
      DosageComparison.difference(each.description(), each.dosage())
          .ifPresent(difference -> findings.add(release(each), List.of(finding(each, difference))));
    }
  }

  private static Finding finding(Stated stated, String difference) {
    return new Finding(
        Severity.WARNING,
        "unit-dosage",
        stated.code(),
        Field.LONG_DESCRIPTION.column(),
        stated.file(),
        stated.line(),
        stated.description(),
        stated.dosage(),
        difference);
  }

  /** The newest release that lists a record. */
  private int release(Stated stated) {
    Optional<Integer> found =
        sql.find(
            """
            select s.release_id
            from hcpcs_load.listing_stretch l
            join hcpcs_load.succession f on f.release_id = l.first_release
            left join hcpcs_load.succession n on n.release_id = l.next_release
            join hcpcs_load.succession s on s.place >= f.place and (n.place is null or s.place < n.place)
            where l.record_id = ?
            order by s.place desc
            limit 1
            """,
            row -> row.getInt(1),
            stated.recordId());
    return found.orElseThrow();
  }
}

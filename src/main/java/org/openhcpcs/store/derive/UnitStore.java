package org.openhcpcs.store.derive;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Severity;
import org.openhcpcs.code.unit.BilledUnit;
import org.openhcpcs.code.unit.DosageComparison;
import org.openhcpcs.code.unit.MeasureUnit;
import org.openhcpcs.code.unit.MeasureUnits;
import org.openhcpcs.code.unit.UnitText;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.store.content.FindingFamily;
import org.openhcpcs.store.content.FindingStore;

/**
 * What one unit of each record stands for, {@code hcpcs.code_unit}, and where the dosages of
 * crosswalks and payment files say otherwise. The rule is {@link UnitText}; records are read once.
 */
public record UnitStore(Sql sql) {

  /** Reads, in a transaction of its own, what an older program loaded or read otherwise. */
  public static void bringUpToDate(Database database) {
    Transaction.committed(
        database.connection(),
        () -> {
          new UnitStore(database.sql()).readNewRecords();
          return true;
        });
  }

  /** Reads the records that were not read by the rule of this program. */
  public void readNewRecords() {
    int upTo =
        sql.find(
                "select up_to_record_id from hcpcs_load.unit_rule where version = ?",
                row -> row.getInt(1),
                UnitText.VERSION)
            .orElseGet(this::beginAnew);
    CopyRows rows = new CopyRows();
    read(
        "record_id > " + upTo,
        (record, unit) -> add(rows.add(record.code()).add(record.id()), unit));
    rows.send(
        sql.connection(),
        "hcpcs.code_unit (code, record_id, amount, unit, ucum, basis, source_text)");
    sql.run(
        """
        update hcpcs_load.unit_rule
        set up_to_record_id = r.newest
        from (select coalesce(max(record_id), 0) as newest from hcpcs.code_record) r
        where up_to_record_id < r.newest
        """);
  }

  /** A record whose description says what a unit is. */
  private record Said(int id, String code) {}

  private void read(String which, BiConsumer<Said, BilledUnit> taker) {
    sql.each(
        """
        select record_id, code, long_description
        from hcpcs.code_record
        where kind = 'procedure' and long_description is not null and %s
        order by record_id
        """
            .formatted(which),
        row -> {
          Said record = new Said(row.getInt(1), row.getString(2));
          UnitText.read(row.getString(3)).unit().ifPresent(unit -> taker.accept(record, unit));
        });
  }

  /** Where the table is not what would be read now, of the records that were read. */
  List<String> differences() {
    Set<List<String>> stored = new HashSet<>();
    sql.each(
        "select record_id::text, code, trim_scale(amount)::text, unit, ucum, basis, source_text from hcpcs.code_unit",
        row -> {
          List<String> values = new ArrayList<>();
          for (int column = 1; column <= 7; column++) {
            values.add(row.getString(column));
          }
          stored.add(values);
        });
    List<String> differences = new ArrayList<>();
    read(
        "record_id <= (select coalesce(max(up_to_record_id), 0) from hcpcs_load.unit_rule)",
        (record, unit) -> {
          List<String> now =
              List.of(
                  String.valueOf(record.id()),
                  record.code(),
                  plain(unit.amount()),
                  unit.unit().name(),
                  unit.ucum(),
                  unit.basis().label(),
                  unit.source());
          if (!stored.remove(now)) {
            differences.add("read, not stored: " + now);
          }
        });
    stored.forEach(left -> differences.add("stored, not read: " + left));
    return differences;
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  private int beginAnew() {
    sql.run("delete from hcpcs.code_unit");
    sql.run("delete from hcpcs.unit_of_measure");
    sql.run("delete from hcpcs_load.unit_rule");
    CopyRows units = new CopyRows();
    for (MeasureUnit unit : MeasureUnits.ALL) {
      units
          .add(unit.name())
          .add(unit.ucum())
          .add(unit.dimension().label())
          .add(unit.size().toPlainString())
          .add(unit.spellings())
          .endRow();
    }
    units.send(sql.connection(), "hcpcs.unit_of_measure (unit, ucum, dimension, size, spellings)");
    sql.run(
        "insert into hcpcs_load.unit_rule (version, up_to_record_id) values (?, 0)",
        UnitText.VERSION);
    return 0;
  }

  private static void add(CopyRows row, BilledUnit unit) {
    row.add(plain(unit.amount()))
        .add(unit.unit().name())
        .add(unit.ucum())
        .add(unit.basis().label())
        .add(unit.source())
        .endRow();
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

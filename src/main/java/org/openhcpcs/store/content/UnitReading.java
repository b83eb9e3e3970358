package org.openhcpcs.store.content;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.unit.BilledUnit;
import org.openhcpcs.code.unit.UnitText;
import org.openhcpcs.database.Sql;

/**
 * What one billed unit stands for in the words of a description: a row of {@code
 * hcpcs.unit_reading}. Most records say it in words that another has said before, and have the
 * number of that row.
 *
 * @param amount how much, without zeros at the end
 * @param unit of what
 * @param ucum its code
 * @param basis how it was said
 * @param sourceText the words that it was read from
 */
public record UnitReading(
    String amount, String unit, String ucum, String basis, String sourceText) {

  /** What a description says, if it says so. */
  public static Optional<UnitReading> of(String longDescription) {
    return UnitText.read(longDescription).unit().map(UnitReading::of);
  }

  private static UnitReading of(BilledUnit unit) {
    return new UnitReading(
        plain(unit.amount()), unit.unit().name(), unit.ucum(), unit.basis().label(), unit.source());
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  /** The numbers of all readings that are stored, after those that were not there came to them. */
  public static Map<UnitReading, Integer> numbers(Sql sql, Collection<UnitReading> readings) {
    Map<UnitReading, Integer> numbers = stored(sql);
    if (numbers.keySet().containsAll(readings)) {
      return numbers;
    }
    sql.batch(
        """
        insert into hcpcs.unit_reading (amount, unit, ucum, basis, source_text)
        values (?::numeric, ?, ?, ?, ?)
        on conflict do nothing
        """,
        readings.stream().distinct().filter(reading -> !numbers.containsKey(reading)).toList(),
        reading ->
            Sql.values(
                reading.amount, reading.unit, reading.ucum, reading.basis, reading.sourceText));
    return stored(sql);
  }

  private static Map<UnitReading, Integer> stored(Sql sql) {
    Map<UnitReading, Integer> numbers = new HashMap<>();
    sql.each(
        "select trim_scale(amount)::text, unit, ucum, basis, source_text, reading_id from hcpcs.unit_reading",
        row -> numbers.put(of(row), row.getInt(6)));
    return numbers;
  }

  /** Reads it from the first five columns of a row, the amount without zeros at the end. */
  public static UnitReading of(ResultSet row) throws SQLException {
    return new UnitReading(
        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
  }
}

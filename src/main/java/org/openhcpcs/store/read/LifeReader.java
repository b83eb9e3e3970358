package org.openhcpcs.store.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.database.Sql;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.LifeRow;

/** Reads the history of all codes, to be asked many times without the database. */
public final class LifeReader {

  /** Days count from 1970-01-01, which are read faster than dates. */
  private static final String ROWS =
      """
      select code, meaning, record_id, isempty(valid_during), lower(valid_during) - date '1970-01-01',
        upper(valid_during) - date '1970-01-01', absent_since - date '1970-01-01',\s""";

  private static final String KNOWN_ON_ANY_DAY =
      ROWS
          + """
          lower(known_during) - date '1970-01-01', upper(known_during) - date '1970-01-01' from hcpcs.code_history
          """;

  /** Since when a row was known does not count where the day is given. */
  private static final String KNOWN_ON_DAY =
      ROWS + "null, null from hcpcs.code_history where known_during @> ?::date";

  /** A join would take longer. */
  private static final String ENDS =
      """
      select record_id, termination_date + 1 - date '1970-01-01',
        concat_ws(chr(10), cross_reference_1, cross_reference_2, cross_reference_3, cross_reference_4, cross_reference_5)
      from hcpcs.code_record
      where coalesce(cross_reference_1, cross_reference_2, cross_reference_3, cross_reference_4, cross_reference_5) is not null
        or termination_date is not null
      """;

  private static final String LISTINGS =
      """
      select release_id, edition, revision, effective_on - date '1970-01-01', (effective_on + interval '3 months')::date - date '1970-01-01',
        published_on - date '1970-01-01', is_current_revision,
        coalesce(c.record_ids, '{}')::text
      from hcpcs.release r
      left join hcpcs.release_records c using (release_id)
      """;

  private LifeReader() {}

  /** The day that it is for the database. */
  public static LocalDate today(Database database) {
    return today(new Sql(database.connection()));
  }

  static LocalDate today(Sql sql) {
    return sql.one("select current_date", row -> LocalDate.parse(row.getString(1)));
  }

  /**
   * Reads it, all of it from one state of the database.
   *
   * @param knownOn only what was known on this day; null for what was known on any
   */
  public static CodeLives read(Database database, @Nullable LocalDate knownOn) {
    return RowQuery.inSnapshot(database, () -> read(new Sql(database.connection()), knownOn));
  }

  /** Reads all that was known on any day, in the transaction that is open. */
  public static CodeLives readOpen(Database database) {
    return read(new Sql(database.connection()), null);
  }

  /** Reads it in the transaction that is open. */
  static CodeLives read(Sql sql, @Nullable LocalDate knownOn) {
    Map<Integer, End> ends = new HashMap<>();
    sql.each(ENDS, row -> ends.put(row.getInt(1), End.of(row)));
    Map<String, List<LifeRow>> rows = new HashMap<>();
    Sql.RowTaker add =
        row ->
            rows.computeIfAbsent(row.getString(1), code -> new ArrayList<>(4))
                .add(life(row, ends.getOrDefault(row.getInt(3), End.NONE)));
    if (knownOn == null) {
      sql.each(KNOWN_ON_ANY_DAY, add);
    } else {
      sql.each(KNOWN_ON_DAY, add, knownOn);
    }
    return new CodeLives(rows, sql.list(LISTINGS, LifeReader::listing));
  }

  /** What a record says of the end of a code. */
  private record End(int neededOn, List<String> crossReferences) {

    static final End NONE = new End(LifeRow.NEVER, List.of());

    static End of(ResultSet row) throws SQLException {
      String codes = row.getString(3);
      return new End(
          day(row, 2, LifeRow.NEVER), codes.isEmpty() ? List.of() : List.of(codes.split("\n")));
    }
  }

  private static LifeRow life(ResultSet row, End end) throws SQLException {
    return new LifeRow(
        row.getInt(2),
        row.getInt(3),
        row.getBoolean(4),
        day(row, 5, LifeRow.FIRST),
        day(row, 6, LifeRow.NEVER),
        day(row, 7, LifeRow.NEVER),
        day(row, 8, LifeRow.FIRST),
        day(row, 9, LifeRow.NEVER),
        end.crossReferences(),
        end.neededOn());
  }

  private static int day(ResultSet row, int column, int otherwise) throws SQLException {
    int day = row.getInt(column);
    return row.wasNull() ? otherwise : day;
  }

  private static CodeLives.Listing listing(ResultSet row) throws SQLException {
    return new CodeLives.Listing(
        row.getInt(1),
        row.getString(2),
        row.getInt(3),
        row.getInt(4),
        row.getInt(5),
        row.getInt(6),
        row.getBoolean(7),
        numbers(row.getBytes(8)));
  }

  /** The numbers of an array as PostgreSQL writes it; a call for each digit would take longer. */
  private static BitSet numbers(byte[] array) {
    BitSet numbers = new BitSet();
    int number = 0;
    for (int i = 1; i < array.length; i++) {
      byte c = array[i];
      if (c >= '0' && c <= '9') {
        number = 10 * number + c - '0';
      } else if (array[i - 1] != '{') {
        numbers.set(number);
        number = 0;
      }
    }
    return numbers;
  }
}

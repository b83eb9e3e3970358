package org.openhcpcs.store.read;

import java.nio.charset.StandardCharsets;
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

  /**
   * Days count from 1970-01-01, and all rows are one text, which is read faster than dates in rows.
   */
  private static final String ROWS =
      """
      select coalesce(string_agg(concat_ws(' ', code, meaning, record_id, isempty(valid_during)::integer,
        coalesce(lower(valid_during) - date '1970-01-01', %1$d), coalesce(upper(valid_during) - date '1970-01-01', %2$d),
        coalesce(absent_since - date '1970-01-01', %2$d), coalesce(lower(known_during) - date '1970-01-01', %1$d),
        coalesce(upper(known_during) - date '1970-01-01', %2$d)), ' '), '')
      from hcpcs.code_history
      where ?::date is null or known_during @> ?::date
      """
          .formatted(LifeRow.FIRST, LifeRow.NEVER);

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
        array(select m.record_id from hcpcs.release_code m where m.release_id = r.release_id)::text
      from hcpcs.release r
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
    Words words = new Words(sql.one(ROWS, row -> row.getBytes(1), knownOn, knownOn));
    while (words.hasMore()) {
      rows.computeIfAbsent(words.word(), code -> new ArrayList<>(4)).add(life(words, ends));
    }
    return new CodeLives(rows, sql.list(LISTINGS, LifeReader::listing));
  }

  /** Words and numbers with a blank between. */
  private static final class Words {

    private final byte[] bytes;
    private int at;

    Words(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean hasMore() {
      return at < bytes.length;
    }

    String word() {
      int from = at;
      while (bytes[at] != ' ') {
        at++;
      }
      return new String(bytes, from, at++ - from, StandardCharsets.UTF_8);
    }

    int number() {
      boolean isNegative = bytes[at] == '-';
      int number = 0;
      for (at += isNegative ? 1 : 0; at < bytes.length && bytes[at] != ' '; at++) {
        number = 10 * number - (bytes[at] - '0'); // the smallest has no opposite
      }
      at++;
      return isNegative ? number : -number;
    }
  }

  /** What a record says of the end of a code. */
  private record End(int neededOn, List<String> crossReferences) {

    static final End NONE = new End(LifeRow.NEVER, List.of());

    static End of(ResultSet row) throws SQLException {
      String codes = row.getString(3);
      int day = row.getInt(2);
      return new End(
          row.wasNull() ? LifeRow.NEVER : day,
          codes.isEmpty() ? List.of() : List.of(codes.split("\n")));
    }
  }

  private static LifeRow life(Words words, Map<Integer, End> ends) {
    int meaning = words.number();
    int recordId = words.number();
    End end = ends.getOrDefault(recordId, End.NONE);
    return new LifeRow(
        meaning,
        recordId,
        words.number() != 0,
        words.number(),
        words.number(),
        words.number(),
        words.number(),
        words.number(),
        end.crossReferences(),
        end.neededOn());
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
        numbers(row.getString(8)));
  }

  /** The numbers of an array as PostgreSQL writes it. */
  private static BitSet numbers(String array) {
    BitSet numbers = new BitSet();
    int number = 0;
    for (int i = 1; i < array.length(); i++) {
      char c = array.charAt(i);
      if (c >= '0' && c <= '9') {
        number = 10 * number + c - '0';
      } else if (array.charAt(i - 1) != '{') {
        numbers.set(number);
        number = 0;
      }
    }
    return numbers;
  }
}

package org.openhcpcs.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.database.RowQuery.ColumnType;
import org.openhcpcs.database.RowQuery.ResultColumn;

/** The statements and transactions of a connection. */
class SqlIT {

  private static final TestDatabase PLACE = TestServer.empty();
  private static final Database DATABASE = PLACE.open();
  private static final Sql SQL = new Sql(DATABASE.connection());

  @AfterAll
  static void close() {
    DATABASE.close();
    PLACE.giveBack();
  }

  @Test
  void takesSeveralStatementsAndAQuestionMarkInATextWithoutParameters() {
    int changed =
        SQL.run(
            """
            create temporary table sign (name text);
            insert into sign values ('a'), ('b');
            """);
    assertThat(changed).isZero();
    assertThat(SQL.list("select name from sign order by 1", row -> row.getString(1)))
        .containsExactly("a", "b");
    String isKey = SQL.one("select '{\"a\": 1}'::jsonb ? 'a'", row -> row.getString(1));
    assertThat(isKey).isEqualTo("t");
  }

  @Test
  void countsTheRowsThatAStatementChanges() {
    SQL.run("create temporary table counted as select generate_series(1, 5) as number");
    assertThat(SQL.run("update counted set number = number where number > ?", 2)).isEqualTo(3);
    assertThat(SQL.run("delete from counted")).isEqualTo(5);
  }

  @Test
  void takesNullAndArraysForParameters() {
    assertThat(
            SQL.list(
                "select coalesce(?, name) from unnest(?) with ordinality as n (name, place) order by place",
                row -> String.valueOf(row.getString(1)),
                null,
                Sql.array("text", Arrays.asList("a", null))))
        .containsExactly("a", "null");
    String isNone =
        SQL.one("select 1 <> all (?)", row -> row.getString(1), Sql.array("integer", List.of()));
    assertThat(isNone).isEqualTo("t");
  }

  @Test
  void findsTheFirstRowOrNone() {
    String above = "select n from generate_series(1, 3) n where n > ? order by n";
    assertThat(SQL.find(above, row -> row.getInt(1), 1)).contains(2);
    assertThat(SQL.find(above, row -> row.getInt(1), 3)).isEmpty();
  }

  enum Taste implements Labelled {
    BITTER_SWEET
  }

  record Place(Edition edition, @Nullable String file) {}

  record Told(
      int number,
      Place place,
      String text,
      boolean isTold,
      Taste taste,
      Optional<String> reason,
      LocalDate day,
      Optional<LocalDate> end,
      Instant at) {}

  @Test
  void makesRecordsOfRowsByTheOrderOfTheColumns() {
    assertThat(
            SQL.list(
                """
                select 7, '2019-01', 'a.txt', 'b', true, 'bitter sweet', 'why', date '2019-02-03', date '2019-02-04',
                  timestamptz '2019-02-03 04:05Z'
                union all
                select 0, '2019-04', null, null, false, 'bitter sweet', null, null, null, null
                """,
                Told.class))
        .containsExactly(
            new Told(
                7,
                new Place(new Edition(2019, 1), "a.txt"),
                "b",
                true,
                Taste.BITTER_SWEET,
                Optional.of("why"),
                LocalDate.of(2019, 2, 3),
                Optional.of(LocalDate.of(2019, 2, 4)),
                Instant.parse("2019-02-03T04:05:00Z")),
            told(0, new Place(new Edition(2019, 4), null), Taste.BITTER_SWEET));
    assertThat(SQL.list("select '2019-01' union all select '2019-04' order by 1", Edition.class))
        .containsExactly(new Edition(2019, 1), new Edition(2019, 4));
    assertThat(SQL.find("select 1 where false", Integer.class)).isEmpty();
    assertThat(SQL.one("select count(*) from generate_series(1, 3)", Integer.class)).isEqualTo(3);
    assertThatThrownBy(() -> SQL.list("select 'sour'", Taste.class)).hasMessage("sour: no Taste");
  }

  record Flag(boolean is) {}

  record Count(long number) {}

  record NotNegative(int number) {
    NotNegative {
      if (number < 0) {
        throw new IllegalArgumentException("below zero");
      }
    }
  }

  @Test
  void takesNoNullForAPrimitive() {
    for (Class<?> type : List.of(Flag.class, Count.class, NotNegative.class)) {
      assertThatThrownBy(() -> SQL.list("select null", type))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("column 1 of a row is null, which no ");
    }
  }

  @Test
  void letsARecordSayWhatItRefuses() {
    assertThatThrownBy(() -> SQL.list("select -1", NotNegative.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("below zero");
  }

  @SuppressWarnings("NullAway") // so are columns that the schema lets be null
  private static Told told(int number, Place place, Taste taste) {
    return new Told(
        number, place, "", false, taste, Optional.empty(), null, Optional.empty(), null);
  }

  /** A row of a table. */
  public record Copied(String code, @Nullable BigDecimal number, Taste taste, boolean is) {}

  @Test
  void copiesRecordsByTheOrderOfTheirComponents() {
    SQL.run("create temporary table copied (code text, number numeric, taste text, yes boolean)");
    CopyRows rows = new CopyRows();
    rows.addRow(new Copied("A\t1", new BigDecimal("1E+2"), Taste.BITTER_SWEET, true));
    rows.addRow(new Copied("", null, Taste.BITTER_SWEET, false));
    rows.send(DATABASE.connection(), "copied (code, number, taste, yes)");
    assertThat(SQL.list("select code, number, taste, yes from copied", Copied.class))
        .containsExactly(
            new Copied("A\t1", new BigDecimal("100"), Taste.BITTER_SWEET, true),
            new Copied("", null, Taste.BITTER_SWEET, false));
  }

  @Test
  void runsAStatementForEachRowAndNoneForNoRow() {
    SQL.run("create temporary table pair (letter text, number integer)");
    String insert = "insert into pair values (?, ?)";
    SQL.batch(insert, List.of("a", "b"), letter -> Sql.values(letter, null));
    SQL.batch(insert, List.of(), letter -> Sql.values(letter, 1));
    assertThat(SQL.list("select p::text from pair p order by 1", row -> row.getString(1)))
        .containsExactly("(a,)", "(b,)");
  }

  @Test
  void saysWhatTheDatabaseRefused() {
    assertThatThrownBy(() -> SQL.batch("select ?::integer / 0", List.of(1), Sql::values))
        .isInstanceOf(HcpcsException.class)
        .hasMessage("the database refused: ERROR: division by zero")
        .hasCauseInstanceOf(SQLException.class)
        .extracting(failure -> ((HcpcsException) failure).errorCode())
        .isEqualTo(ErrorCode.DATABASE_FAILED);
  }

  /** An exception of the database, one of the program, and an error such as one of the memory. */
  @Test
  void leavesNothingOfATransactionInWhichAnythingFails() throws SQLException {
    SQL.run("create temporary table taken (why text)");
    List<Supplier<Throwable>> failures =
        List.of(
            () -> new SQLException("lost"),
            () -> new IllegalStateException("defect"),
            () -> new OutOfMemoryError("full"));
    for (Supplier<Throwable> failure : failures) {
      assertThatThrownBy(() -> Transaction.committed(DATABASE.connection(), () -> fail(failure)))
          .isInstanceOf(
              failure.get() instanceof SQLException
                  ? HcpcsException.class
                  : failure.get().getClass());
      assertThat(DATABASE.connection().getAutoCommit()).isTrue();
    }
    assertThat(SQL.list("select why from taken", row -> row.getString(1))).isEmpty();

    Transaction.committed(DATABASE.connection(), () -> SQL.run("insert into taken values ('a')"));
    Transaction.takenBack(DATABASE.connection(), () -> SQL.run("insert into taken values ('b')"));
    assertThat(SQL.list("select why from taken", row -> row.getString(1))).containsExactly("a");
  }

  private static int fail(Supplier<Throwable> failure) throws SQLException {
    SQL.run("insert into taken values ('c')");
    Throwable thrown = failure.get();
    if (thrown instanceof SQLException refused) {
      throw refused;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  @Test
  void tellsTypesOfColumnsOfTablesAndArraysToo() {
    SQL.run(
        "create temporary table typed (id integer generated always as identity, text text, flag boolean,"
            + " numbers numeric[], flags boolean[], tree jsonb, day date)");
    assertThat(ResultRows.of(DATABASE, new Query("select * from typed", List.of())).columns())
        .containsExactly(
            new ResultColumn("id", ColumnType.NUMBER),
            new ResultColumn("text", ColumnType.TEXT),
            new ResultColumn("flag", ColumnType.BOOLEAN),
            new ResultColumn("numbers", ColumnType.NUMBER, true),
            new ResultColumn("flags", ColumnType.BOOLEAN, true),
            new ResultColumn("tree", ColumnType.JSON),
            new ResultColumn("day", ColumnType.TEXT));
  }
}

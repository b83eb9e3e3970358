package org.openhcpcs.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.postgresql.core.Oid;
import org.postgresql.core.Parser;
import org.postgresql.jdbc.PgResultSet;

/** Read-only queries, whose rows go to a sink one by one. */
public final class RowQuery {

  /** How many rows the driver holds at a time. */
  public static final int FETCH_SIZE = 1000;

  /** A login that has a limit of its own keeps it. */
  private static final String LIMIT_TIME =
      "select set_config('statement_timeout', '10min', true) where current_setting('statement_timeout') = '0'";

  private static final String FIND_NAMES =
      "select set_config('search_path', 'hcpcs, ' || current_setting('search_path'), true)";

  private RowQuery() {}

  /** What a value is, for formats that tell types apart. */
  public enum ColumnType {
    TEXT,
    NUMBER,
    BOOLEAN,
    JSON
  }

  /**
   * A column of a result.
   *
   * @param type of a value, or of the elements of arrays
   */
  public record ResultColumn(String name, ColumnType type, boolean isArray) {

    /** A column without arrays. */
    public ResultColumn(String name, ColumnType type) {
      this(name, type, false);
    }

    /** Columns of texts. */
    public static List<ResultColumn> texts(String... names) {
      return Arrays.stream(names).map(name -> new ResultColumn(name, ColumnType.TEXT)).toList();
    }
  }

  /** Takes the rows of a query. */
  public interface RowSink {
    void columns(List<ResultColumn> columns);

    /**
     * A row, with null for SQL null; other values as PostgreSQL writes them, booleans as {@code t}
     * and {@code f}.
     */
    void row(List<@Nullable String> values);
  }

  /** Takes rows and writes them down; to be closed behind the last. */
  public interface RowPrinter extends RowSink, AutoCloseable {
    @Override
    void close();
  }

  /**
   * Runs one statement as a reader, in a transaction that cannot write, for at most ten minutes
   * unless the login has a limit of its own. Names without a schema are looked for in {@code hcpcs}
   * first.
   *
   * @throws HcpcsException USAGE for none or more than one statement, QUERY_FAILED with
   *     PostgreSQL's message
   */
  public static void runAsReader(Database database, String sql, RowSink sink) {
    Connection connection = database.connection();
    try {
      List<String> statements =
          Parser.parseJdbcSql(sql, true, false, true, true, false).stream()
              .map(statement -> statement.nativeSql)
              .filter(statement -> !isBlank(statement))
              .toList();
      if (statements.size() != 1) {
        throw ErrorCode.USAGE.failure(
            statements.isEmpty()
                ? "there is no statement in the query"
                : "one statement at a time, please");
      }
      Transaction.takenBack(
          connection,
          () -> {
            try (Statement statement = connection.createStatement()) {
              statement.execute("set transaction read only");
              becomeReader(statement);
              statement.execute(LIMIT_TIME);
              statement.execute(FIND_NAMES);
              statement.setFetchSize(FETCH_SIZE);
              statement.setEscapeProcessing(false);
              if (statement.execute(statements.get(0))) {
                try (ResultSet result = statement.getResultSet()) {
                  pass(result, sink);
                }
              }
              return true;
            } catch (SQLException e) {
              throw queryFailed(e);
            }
          });
    } catch (SQLException e) {
      throw queryFailed(e);
    }
  }

  private static void becomeReader(Statement statement) throws SQLException {
    try {
      statement.execute("set local role hcpcs_reader");
    } catch (SQLException e) {
      if (!ServerRefusal.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw e;
      }
      throw ErrorCode.QUERY_FAILED.failure(
          e,
          "queries run as role hcpcs_reader, and this login is no member of it; ask the server's owner for: grant hcpcs_reader to %s",
          statement.getConnection().getMetaData().getUserName());
    }
  }

  /** Whether there is nothing in a statement but blanks and comments. */
  private static boolean isBlank(String sql) {
    char[] text = sql.toCharArray();
    for (int i = 0; i < text.length; i++) {
      if (!Parser.isSpace(text[i])) {
        int end =
            text[i] == '-' ? Parser.parseLineComment(text, i) : Parser.parseBlockComment(text, i);
        if (end == i) {
          return false;
        }
        i = end;
      }
    }
    return true;
  }

  /** Runs queries that all see the database as it is when the first of them begins. */
  public static <T> T inSnapshot(Database database, Supplier<T> queries) {
    return Transaction.takenBack(
        database.connection(),
        () -> {
          database.sql().run("set transaction isolation level repeatable read, read only");
          return queries.get();
        });
  }

  /** Runs one of the program's own queries. */
  public static void run(Database database, Query query, RowSink sink) {
    try (PreparedStatement statement = database.connection().prepareStatement(query.sql())) {
      for (int i = 0; i < query.parameters().size(); i++) {
        statement.setObject(i + 1, query.parameters().get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        pass(result, sink);
      }
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  public static void pass(ResultSet result, RowSink sink) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    PgResultSet described = result.unwrap(PgResultSet.class);
    int count = meta.getColumnCount();
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      columns.add(
          new ResultColumn(
              meta.getColumnLabel(i),
              type(described.getColumnOID(i)),
              meta.getColumnType(i) == Types.ARRAY));
    }
    sink.columns(columns);
    while (result.next()) {
      List<@Nullable String> row = new ArrayList<>(count);
      for (int i = 1; i <= count; i++) {
        row.add(result.getString(i));
      }
      sink.row(row);
    }
  }

  /**
   * By the type's number: for its name the driver asks the database about each column, and calls a
   * number that counts itself {@code serial}.
   */
  private static ColumnType type(int oid) {
    return switch (oid) {
      case Oid.INT2, Oid.INT4, Oid.INT8, Oid.NUMERIC, Oid.FLOAT4, Oid.FLOAT8 -> ColumnType.NUMBER;
      case Oid.INT2_ARRAY, Oid.INT4_ARRAY, Oid.INT8_ARRAY -> ColumnType.NUMBER;
      case Oid.NUMERIC_ARRAY, Oid.FLOAT4_ARRAY, Oid.FLOAT8_ARRAY -> ColumnType.NUMBER;
      case Oid.BOOL, Oid.BOOL_ARRAY -> ColumnType.BOOLEAN;
      case Oid.JSON, Oid.JSON_ARRAY, Oid.JSONB, Oid.JSONB_ARRAY -> ColumnType.JSON;
      default -> ColumnType.TEXT;
    };
  }

  private static HcpcsException queryFailed(SQLException e) {
    HcpcsException failure = Database.failed(e);
    if (failure.errorCode() == ErrorCode.DATABASE_UNREACHABLE) {
      return failure;
    }
    String state = String.valueOf(e.getSQLState());
    String message =
        String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", "").replaceAll("\\s*\\R\\s*", " ");
    return ErrorCode.QUERY_FAILED.failure(
        e,
        "the query failed: %s%s",
        message,
        state.equals(ServerRefusal.QUERY_CANCELED) ? ServerRefusal.advice(state) : "");
  }
}

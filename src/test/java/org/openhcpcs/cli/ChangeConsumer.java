package org.openhcpcs.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A consumer of {@code hcpcs.change_event} as {@code src/site/feeds/events.md} describes it, in a
 * process of its own and with a database of its own. It never ends; it says {@code caught up N}
 * when it waits, and {@code hanging} where it is to be killed.
 */
public final class ChangeConsumer {

  private static final int A_MINUTE = 60_000;

  private final Connection source;
  private final Connection own;
  private final int batch;
  private final int hangsAfter;
  private int applied;

  private ChangeConsumer(Connection source, Connection own, int batch, int hangsAfter) {
    this.source = source;
    this.own = own;
    this.batch = batch;
    this.hangsAfter = hangsAfter;
  }

  private record Event(long id, String code, @Nullable String after) {}

  /**
   * Follows until it is killed.
   *
   * @param arguments the followed database, its own database, the user and password of both, how
   *     many events it asks for at a time, and after how many it hangs; 0 for never
   */
  public static void main(String[] arguments) throws SQLException, InterruptedException {
    try (Connection source = DriverManager.getConnection(arguments[0], arguments[2], arguments[3]);
        Connection own = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
      new ChangeConsumer(
              source, own, Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]))
          .follow();
    }
  }

  private void follow() throws SQLException, InterruptedException {
    try (Statement statement = source.createStatement()) {
      statement.execute("listen hcpcs_change");
    }
    long last = position();
    while (true) {
      List<Event> events = next(last);
      for (Event event : events) {
        apply(event);
      }
      if (events.isEmpty()) {
        System.out.println("caught up " + last);
        source.unwrap(PGConnection.class).getNotifications(A_MINUTE);
      } else {
        last = events.get(events.size() - 1).id();
        note(last);
      }
    }
  }

  private long position() throws SQLException {
    try (Statement statement = own.createStatement();
        ResultSet result = statement.executeQuery("select last from position")) {
      result.next();
      return result.getLong(1);
    }
  }

  private List<Event> next(long last) throws SQLException {
    try (PreparedStatement query =
        source.prepareStatement(
            "select event_id, code, payload ->> 'after' from hcpcs.change_event"
                + " where event_id > ? order by event_id limit ?")) {
      query.setLong(1, last);
      query.setInt(2, batch);
      List<Event> events = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          events.add(new Event(result.getLong(1), result.getString(2), result.getString(3)));
        }
      }
      return events;
    }
  }

  private void apply(Event event) throws SQLException, InterruptedException {
    if (event.after() == null) {
      update("delete from copy where code = ?", event.code());
    } else {
      update(
          "insert into copy (code, record) values (?, ?::jsonb)"
              + " on conflict (code) do update set record = excluded.record",
          event.code(),
          event.after());
    }
    update("insert into taken (event_id) values (?)", event.id());
    applied++;
    if (applied == hangsAfter) {
      System.out.println("hanging");
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private void note(long last) throws SQLException {
    update("update position set last = ?", last);
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = own.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}

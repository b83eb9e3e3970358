package org.openhcpcs.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.source.ProcessingNote;

/** The lookup tables: which values are documented, and what a release adds to them. */
public final class LookupStore {

  private final Connection connection;

  public LookupStore(Database database) {
    this(database.connection());
  }

  LookupStore(Connection connection) {
    this.connection = connection;
  }

  /** Every value that a document explains, by indicator. */
  public Map<Indicator, Set<String>> documented() {
    String query =
        Arrays.stream(Indicator.values())
            .map(
                i ->
                    "select '" + i.name() + "', code from hcpcs." + i.table() + " where documented")
            .collect(Collectors.joining(" union all "));
    Map<Indicator, Set<String>> values = new EnumMap<>(Indicator.class);
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        values
            .computeIfAbsent(Indicator.valueOf(result.getString(1)), i -> new HashSet<>())
            .add(result.getString(2));
      }
      return values;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** Gives every undocumented value a row, so that records can refer to it. */
  void addUndocumented(Map<Indicator, Set<String>> values, String source) throws SQLException {
    for (Map.Entry<Indicator, Set<String>> entry : values.entrySet()) {
      boolean note = entry.getKey() == Indicator.PROCESSING_NOTE;
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into hcpcs.%s (code, documented, source%s) values (?, false, ?%s) on conflict do nothing"
                  .formatted(
                      entry.getKey().table(),
                      note ? ", stated_on" : "",
                      note ? ", '-infinity'" : ""))) {
        for (String value : entry.getValue()) {
          insert.setString(1, value);
          insert.setString(2, source);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  /**
   * Adds processing notes; the wording of the newest file stands, whatever the order of loading.
   */
  void addNotes(List<ProcessingNote> notes, String source, LocalDate statedOn) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs.processing_note as n (code, text, deleted_on, documented, source, stated_on)
            values (?, ?, ?, true, ?, ?)
            on conflict (code) do update
            set text = excluded.text, deleted_on = excluded.deleted_on, documented = true, source = excluded.source,
              stated_on = excluded.stated_on
            where n.stated_on < excluded.stated_on
            """)) {
      for (ProcessingNote note : notes) {
        insert.setString(1, note.code());
        insert.setString(2, note.text());
        insert.setObject(3, note.deletedOn().orElse(null));
        insert.setString(4, source);
        insert.setObject(5, statedOn);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}

package org.openhcpcs.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.check.IndicatorRules;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.StatuteReference;
import org.openhcpcs.code.Wording;
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

  /** Every wording that a record layout ever gave a value. */
  public List<Wording> wordings() {
    return wordings("");
  }

  /** The wordings that came with the program. */
  public List<Wording> builtInWordings() {
    return wordings(" where built_in");
  }

  private List<Wording> wordings(String where) {
    List<Wording> wordings = new ArrayList<>(400);
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select upper(indicator), code, stated_on, description, heading, valid_from, valid_to, source"
                    + " from hcpcs.indicator_wording"
                    + where)) {
      while (result.next()) {
        wordings.add(
            new Wording(
                Indicator.valueOf(result.getString(1)),
                result.getString(2),
                result.getObject(3, LocalDate.class),
                result.getString(4),
                result.getString(5),
                result.getObject(6, LocalDate.class),
                result.getObject(7, LocalDate.class),
                result.getString(8)));
      }
      return wordings;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** The numbers of all processing notes whose text is known. */
  public Set<String> documentedNotes() {
    Set<String> codes = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select code from hcpcs.processing_note where documented")) {
      while (result.next()) {
        codes.add(result.getString(1));
      }
      return codes;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** The values of all indicators that a document explains. */
  Map<Indicator, Set<String>> documented() throws SQLException {
    Map<Indicator, Set<String>> documented = new EnumMap<>(Indicator.class);
    try (Statement statement = connection.createStatement()) {
      for (Indicator indicator : Indicator.values()) {
        Set<String> values = documented.computeIfAbsent(indicator, i -> new HashSet<>());
        try (ResultSet result =
            statement.executeQuery(
                "select code from hcpcs.%s where documented".formatted(indicator.table()))) {
          while (result.next()) {
            values.add(result.getString(1));
          }
        }
      }
    }
    return documented;
  }

  /**
   * Adds wordings; the lookup tables show the newest of each value, whatever the order of loading.
   */
  void addWordings(List<Wording> wordings) throws SQLException {
    if (wordings.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs.indicator_wording as w
              (indicator, code, stated_on, description, heading, valid_from, valid_to, source)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (indicator, code, stated_on) do update
            set description = excluded.description, heading = excluded.heading, valid_from = excluded.valid_from,
              valid_to = excluded.valid_to, source = excluded.source
            where not w.built_in and (w.source, w.description) < (excluded.source, excluded.description)
            """)) {
      for (Wording wording : wordings) {
        insert.setString(1, wording.indicator().table());
        insert.setString(2, wording.code());
        insert.setObject(3, wording.statedOn());
        insert.setString(4, wording.description());
        insert.setString(5, wording.heading());
        insert.setObject(6, wording.validFrom());
        insert.setObject(7, wording.validTo());
        insert.setString(8, wording.source());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    for (Indicator indicator : wordings.stream().map(Wording::indicator).distinct().toList()) {
      refresh(indicator);
      forgetExplained(indicator);
    }
  }

  private void refresh(Indicator indicator) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into hcpcs.%1$s as l (code, description, heading, valid_from, valid_to, documented, source)
          select distinct on (w.code) w.code, w.description, (
              select h.heading
              from hcpcs.indicator_wording h
              where h.indicator = w.indicator and h.code = w.code and h.heading is not null
              order by h.stated_on desc
              limit 1), w.valid_from, w.valid_to, true, w.source
          from hcpcs.indicator_wording w
          where w.indicator = '%1$s'
          order by w.code, w.stated_on desc
          on conflict (code) do update
          set description = excluded.description, heading = excluded.heading, valid_from = excluded.valid_from,
            valid_to = excluded.valid_to, documented = true, source = excluded.source
          where (l.description, l.heading, l.valid_from, l.valid_to, l.documented, l.source)
            is distinct from (excluded.description, excluded.heading, excluded.valid_from, excluded.valid_to, true,
              excluded.source)
          """
              .formatted(indicator.table()));
    }
  }

  /** Gives every spelling of a statute a row with its normal form, if it has one. */
  void addStatutes(Set<String> spellings) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into hcpcs.statute_reference (statute, reference) values (?, ?) on conflict do nothing")) {
      for (String spelling : spellings) {
        insert.setString(1, spelling);
        insert.setString(2, StatuteReference.of(spelling).orElse(null));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Gives every undocumented value a row, so that records can refer to it. */
  void addUndocumented(Map<Indicator, Set<String>> values, String source) throws SQLException {
    for (Map.Entry<Indicator, Set<String>> entry : values.entrySet()) {
      boolean note = entry.getKey() == Indicator.PROCESSING_NOTE;
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into hcpcs.%s as l (code, documented, source%s) values (?, false, ?%s)
              on conflict (code) do update set source = least(l.source, excluded.source) where not l.documented
              """
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
            where (n.stated_on, n.source, coalesce(n.text, '')) < (excluded.stated_on, excluded.source, excluded.text)
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
    if (!notes.isEmpty()) {
      forgetExplained(Indicator.PROCESSING_NOTE);
    }
  }

  /** Drops the findings about undocumented values of which a document has come meanwhile. */
  private void forgetExplained(Indicator indicator) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from hcpcs.finding f
            using hcpcs.%s l
            where f.rule = ? and f.field = any (?) and l.code = f.observed and l.documented
            """
                .formatted(indicator.table()))) {
      delete.setString(1, IndicatorRules.RULE);
      delete.setArray(
          2,
          connection.createArrayOf(
              "text",
              Field.ALL.stream()
                  .filter(field -> field.indicator().equals(Optional.of(indicator)))
                  .map(Field::column)
                  .toArray()));
      delete.executeUpdate();
    }
  }
}

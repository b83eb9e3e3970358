package org.openhcpcs.store.content;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.Wording;
import org.openhcpcs.database.Database;

/** The lookup tables: which values are documented. */
public final class LookupStore {

  private final Connection connection;

  public LookupStore(Database database) {
    this(database.connection());
  }

  public LookupStore(Connection connection) {
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
}

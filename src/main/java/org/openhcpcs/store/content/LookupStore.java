package org.openhcpcs.store.content;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.Wording;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;

/** The lookup tables: which values are documented. */
public final class LookupStore {

  private final Sql sql;

  public LookupStore(Database database) {
    this(database.connection());
  }

  public LookupStore(Connection connection) {
    this.sql = new Sql(connection);
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
    return sql.list(
        "select upper(indicator), code, stated_on, description, heading, valid_from, valid_to, source"
            + " from hcpcs.indicator_wording"
            + where,
        row ->
            new Wording(
                Indicator.valueOf(row.getString(1)),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                row.getString(4),
                row.getString(5),
                row.getObject(6, LocalDate.class),
                row.getObject(7, LocalDate.class),
                row.getString(8)));
  }

  /** The numbers of all processing notes whose text is known. */
  public Set<String> documentedNotes() {
    return new HashSet<>(
        sql.list(
            "select code from hcpcs.processing_note where documented", row -> row.getString(1)));
  }
}

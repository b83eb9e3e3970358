package org.openhcpcs.store.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;

/** What a database holds, as a whole. */
public enum Holdings {
  NOTHING,
  /** The sample that comes with the program, and nothing of CMS's. */
  SAMPLE,
  /** What CMS published. */
  RELEASES;

  /**
   * Asks a database that has the schema.
   *
   * @throws HcpcsException DATABASE_FAILED or DATABASE_UNREACHABLE
   */
  public static Holdings of(Database database) {
    return of(database.connection());
  }

  public static Holdings of(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select count(*), count(*) filter (where not is_sample) from hcpcs.release")) {
      result.next();
      return result.getInt(2) > 0 ? RELEASES : result.getInt(1) > 0 ? SAMPLE : NOTHING;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}

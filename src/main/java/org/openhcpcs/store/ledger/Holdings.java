package org.openhcpcs.store.ledger;

import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;

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
    return of(database.sql());
  }

  public static Holdings of(Sql sql) {
    return sql.one(
        "select count(*), count(*) filter (where not is_sample) from hcpcs.release",
        row -> row.getInt(2) > 0 ? RELEASES : row.getInt(1) > 0 ? SAMPLE : NOTHING);
  }
}

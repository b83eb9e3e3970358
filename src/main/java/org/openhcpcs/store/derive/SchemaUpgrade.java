package org.openhcpcs.store.derive;

import org.openhcpcs.database.Database;
import org.openhcpcs.database.schema.Migrations;

/** Brings a database up to date: its schema, and what no SQL can derive from its records. */
public final class SchemaUpgrade {

  private SchemaUpgrade() {}

  /**
   * Does what {@link Migrations#apply} does; where an older program filled the database, units are
   * read too. Returns whether there was anything to migrate.
   */
  public static boolean apply(Database database) {
    boolean migrated = Migrations.apply(database);
    if (migrated) {
      UnitStore.bringUpToDate(database);
    }
    return migrated;
  }
}

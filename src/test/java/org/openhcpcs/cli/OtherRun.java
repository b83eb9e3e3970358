package org.openhcpcs.cli;

import org.openhcpcs.database.Database;
import org.openhcpcs.database.DatabaseAddress;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.store.ledger.RunLock;

/** Another run that loads into a database. */
final class OtherRun {

  private OtherRun() {}

  /** Does something while the other run is at work. */
  static void during(TestDatabase database, Runnable action) {
    try (Database other =
        Database.open(new DatabaseAddress.Server(database.url()), database.environment())) {
      RunLock lock = RunLock.take(other);
      action.run();
      lock.close();
    }
  }
}

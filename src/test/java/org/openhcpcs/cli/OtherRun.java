package org.openhcpcs.cli;

import org.openhcpcs.store.Database;
import org.openhcpcs.store.DatabaseAddress;
import org.openhcpcs.store.RunLock;
import org.openhcpcs.store.TestDatabase;

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

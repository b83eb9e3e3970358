package org.openhcpcs.chaos;

/** What is done to a load. */
enum Blow {
  /** Kill -9 of the program. */
  KILL_PROGRAM("kill -9 of the program"),
  /** Its database session is terminated. */
  END_SESSION("database session terminated"),
  /**
   * The server is shut down without a moment to write anything, as {@code pg_ctl stop -m immediate}
   * does.
   */
  STOP_SERVER("database server stopped, immediate"),
  /** Kill -9 of the server. */
  KILL_SERVER("kill -9 of the database server");

  private final String label;

  Blow(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}

package org.openhcpcs.chaos;

import java.util.Locale;

/** A moment of a load that {@link Traps} can tell from outside, in the order in which they come. */
enum KillPoint {
  RUN_BEGUN("select exists (select from hcpcs_load.run where run_id > %1$d)"),
  ACQUIRE(KillPoint.STAGE_BEGUN),
  PARSE(KillPoint.STAGE_BEGUN),
  CHECK(KillPoint.STAGE_BEGUN),
  STAGE(KillPoint.STAGE_BEGUN),
  /** The records are copied, in the transaction that publish will end. */
  COPY_RECORDS(KillPoint.ASLEEP, "hcpcs.code_record"),
  PUBLISH_RELEASE(KillPoint.ASLEEP, "hcpcs.release"),
  PUBLISH_FINDINGS(KillPoint.ASLEEP, "hcpcs.finding"),
  PUBLISH_LINES(KillPoint.ASLEEP, "hcpcs_load.source_line"),
  PUBLISH_HISTORY(KillPoint.ASLEEP, "hcpcs.code_history"),
  PUBLISH_CHANGES(KillPoint.ASLEEP, "hcpcs.code_change"),
  /** The server works on the commit, and will hear only after it that nobody waits for it. */
  COMMIT(KillPoint.ASLEEP),
  COMMITTED("select count(*) > %3$d from hcpcs.release"),
  RUN_ENDED(
      "select exists (select from hcpcs_load.run where run_id > %1$d and ended_at is not null)");

  private static final String STAGE_BEGUN =
      "select count(*) >= %5$d from hcpcs_load.stage_run where run_id > %1$d and stage = '%2$s'";

  private static final String ASLEEP =
      """
      select exists (
        select from pg_catalog.pg_stat_activity
        where application_name = 'hcpcs' and wait_event = 'PgSleep' and pid <> all ('%4$s'))
      """;

  private final String query;
  private final String table;

  KillPoint(String query) {
    this(query, "");
  }

  KillPoint(String query, String table) {
    this.query = query;
    this.table = table;
  }

  /** Its word in the database and in reports. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The table whose change sleeps when this is set as a trap; empty if none does. */
  String table() {
    return table;
  }

  /** Whether the program sleeps here for a while, and does not only come by. */
  boolean isHeld() {
    return query.equals(ASLEEP);
  }

  /** Whether a release is published once this point is reached. */
  boolean isCommitted() {
    return compareTo(COMMIT) >= 0;
  }

  /**
   * Asks whether the work is here.
   *
   * @param lastRun the newest run before it
   * @param releases how many were published before it
   * @param sessions those of the program that were at work before it, as an array
   * @param occurrence at the how many-th release of the run
   */
  String query(int lastRun, int releases, String sessions, int occurrence) {
    return query.formatted(lastRun, label(), releases, sessions, occurrence);
  }
}

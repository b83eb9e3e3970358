package org.openhcpcs.store.derive;

/** Queries that hold what is stored against what would be derived now. */
final class Difference {

  private Difference() {}

  /** A query for the rows that one of two tables has and the other has not, a text each. */
  static String query(String columns, String stored, String derived) {
    return """
        select 'stored, not derived: ' || x::text
        from (select %1$s from %2$s except all select %1$s from %3$s) x
        union all
        select 'derived, not stored: ' || x::text
        from (select %1$s from %3$s except all select %1$s from %2$s) x
        """
        .formatted(columns, stored, derived);
  }
}

package org.openhcpcs.store.serve;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;

/** Each code once, with the few fields that a form needs which completes what is typed. */
public final class LookupTable {

  private static final String FIELDS =
      """
      with noc as materialized (
        select code
        from hcpcs.not_otherwise_classified
        where release_id = (
          select x.release_id
          from hcpcs.release x
          where x.published_on <= ? and exists (select from hcpcs.not_otherwise_classified n where n.release_id = x.release_id)
          order by x.effective_on desc, x.revision desc
          limit 1)
      )
      select r.code, r.short_description, r.long_description, to_char(r.added_date, 'YYYYMMDD'),
        to_char(r.termination_date, 'YYYYMMDD'), to_char(r.action_effective_date, 'YYYYMMDD'), %s,
        r.code in (select n.code from noc n)
      """;

  private static final String AS_OF =
      FIELDS.formatted("v.verdict in ('terminated', 'absent')")
          + """
            from hcpcs.code_validity(?) v
            join hcpcs.code_record r using (record_id)
            where ? >= v.valid_from and (? < v.valid_to or v.valid_to = 'infinity') and (v.verdict = 'valid' or not ?)
            order by r.code collate "C"
            """;

  private static final String OF_EDITION =
      FIELDS.formatted("coalesce(r.termination_date < e.effective_on, false)")
          + """
            from hcpcs.release e
            join hcpcs.release_code m using (release_id)
            join hcpcs.code_record r using (record_id)
            where e.release_id = ?
            order by r.code collate "C"
            """;

  private LookupTable() {}

  /**
   * A code.
   *
   * @param addedOn as YYYYMMDD, as are the other dates
   * @param isObsolete whether it ended, or is no longer listed
   * @param isNoc whether it is one of those for what has no code of its own
   */
  public record Entry(
      String code,
      @Nullable String shortDescription,
      @Nullable String longDescription,
      @Nullable String addedOn,
      @Nullable String endedOn,
      @Nullable String changedOn,
      boolean isObsolete,
      boolean isNoc) {}

  /**
   * All codes that were known on a day, with what they mean on a date of service.
   *
   * @param onlyValid only those that are valid on it
   */
  public static List<Entry> asOf(
      Database database, LocalDate on, LocalDate knownOn, boolean onlyValid) {
    return database.sql().list(AS_OF, Entry.class, knownOn, knownOn, on, on, onlyValid);
  }

  /**
   * The codes that an edition lists.
   *
   * @param edition as {@code hcpcs.release_named} takes it
   */
  public static List<Entry> of(Database database, String edition) {
    Sql sql = database.sql();
    int release = sql.one("select hcpcs.release_named(?)", Integer.class, edition);
    LocalDate published =
        sql.one(
            "select published_on from hcpcs.release where release_id = ?",
            LocalDate.class,
            release);
    return sql.list(OF_EDITION, Entry.class, published, release);
  }
}

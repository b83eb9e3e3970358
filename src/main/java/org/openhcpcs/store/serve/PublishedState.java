package org.openhcpcs.store.serve;

import java.time.LocalDate;
import org.openhcpcs.database.Database;

/**
 * Which state of the published data a transaction sees.
 *
 * @param key another text for every other state: of the releases, the reference tables, what the
 *     site says itself, and of the schema
 * @param today the day that it is for the database
 * @param releases how many revisions are loaded
 */
public record PublishedState(String key, LocalDate today, int releases) {

  /** A row that was changed in any way was written by another transaction. */
  private static final String STATE =
      """
      select md5(concat_ws('/',
          (select string_agg(release_id || '.' || xmin::text, ',' order by release_id) from hcpcs.release),
          (select string_agg(xmin::text, ',' order by kind, edition, revision) from hcpcs.reference_release),
          (select string_agg(xmin::text, ',') from hcpcs.site_change),
          (select string_agg(fingerprint, ',') from hcpcs.schema_version))),
        current_date, (select count(*) from hcpcs.release)
      """;

  /** Asks the database. */
  public static PublishedState of(Database database) {
    return database
        .sql()
        .one(
            STATE,
            row ->
                new PublishedState(
                    row.getString(1), LocalDate.parse(row.getString(2)), row.getInt(3)));
  }
}

package org.openhcpcs.store.serve;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;

/**
 * Which state of the published data a transaction sees.
 *
 * @param key another text for every other state: of the releases, the reference tables, what the
 *     site says itself, and of the schema
 * @param today the day that it is for the database
 * @param releases how many revisions are loaded
 * @param isSettled whether no migration is between two of its files, whose states have one key:
 *     what is made of them is not to be kept
 */
public record PublishedState(String key, LocalDate today, int releases, boolean isSettled) {

  /** A row that was changed in any way was written by another transaction. */
  private static final String STATE =
      """
      select md5(concat_ws('/',
          (select string_agg(release_id || '.' || xmin::text, ',' order by release_id) from hcpcs.release),
          (select string_agg(xmin::text, ',' order by kind, edition, revision) from hcpcs.reference_release),
          (select string_agg(xmin::text, ',') from hcpcs.site_change),
          (select string_agg(fingerprint, ',') from hcpcs.schema_version))),
        current_date, (select count(*) from hcpcs.release),
        not exists (select from hcpcs.schema_version where fingerprint = '')
      """;

  /** Asks the database, which plans the question once for each connection. */
  public static PublishedState of(Database database) {
    List<@Nullable String> row = ResultRows.of(database, Query.of(STATE)).rows().get(0);
    return new PublishedState(
        String.valueOf(row.get(0)),
        LocalDate.parse(String.valueOf(row.get(1))),
        Integer.parseInt(String.valueOf(row.get(2))),
        "t".equals(row.get(3)));
  }
}

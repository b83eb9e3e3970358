package org.openhcpcs.store.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openhcpcs.check.gate.Baseline;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;

/** The loaded releases that the gates compare a new one with. */
public final class Baselines {

  private static final String RELEASES =
      """
      (select release_id, edition, revision
       from hcpcs.release
       where is_current_revision and effective_on < ? and is_sample = ?
       order by effective_on desc
       limit 1)
      union all
      (select release_id, edition, revision from hcpcs.release where is_current_revision and effective_on = ? and is_sample = ?)
      """;

  private static final String CODES =
      """
      select r.code, coalesce(r.long_description, ''), coalesce(r.short_description, ''), r.termination_date is not null
      from hcpcs.release_code m
      join hcpcs.code_record r using (record_id)
      where m.release_id = ?
      """;

  private Baselines() {}

  /**
   * The current revision of the newest loaded edition before an edition, then the current revision
   * of the edition itself, as far as there are such.
   *
   * @param ofSample of the sample, which is compared with itself alone; else what CMS published is
   */
  public static List<Baseline> of(Database database, Edition edition, boolean ofSample) {
    Sql sql = new Sql(database.connection());
    return sql.list(
        RELEASES,
        row ->
            new Baseline(
                Edition.parse(row.getString(2)).orElseThrow(),
                row.getInt(3),
                listed(sql, row.getInt(1))),
        edition.effectiveOn(),
        ofSample,
        edition.effectiveOn(),
        ofSample);
  }

  private static Map<String, Baseline.ListedCode> listed(Sql sql, int releaseId) {
    Map<String, Baseline.ListedCode> listed = new HashMap<>();
    sql.each(
        CODES,
        row ->
            listed.put(
                row.getString(1),
                new Baseline.ListedCode(row.getString(2), row.getString(3), row.getBoolean(4))),
        releaseId);
    return listed;
  }
}

package org.openhcpcs.store.publish;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openhcpcs.check.gate.Baseline;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Database;

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
    try (PreparedStatement releases = database.connection().prepareStatement(RELEASES);
        PreparedStatement codes = database.connection().prepareStatement(CODES)) {
      releases.setObject(1, edition.effectiveOn());
      releases.setBoolean(2, ofSample);
      releases.setObject(3, edition.effectiveOn());
      releases.setBoolean(4, ofSample);
      List<Baseline> baselines = new ArrayList<>();
      try (ResultSet release = releases.executeQuery()) {
        while (release.next()) {
          codes.setInt(1, release.getInt(1));
          baselines.add(
              new Baseline(
                  Edition.parse(release.getString(2)).orElseThrow(),
                  release.getInt(3),
                  listed(codes)));
        }
      }
      return baselines;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private static Map<String, Baseline.ListedCode> listed(PreparedStatement codes)
      throws SQLException {
    Map<String, Baseline.ListedCode> listed = new HashMap<>();
    try (ResultSet code = codes.executeQuery()) {
      while (code.next()) {
        listed.put(
            code.getString(1),
            new Baseline.ListedCode(code.getString(2), code.getString(3), code.getBoolean(4)));
      }
    }
    return listed;
  }
}

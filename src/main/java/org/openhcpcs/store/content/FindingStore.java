package org.openhcpcs.store.content;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Sql;

/**
 * The findings of releases: those that stand, and those that would stand if another release did not
 * explain the value. {@link FindingFamily} says who adds and removes which; the families that are
 * derived are written by functions in {@code migrations/R__0035_derivation.sql}, and {@code
 * hcpcs_load.refresh_lookups} moves findings between the two tables.
 */
public record FindingStore(Sql sql) {

  /** The columns of a finding, wherever it is kept, as a {@link Finding} has them. */
  public static final String COLUMNS =
      "severity, rule, code, field, file, line, observed, expected, message";

  /** A comparison with a transaction report is not among them: it is made again at once. */
  private static final Set<FindingFamily> NOT_OF_THE_FILES =
      EnumSet.of(
          FindingFamily.CHANGES,
          FindingFamily.CORRECTIONS,
          FindingFamily.DOSAGES,
          FindingFamily.ARRIVAL);

  /** Adds findings to a release. */
  public void add(int releaseId, List<Finding> findings) {
    copy("hcpcs.finding", releaseId, findings);
  }

  /** Keeps findings that would stand if another release did not explain the value. */
  public void addExplained(int releaseId, List<Finding> findings) {
    copy("hcpcs_load.explained_finding", releaseId, findings);
  }

  /** Adds findings to a release that may have them already. */
  public void replace(int releaseId, List<Finding> findings) {
    sql.batch(
        "delete from hcpcs.finding where release_id = ? and file = ? and rule = ?",
        findings,
        finding -> Sql.values(releaseId, finding.file(), finding.rule()));
    add(releaseId, findings);
  }

  /** Puts the findings of a family in the place of all that the revisions of an edition have. */
  void replace(Edition edition, FindingFamily family, int releaseId, List<Finding> findings) {
    sql.run(
        """
        delete from hcpcs.finding f
        using hcpcs.release r
        where r.release_id = f.release_id and r.edition = ? and f.rule ~ ?
        """,
        edition.toString(),
        family.pattern());
    add(releaseId, findings);
  }

  /** Forgets what was noticed in files of a release, for them to be read again. */
  public void forget(int releaseId, List<String> files) {
    sql.run(
        "delete from hcpcs.finding where release_id = ? and file = any (?) and rule !~ all (?)",
        releaseId,
        Sql.array("text", files),
        notOfTheFiles());
    sql.run(
        "delete from hcpcs_load.explained_finding where release_id = ? and file = any (?)",
        releaseId,
        Sql.array("text", files));
  }

  /** Forgets what was noticed in the files of a release as a whole. */
  public void forgetThoseOfNoFile(int releaseId) {
    sql.run(
        "delete from hcpcs.finding where release_id = ? and file is null and rule !~ all (?)",
        releaseId,
        notOfTheFiles());
  }

  /** Whether {@link #forget} takes the findings of a rule away: they come when a file is read. */
  public static boolean isOfTheFiles(String rule) {
    return !NOT_OF_THE_FILES.contains(FindingFamily.of(rule));
  }

  private static Object notOfTheFiles() {
    return Sql.array("text", NOT_OF_THE_FILES.stream().map(FindingFamily::pattern).toList());
  }

  private void copy(String table, int releaseId, List<Finding> findings) {
    CopyRows rows = new CopyRows();
    findings.forEach(finding -> rows.add(releaseId).addRow(finding));
    rows.send(sql.connection(), table + " (release_id, " + COLUMNS + ")");
  }
}

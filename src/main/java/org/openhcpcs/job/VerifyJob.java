package org.openhcpcs.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.database.Database;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.store.derive.InvariantCheck;
import org.openhcpcs.store.derive.InvariantResult;

/** Checks every invariant of the database and of the archives behind it. Writes nothing. */
public record VerifyJob(Database database, ArchiveStore archives) {

  private static final String ARCHIVES = "archive-kept";

  /**
   * One verdict per invariant.
   *
   * @throws org.openhcpcs.code.HcpcsException DATABASE_FAILED or DATABASE_UNREACHABLE if the
   *     database fails, FILE_UNREADABLE if an archive cannot be read
   */
  public List<InvariantResult> verify() {
    List<InvariantResult> verdicts = new ArrayList<>(new InvariantCheck(database.sql()).verdicts());
    verdicts.add(archives.exists() ? kept() : noFolder());
    return verdicts;
  }

  private static InvariantResult noFolder() {
    return InvariantResult.notChecked(ARCHIVES, "there is no archive folder here");
  }

  /** Whether every archive lies in the folder, under the name of its content. */
  private InvariantResult kept() {
    List<String> violations = new ArrayList<>();
    for (Map.Entry<String, String> archive :
        new InvariantCheck(database.sql()).archives().entrySet()) {
      String sha256 = archive.getKey();
      Optional<String> kept = archives.contentOf(sha256);
      if (!kept.equals(Optional.of(sha256))) {
        violations.add(
            "%s: %s%s"
                .formatted(
                    archive.getValue(),
                    sha256,
                    kept.map(other -> " holds something else, " + other).orElse(" is missing")));
      }
    }
    return InvariantResult.of(
        ARCHIVES, violations.size(), violations.isEmpty() ? "" : violations.get(0));
  }
}

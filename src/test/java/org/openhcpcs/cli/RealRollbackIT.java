package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** What CMS really published, loaded and taken out again. */
@NeedsReleases
class RealRollbackIT {

  /** So that each edition comes as the newest, the oldest or one between. */
  private static final List<String> ORDER =
      List.of("2019-01", "2023-01", "2012-01", "2017-01", "2020-01");

  @TempDir private Path folder;

  @Test
  void leavesWhatWasThereBeforeTheLoad() {
    TestDatabase database = TestServer.migrated();
    TestProgram program = TestProgram.with(database, folder.resolve("home"));
    List<List<String>> states = new ArrayList<>();
    for (String edition : ORDER) {
      states.add(database.state());
      program.print("load", RealReleases.folder(edition).toString());
    }
    List<String> all = database.state();

    program.print("verify");
    program.print("rollback", "2019-01");
    program.print("verify");
    program.print("load", RealReleases.folder("2019-01").toString());
    assertSame("2019-01, which came first, rolled back and loaded again", database, all);
    for (int i = ORDER.size() - 1; i >= 0; i--) {
      program.print("rollback", ORDER.get(i));
      assertSame(ORDER.get(i) + " rolled back", database, states.get(i));
    }
  }

  private static void assertSame(String what, TestDatabase database, List<String> expected) {
    Set<String> tooMany = new HashSet<>(database.state());
    Set<String> missing = new HashSet<>(expected);
    missing.removeAll(tooMany);
    expected.forEach(tooMany::remove);
    assertThat(tooMany.stream().limit(20)).as(what + ": too many").isEmpty();
    assertThat(missing.stream().limit(20)).as(what + ": missing").isEmpty();
  }
}

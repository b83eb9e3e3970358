package org.openhcpcs.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SyntheticMain;

/**
 * Damaged files end as findings, rejected lines or a gate, never as an error of the server; {@code
 * src/chaos/mutants} does it with large releases.
 */
class MutantIT {

  private static final long SEED = 15;
  private static final int LINES = 2_000;
  private static final int ROUNDS = 2;
  private static final int EDITIONS = 4;
  private static final int CODES = 250;

  @TempDir private Path folder;

  @Test
  void loadsWhateverIsLeftOfDamagedReleases() throws IOException {
    Path releases = Files.createDirectories(folder.resolve("releases"));
    SyntheticMain.write(releases, CODES, EDITIONS);
    int lines = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(SEED + round);
      MutantFolder damaged = new MutantFolder(random, LINES / ROUNDS / EDITIONS);
      Path input = folder.resolve("input-" + round);
      damaged.copy(releases, input);
      lines += damaged.lines();
      TestDatabase database = TestServer.migrated();
      MutantRound mutants =
          new MutantRound(database, input, folder.resolve("home-" + round), random);
      assertThat(mutants.run()).as("seed %d", SEED + round).isEmpty();
      assertThat(mutants.published()).as("seed %d", SEED + round).isEqualTo(EDITIONS);
      database.giveBack();
    }
    assertThat(lines).isGreaterThanOrEqualTo(LINES);
  }
}

package org.openhcpcs.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs tell a newer schema from an older one by a number that rises with every change. */
class GenerationTest {

  /** One fingerprint per generation. None is taken out again. */
  private static final List<String> FINGERPRINTS =
      List.of(
          "b8fab1431c873d83ef5b4c65999a61f100f6f91f35db332afbb48ba4a198b009",
          "f89ed51983c92d8e8c9433a47439d915f9eda86bd92781056a74f5b9dd0c24d8",
          "5e3d32f931f2d15a6515d4cd788b9268931627cb06706fa9dac4c35c2674a66d",
          "8132e6da796723e23f02c26ce575f786778b24081b89433927a9b90856939416",
          "d612e5b8b2d33d2aaf2b0ca8768e13579124026de683cf4ea6848172c1c7f2f0",
          "176e971435f7f54377ef3baa4d757654813fc73610f3f282c88ec69309def76d",
          "f5d7b7f8195f6678be539190f0a5b7c77030a91ec006e3ddff02b7efcb583900",
          "c44df7fe8ff3f5344d8658536da2f44dc686bc49e0880208dc5df8f834dd8e39",
          "288ec6f33543d564bcb4d807f70105c1df8f09da619bcb7b5b5f7b7d426b581c",
          "2ad12d16a497099085f39f46ce79f276687087b73c2063a2dbaf4c7646f8a32e",
          "7480d12c5be74a3e52866826537b0d2b0fc86820fb0b621ba33dfc00b65c77a8");

  @Test
  void risesWithEveryChangeOfAMigration() throws IOException, NoSuchAlgorithmException {
    String fingerprint = MigrationFiles.fingerprint();
    assertThat(Migrations.FINGERPRINT)
        .as(
            "the migrations changed: raise Migrations.GENERATION, and put the fingerprint %s there and at the end here",
            fingerprint)
        .isEqualTo(fingerprint);
    assertThat(FINGERPRINTS)
        .hasSize(Migrations.GENERATION)
        .doesNotHaveDuplicates()
        .endsWith(fingerprint);
  }

  /**
   * What an older generation has made anew loses its comments, and gets them by this file alone.
   */
  @Test
  void changesTheFileOfCommentsWithEachGeneration() throws IOException {
    assertThat(Files.readString(Path.of("migrations/R__0090_comments.sql")))
        .contains("generation " + Migrations.GENERATION + ".\n");
  }
}

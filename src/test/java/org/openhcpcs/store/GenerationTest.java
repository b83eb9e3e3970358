package org.openhcpcs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs tell a newer schema from an older one by a number that rises with every change. */
class GenerationTest {

  /** One fingerprint per generation. None is taken out again. */
  private static final List<String> FINGERPRINTS =
      List.of("8711a822461de48826b6c371ede43aea9c58d5bef97ca9ab301cc92ed325702f");

  @Test
  void risesWithEveryChangeOfAMigration() {
    assertThat(FINGERPRINTS)
        .as(
            "the migrations changed: raise Migrations.GENERATION, and add here the fingerprint %s",
            Migrations.fingerprint())
        .hasSize(Migrations.GENERATION)
        .doesNotHaveDuplicates()
        .endsWith(Migrations.fingerprint());
  }
}

package org.openhcpcs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs tell a newer schema from an older one by a number that rises with every change. */
class GenerationTest {

  /** One fingerprint per generation. None is taken out again. */
  private static final List<String> FINGERPRINTS =
      List.of("2c707a50c30af9931de5b49d59f42445ff57527fbb4273693cc4ad6431b24c36");

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

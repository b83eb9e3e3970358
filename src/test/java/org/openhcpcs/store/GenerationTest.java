package org.openhcpcs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs tell a newer schema from an older one by a number that rises with every change. */
class GenerationTest {

  /** One fingerprint per generation. None is taken out again. */
  private static final List<String> FINGERPRINTS =
      List.of("32a9c50736585c62fb86cd7bf6e60deb1a0bf01b94803f2936fc6406f1eb9566");

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

package org.openhcpcs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs tell a newer schema from an older one by a number that rises with every change. */
class GenerationTest {

  /** One fingerprint per generation. None is taken out again. */
  private static final List<String> FINGERPRINTS =
      List.of("e5e60614db3ad035b2501f2870ea6d7cd28f44c643e4a14606d25c6db4b0bcd2");

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

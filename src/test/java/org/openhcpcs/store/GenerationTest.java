package org.openhcpcs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs tell a newer schema from an older one by a number that rises with every change. */
class GenerationTest {

  /** One fingerprint per generation. None is taken out again. */
  private static final List<String> FINGERPRINTS =
      List.of("b8e6b3e3da04d85a987764bcbb33b64d8741af67e9b1fac0e29c9ae3aeb67f7a");

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

package org.openhcpcs.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimCheckTest {

  @Test
  void givesEveryColumnANameOfItsOwn() {
    assertThat(
            ClaimCheck.names(List.of("id", "verdict", "", "id", "id_2", "id", "", "input_verdict")))
        .containsExactly(
            "id",
            "input_verdict",
            "column_3",
            "id_2",
            "id_2_2",
            "id_3",
            "column_7",
            "input_verdict_2",
            "verdict",
            "reason",
            "replacement",
            "edition",
            "checked",
            "modifier_verdicts");
  }
}

package org.openhcpcs.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openhcpcs.proof.ProofQuestion;

class ReceiptFolderTest {

  private static final LocalDate DAY = LocalDate.of(2008, 6, 1);

  @Test
  void namesAFileByWhatIsAsked() {
    assertThat(name("S9372", "LT", "RT"))
        .isEqualTo("S9372-LT-RT_on_2008-06-01_known_2008-06-01.json");
  }

  @Test
  void givesNoTwoQuestionsOneName() {
    assertThat(
            List.of(
                name("S9372", "LT", "RT"),
                name("S9372", "LT-RT"),
                name("S9372-LT-RT"),
                name("S9372", "LT", "RT", "LT"),
                name("S9372", "LT_RT"),
                name("S9372", "LT/RT")))
        .doesNotHaveDuplicates();
  }

  private static String name(String code, String... modifiers) {
    return ReceiptFolder.name(new ProofQuestion(code, DAY, DAY, List.of(modifiers)));
  }
}

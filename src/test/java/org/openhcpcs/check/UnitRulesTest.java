package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Records;
import org.openhcpcs.code.Severity;

class UnitRulesTest {

  @Test
  void findsADescriptionThatSaysTwoThings() {
    String two = "Injection, tarovaline 50 mg and amyline 25 mg";
    assertThat(
            UnitRules.check(
                CodeFiles.of(
                    Records.procedure(
                        "J4801", Map.of(Field.LONG_DESCRIPTION, "Injection, tarovaline, 10 mg")),
                    Records.procedure("J4802", Map.of(Field.LONG_DESCRIPTION, two)),
                    Records.procedure("J4803", Map.of()))))
        .containsExactly(
            new Finding(
                Severity.INFO,
                "unit-several",
                "J4802",
                "long_description",
                "a.txt",
                2,
                two,
                null,
                "the description has 50 mg and 25 mg, and does not say which of them a unit stands for; none was taken"));
  }
}

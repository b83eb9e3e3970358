package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Records;
import org.openhcpcs.code.Severity;

class StatuteRulesTest {

  @Test
  void findASpellingWithoutANormalFormWhereItFirstStands() {
    assertThat(
            StatuteRules.check(
                CodeFiles.of(
                    Records.procedure("A0021", Map.of(Field.STATUTE, "1833(t)")),
                    Records.procedure("A0022", Map.of(Field.STATUTE, "1862.1")),
                    Records.procedure("A0023", Map.of()),
                    Records.procedure("A0024", Map.of(Field.STATUTE, "1862.1")))))
        .containsExactly(
            new Finding(
                Severity.INFO,
                "field-statute",
                "A0022",
                "statute",
                "a.txt",
                2,
                "1862.1",
                null,
                "the statute's spelling cannot be told for sure; it has no normal form"));
  }
}

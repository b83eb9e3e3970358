package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Records;
import org.openhcpcs.code.Severity;
import org.openhcpcs.source.companion.NocCode;

class NocRulesTest {

  @Test
  void findACodeOfTheListThatTheEditionDoesNotHave() {
    List<NocCode> list =
        List.of(new NocCode("A0021", "x", null, null, 6), new NocCode("A9999", "y", null, null, 7));
    assertThat(
            NocRules.check(
                "noc.xlsx",
                list,
                CodeFiles.of(
                        Records.procedure("A0021", Map.of()), Records.procedure("A0022", Map.of()))
                    .records()))
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "noc-missing-code",
                "A9999",
                null,
                "noc.xlsx",
                7,
                null,
                null,
                "the NOC list names a code that the edition does not list"));
  }
}

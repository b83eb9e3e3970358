package org.openhcpcs.source.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.site.Policy;

class PolicyReaderTest {

  private static final String HEADER = "code,source,identifier,title,url,effective\n";

  private static PolicyReader.PolicyLines read(String text) {
    return PolicyReader.read("p.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsPoliciesOfEveryLevel() {
    assertThat(
            read(HEADER
                    + "s9372, Plan ,CG-MED 23,\"Home, health\",https://x.example/{identifier}?c={code},2024-01-31\n"
                    + "\n99213,Plan,A,,,\nnu,Plan,B,,,1/2/2020\n")
                .lines())
        .containsExactly(
            new PolicyReader.PolicyLine(
                2,
                new Policy(
                    "S9372",
                    "Plan",
                    "CG-MED 23",
                    "Home, health",
                    "https://x.example/CG-MED%2023?c=S9372",
                    LocalDate.of(2024, 1, 31))),
            new PolicyReader.PolicyLine(4, new Policy("99213", "Plan", "A", null, null, null)),
            new PolicyReader.PolicyLine(
                5, new Policy("NU", "Plan", "B", null, null, LocalDate.of(2020, 1, 2))));
  }

  @Test
  void takesTheColumnsInAnyOrderAndDoesWithoutTheOptionalOnes() {
    assertThat(read("Identifier,CODE,source\nA,99213,Plan\n").lines())
        .containsExactly(
            new PolicyReader.PolicyLine(2, new Policy("99213", "Plan", "A", null, null, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "S937,P,A|p.csv line 2: S937 is no code",
        ",P,A|p.csv line 2: nothing is no code",
        "S9372,,A|p.csv line 2: there is no source",
        "S9372,P|p.csv line 2: there is no identifier",
        "S9372,P,A,t,ftp://x|p.csv line 2: ftp://x is no link; it begins with https:// and has no blanks",
        "S9372,P,A,t,javascript:x|p.csv line 2: javascript:x is no link; it begins with https:// and has no blanks",
        "S9372,P,A,t,,30 May|p.csv line 2: 30 May is no date; write YYYY-MM-DD",
        "S9372,P,A,a,,2020-01-01,b|p.csv line 2: more cells than columns; put a text with commas between quotes",
      })
  void namesTheLineThatCannotBeUsedAndReadsOn(String line, String problem) {
    PolicyReader.PolicyLines content = read(HEADER + line + "\nJ0120,P,Z,,,\n");
    assertThat(content.problems()).containsExactly(problem);
    assertThat(content.lines()).extracting(PolicyReader.PolicyLine::number).containsExactly(3);
  }

  @Test
  void namesAPolicyThatACodeHasTwice() {
    assertThat(read(HEADER + "S9372,P,A,,,\nS9372,Q,A,,,\ns9372,P,A,t,,\n").problems())
        .containsExactly("p.csv line 4: S9372 has the policy A twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|p.csv: empty; its first line is code,source,identifier,title,url,effective",
        "code,source|p.csv: no column identifier; the columns are code,source,identifier,title,url,effective",
        "code,source,identifier,payer|p.csv: payer is no column, or stands twice; the columns are code,source,identifier,title,url,effective",
        "code,code,source|p.csv: code is no column, or stands twice; the columns are code,source,identifier,title,url,effective",
      })
  void refusesAnotherHeader(String header, String message) {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(header == null ? "" : header + "\n"))
        .withMessage(message);
  }
}

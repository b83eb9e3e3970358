package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.Records;
import org.openhcpcs.code.Severity;
import org.openhcpcs.source.CodeFile;

class IndicatorRulesTest {

  private static final Map<Indicator, Set<String>> DOCUMENTED =
      Map.of(Indicator.COVERAGE, Set.of("C", "D"), Indicator.PRICING_INDICATOR, Set.of("00", "31"));

  @Test
  void findNothingInDocumentedAndBlankValues() {
    IndicatorRules.Undocumented undocumented =
        IndicatorRules.check(
            CodeFiles.of(
                Records.procedure(
                    "A0021", Map.of(Field.COVERAGE, "C", Field.PRICING_INDICATOR_4, "31")),
                Records.procedure("A0022", Map.of())),
            DOCUMENTED);
    assertThat(undocumented.values()).isEmpty();
    assertThat(undocumented.findings()).isEmpty();
  }

  @Test
  void findAnUndocumentedValueWhereItFirstStands() {
    CodeFile file =
        CodeFiles.of(
            Records.procedure("A0021", Map.of(Field.PRICING_INDICATOR_1, "00")),
            Records.procedure("A0022", Map.of(Field.PRICING_INDICATOR_3, "40")),
            Records.procedure("A0023", Map.of(Field.PRICING_INDICATOR_1, "40")));
    IndicatorRules.Undocumented undocumented = IndicatorRules.check(file, DOCUMENTED);
    assertThat(undocumented.values())
        .containsExactly(Map.entry(Indicator.PRICING_INDICATOR, Set.of("40")));
    assertThat(undocumented.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "indicator-undocumented",
                "A0022",
                "pricing_indicator_3",
                "a.txt",
                2,
                "40",
                "a documented value",
                "no record layout or processing note explains this value; it was loaded as it is"));
  }

  @Test
  void findEachValueOfEachIndicator() {
    CodeFile file =
        CodeFiles.of(
            Records.procedure(
                "A0021",
                Map.of(
                    Field.COVERAGE, "X",
                    Field.TYPE_OF_SERVICE_1, "X",
                    Field.TYPE_OF_SERVICE_2, "Y")),
            Records.modifier("A1", Map.of(Field.COVERAGE, "c", Field.ACTION, "N")));
    IndicatorRules.Undocumented undocumented = IndicatorRules.check(file, DOCUMENTED);
    assertThat(undocumented.values())
        .containsOnly(
            Map.entry(Indicator.COVERAGE, Set.of("X", "c")),
            Map.entry(Indicator.TYPE_OF_SERVICE, Set.of("X", "Y")),
            Map.entry(Indicator.ACTION, Set.of("N")));
    assertThat(undocumented.findings())
        .extracting(Finding::code, Finding::field, Finding::observed)
        .containsExactly(
            tuple("A0021", "coverage", "X"),
            tuple("A0021", "type_of_service_1", "X"),
            tuple("A0021", "type_of_service_2", "Y"),
            tuple("A1", "coverage", "c"),
            tuple("A1", "action", "N"));
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void lookAtCodedFieldsOnly(Field field) {
    IndicatorRules.Undocumented undocumented =
        IndicatorRules.check(
            CodeFiles.of(Records.procedure("A0021", Map.of(field, "?"))), Map.of());
    assertThat(undocumented.findings()).hasSize(field.indicator().isPresent() ? 1 : 0);
  }
}

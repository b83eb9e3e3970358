package org.openhcpcs.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTest {

  @Test
  void areAllOccurrencesOfAllContentInTheOrderOfTheLayout() {
    List<String> expected = new ArrayList<>();
    for (LayoutField layout : LayoutField.values()) {
      boolean content =
          layout.type() != LayoutField.Type.FILLER
              && layout.begin(1) > LayoutField.RECORD_IDENTIFICATION_CODE.end(1);
      for (int i = 1; content && i <= layout.occurs(); i++) {
        String column = layout.name().toLowerCase(Locale.ROOT);
        expected.add(layout.occurs() == 1 ? column : column + "_" + i);
      }
    }
    assertThat(Field.ALL).extracting(Field::column).containsExactlyElementsOf(expected).hasSize(45);
    assertThat(Field.ALL).containsExactly(Field.values());
  }

  /** One that is forgotten there changes, and nobody is told. The action itself is no change. */
  @Test
  void standWhereChangesAndLookupsAreDerived() throws IOException {
    String derivation = Files.readString(Path.of("migrations/R__0035_derivation.sql"));
    assertThat(Field.ALL)
        .filteredOn(field -> field != Field.ACTION)
        .extracting(field -> "('%1$s', p.%1$s".formatted(field.column()))
        .allSatisfy(line -> assertThat(derivation).contains(line));
    assertThat(Indicator.values())
        .extracting(Indicator::table)
        .allSatisfy(
            table ->
                assertThat(derivation).contains("('" + table + "', 'r.", "from hcpcs." + table));
  }

  @ParameterizedTest
  @CsvSource({
    "LONG_DESCRIPTION, 12, 91",
    "PRICING_INDICATOR_1, 120, 121",
    "PRICING_INDICATOR_4, 126, 127",
    "COVERAGE_ISSUES_MANUAL_3, 141, 146",
    "CARRIERS_MANUAL_2, 155, 162",
    "LAB_CERTIFICATION_8, 202, 204",
    "CROSS_REFERENCE_5, 225, 229",
    "TYPE_OF_SERVICE_5, 265, 265",
    "ACTION, 293, 293"
  })
  void standsAtItsOccurrence(Field field, int begin, int end) {
    assertThat(field.begin()).isEqualTo(begin);
    assertThat(field.end()).isEqualTo(end);
  }

  @Test
  void takesTypeAndIndicatorFromTheLayout() {
    assertThat(Field.ADDED_DATE.type()).isEqualTo(LayoutField.Type.DATE);
    assertThat(Field.ANESTHESIA_BASE_UNITS.type()).isEqualTo(LayoutField.Type.NUMBER);
    assertThat(Field.STATUTE.indicator()).isEmpty();
    assertThat(Field.TYPE_OF_SERVICE_3.indicator()).contains(Indicator.TYPE_OF_SERVICE);
    assertThat(Field.TYPE_OF_SERVICE_3.occurrence()).isEqualTo(3);
    assertThat(Field.TYPE_OF_SERVICE_3.layout()).isEqualTo(LayoutField.TYPE_OF_SERVICE);
  }

  @Test
  void namesTheDatesOfARecord() {
    assertThat(Field.ALL)
        .filteredOn(field -> field.type() == LayoutField.Type.DATE)
        .extracting(Field::column)
        .containsExactly(
            "asc_effective_date",
            "mog_effective_date",
            "added_date",
            "action_effective_date",
            "termination_date");
  }

  @Test
  void namesTheLookupTables() {
    assertThat(Arrays.stream(Indicator.values()).map(Indicator::table))
        .containsExactly(
            "pricing_indicator",
            "multiple_pricing_indicator",
            "lab_certification",
            "coverage",
            "asc_payment_group",
            "mog_payment_group",
            "mog_payment_policy",
            "processing_note",
            "betos",
            "type_of_service",
            "action");
  }
}

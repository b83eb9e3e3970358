package org.openhcpcs.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutFieldTest {

  @Test
  void coversEveryPositionOfTheRecordExactlyOnce() {
    int next = 1;
    for (LayoutField field : LayoutField.values()) {
      for (int occurrence = 1; occurrence <= field.occurs(); occurrence++) {
        assertThat(field.begin(occurrence)).as("%s %d begins", field, occurrence).isEqualTo(next);
        assertThat(field.end(occurrence)).isEqualTo(next + field.width() - 1);
        next = field.end(occurrence) + 1;
      }
    }
    assertThat(next - 1).isEqualTo(320).isEqualTo(LayoutField.RECORD_WIDTH);
  }

  /** The positions as CMS's record layout of 2016 prints them, kept apart from the constants. */
  @ParameterizedTest
  @CsvSource({
    "CODE, 1, 5, 1",
    "SEQUENCE_NUMBER, 6, 10, 1",
    "RECORD_IDENTIFICATION_CODE, 11, 11, 1",
    "LONG_DESCRIPTION, 12, 91, 1",
    "SHORT_DESCRIPTION, 92, 119, 1",
    "PRICING_INDICATOR, 120, 127, 4",
    "MULTIPLE_PRICING_INDICATOR, 128, 128, 1",
    "COVERAGE_ISSUES_MANUAL, 129, 146, 3",
    "CARRIERS_MANUAL, 147, 170, 3",
    "STATUTE, 171, 180, 1",
    "LAB_CERTIFICATION, 181, 204, 8",
    "CROSS_REFERENCE, 205, 229, 5",
    "COVERAGE, 230, 230, 1",
    "ASC_PAYMENT_GROUP, 231, 232, 1",
    "ASC_EFFECTIVE_DATE, 233, 240, 1",
    "MOG_PAYMENT_GROUP, 241, 243, 1",
    "MOG_PAYMENT_POLICY, 244, 244, 1",
    "MOG_EFFECTIVE_DATE, 245, 252, 1",
    "PROCESSING_NOTE, 253, 256, 1",
    "BETOS, 257, 259, 1",
    "FILLER_AFTER_BETOS, 260, 260, 1",
    "TYPE_OF_SERVICE, 261, 265, 5",
    "ANESTHESIA_BASE_UNITS, 266, 268, 1",
    "ADDED_DATE, 269, 276, 1",
    "ACTION_EFFECTIVE_DATE, 277, 284, 1",
    "TERMINATION_DATE, 285, 292, 1",
    "ACTION, 293, 293, 1",
    "FILLER_AT_END, 294, 320, 1"
  })
  void standsWhereTheRecordLayoutPutsIt(LayoutField field, int begin, int end, int occurs) {
    assertThat(field.begin(1)).isEqualTo(begin);
    assertThat(field.end(field.occurs())).isEqualTo(end);
    assertThat(field.occurs()).isEqualTo(occurs);
  }

  @ParameterizedTest
  @CsvSource({
    "PRICING_INDICATOR, 2",
    "COVERAGE_ISSUES_MANUAL, 6",
    "CARRIERS_MANUAL, 8",
    "LAB_CERTIFICATION, 3",
    "CROSS_REFERENCE, 5",
    "TYPE_OF_SERVICE, 1",
    "LONG_DESCRIPTION, 80",
    "FILLER_AT_END, 27"
  })
  void isAsWideAsOneOccurrence(LayoutField field, int width) {
    assertThat(field.width()).isEqualTo(width);
  }

  @ParameterizedTest
  @EnumSource(LayoutField.class)
  void isADateExactlyWhenItsAliasSaysSo(LayoutField field) {
    assertThat(field.type() == LayoutField.Type.DATE)
        .isEqualTo(field.standardAlias().endsWith("_DT"));
  }

  @Test
  void decodesEachIndicatorByOneField() {
    assertThat(Arrays.stream(LayoutField.values()).flatMap(field -> field.indicator().stream()))
        .containsExactlyInAnyOrder(Indicator.values());
  }

  @ParameterizedTest
  @EnumSource(LayoutField.class)
  void aCodedFieldIsNamedLikeItsIndicatorAndIsText(LayoutField field) {
    field
        .indicator()
        .ifPresent(
            indicator -> {
              assertThat(indicator.name()).isEqualTo(field.name());
              assertThat(field.type()).isEqualTo(LayoutField.Type.TEXT);
            });
    assertThat(field.indicator().isEmpty())
        .isEqualTo(Arrays.stream(Indicator.values()).noneMatch(i -> i.name().equals(field.name())));
  }
}

package org.openhcpcs.source.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.LayoutField;

class FieldReaderTest {

  @ParameterizedTest
  @EnumSource(Field.class)
  void takesBlanksForAnEmptyField(Field field) {
    for (String blank : new String[] {"", " ", "        "}) {
      assertThat(FieldReader.read(field, blank)).isEqualTo(FieldReader.FieldValue.of(""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Z2 ', Z2",
    "' Z2', Z2",
    "Z2, Z2",
    "'A  B', 'A  B'",
    "'00', 00",
    "' \u00a0x\u00a0 ', '\u00a0x\u00a0'"
  })
  void keepsATextAsItIsBetweenBlanks(String raw, String value) {
    assertThat(FieldReader.read(Field.BETOS, raw)).isEqualTo(FieldReader.FieldValue.of(value));
  }

  @ParameterizedTest
  @CsvSource({
    "19860101, 1986-01-01",
    "20200229, 2020-02-29",
    "20191231, 2019-12-31",
    "99991231, 9999-12-31",
    "00010101, 0001-01-01",
    "' 19860101', 1986-01-01"
  })
  void readsADate(String raw, String value) {
    assertThat(FieldReader.read(Field.ADDED_DATE, raw)).isEqualTo(FieldReader.FieldValue.of(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20190229",
        "20200001",
        "20201301",
        "20200100",
        "20200132",
        "20200431",
        "00000101",
        "00000000",
        "2020010",
        "202001011",
        "20O00101",
        "20 00101",
        "２０２００１０１",
        "+2020010",
        "2020010\t"
      })
  void findsWhatIsNoDate(String raw) {
    assertThat(FieldReader.read(Field.ADDED_DATE, raw))
        .isEqualTo(
            new FieldReader.FieldValue(
                "",
                Optional.of(
                    Finding.error(
                            "field-date",
                            "the field is no date; it was left empty and the raw line kept")
                        .in(Field.ADDED_DATE, raw)
                        .expected("YYYYMMDD or blank"))));
  }

  /** As where a quotation mark out of place swallows the cells and lines behind it. */
  @Test
  void leavesEmptyWhatIsLongerThanAnyValue() {
    String longest = "x".repeat(FieldReader.LONGEST_VALUE);
    assertThat(FieldReader.read(Field.COVERAGE, " " + longest + " "))
        .isEqualTo(FieldReader.FieldValue.of(longest));
    assertThat(FieldReader.read(Field.COVERAGE, longest + "y"))
        .isEqualTo(
            new FieldReader.FieldValue(
                "",
                Optional.of(
                    Finding.error(
                            "field-too-long",
                            "no such field is so long; it was left empty and the raw line kept")
                        .in(Field.COVERAGE, longest + "…")
                        .expected("at most 1 characters"))));
    for (Field description : List.of(Field.LONG_DESCRIPTION, Field.SHORT_DESCRIPTION)) {
      assertThat(FieldReader.read(description, longest + "y"))
          .isEqualTo(FieldReader.FieldValue.of(longest + "y"));
    }
  }

  @ParameterizedTest
  @CsvSource({"'  0', 0", "'0  ', 0", "000, 0", "007, 7", "' 10', 10", "999, 999", "9999, 9999"})
  void readsANumberWithoutItsPadding(String raw, String value) {
    assertThat(FieldReader.read(Field.ANESTHESIA_BASE_UNITS, raw))
        .isEqualTo(FieldReader.FieldValue.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "1.0", "O7", "1 0", "12345", "٣", "\t7"})
  void findsWhatIsNoNumber(String raw) {
    assertThat(FieldReader.read(Field.ANESTHESIA_BASE_UNITS, raw))
        .isEqualTo(
            new FieldReader.FieldValue(
                "",
                Optional.of(
                    Finding.error(
                            "field-number",
                            "the field is no number; it was left empty and the raw line kept")
                        .in(Field.ANESTHESIA_BASE_UNITS, raw)
                        .expected("digits or blank"))));
  }

  @ParameterizedTest
  @ValueSource(chars = {'\0', '\t', '\u001f', '\u007f', '\u0081', '\u009d'})
  void keepsAndFindsATextWithAControlCharacter(char control) {
    String value = "1861" + (control == '\0' ? '\u2400' : control) + "S";
    assertThat(FieldReader.read(Field.STATUTE, "1861" + control + "S "))
        .isEqualTo(
            new FieldReader.FieldValue(
                value,
                Optional.of(
                    Finding.warning(
                            "field-control-character",
                            "a control character stands in the field; the raw line was kept")
                        .in(Field.STATUTE, value)
                        .expected("printable characters"))));
  }

  @ParameterizedTest
  @EnumSource(
      value = Field.class,
      names = {"LONG_DESCRIPTION", "SHORT_DESCRIPTION"})
  void turnsATabInADescriptionToABlankAndFindsIt(Field description) {
    assertThat(FieldReader.read(description, "\tper\tmile\t"))
        .isEqualTo(
            new FieldReader.FieldValue(
                "per mile",
                Optional.of(
                    Finding.warning(
                            "field-control-character",
                            "a control character stands in the field; the raw line was kept")
                        .in(description, "\tper\tmile\t")
                        .expected("printable characters"))));
  }

  @Test
  void turnsALineBreakInADescriptionToABlank() {
    assertThat(FieldReader.read(Field.LONG_DESCRIPTION, "per \r\n mile\nor\rless\n").value())
        .isEqualTo("per mile or less");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9/30/2025",
        "2025-09-30",
        "2025-9-30",
        "2025-09-30 00:00:00",
        "2025-09-30T00:00:00.000",
        "20250930.0"
      })
  void readsADateThatIsWrittenOtherwiseAndFindsIt(String text) {
    assertThat(FieldReader.read(Field.ADDED_DATE, text))
        .isEqualTo(
            new FieldReader.FieldValue(
                "2025-09-30",
                Optional.of(
                    Finding.info("field-date-form", "the date is not written as YYYYMMDD")
                        .in(Field.ADDED_DATE, text)
                        .expected("2025-09-30"))));
  }

  @Test
  void readsATabAloneAsNoDescription() {
    FieldReader.FieldValue result = FieldReader.read(Field.SHORT_DESCRIPTION, " \t ");
    assertThat(result.value()).isEmpty();
    assertThat(result.finding())
        .get()
        .extracting(Finding::rule)
        .isEqualTo("field-control-character");
  }

  @ParameterizedTest
  @CsvSource({
    "ADDED_DATE, 10000, 1927-05-18",
    "ADDED_DATE, 45930, 2025-09-30",
    "TERMINATION_DATE, 69999, 2091-08-24",
    "PRICING_INDICATOR_1, 0, 00",
    "PROCESSING_NOTE, 38, 0038",
    "LAB_CERTIFICATION_1, 10, 010",
    "ASC_PAYMENT_GROUP, 1, 01"
  })
  void readsANumberCellAsItWasMeantAndFindsIt(Field field, String number, String meant) {
    FieldReader.FieldValue result = FieldReader.readNumberCell(field, number);
    assertThat(result.value()).isEqualTo(meant);
    assertThat(result.finding())
        .contains(
            Finding.info(
                    "field-number-cell",
                    field.type() == LayoutField.Type.DATE
                        ? "the cell holds Excel's own date instead of YYYYMMDD"
                        : "the cell holds a number that lost its leading zeros")
                .in(field, number)
                .expected(meant));
  }

  @ParameterizedTest
  @CsvSource({
    "ADDED_DATE, 20250930, 2025-09-30",
    "PRICING_INDICATOR_1, 51, 51",
    "LAB_CERTIFICATION_1, 110, 110",
    "PROCESSING_NOTE, 1338, 1338",
    "BETOS, 1, 1",
    "COVERAGE_ISSUES_MANUAL_1, 35, 35",
    "CROSS_REFERENCE_1, 10010, 10010",
    "ANESTHESIA_BASE_UNITS, 0, 0",
    "TYPE_OF_SERVICE_1, 9, 9"
  })
  void readsANumberCellOfFullWidthWithoutAFinding(Field field, String number, String value) {
    assertThat(FieldReader.readNumberCell(field, number))
        .isEqualTo(FieldReader.FieldValue.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999", "70000", "45930.5", "0", "-45930", "1E+40"})
  void findsANumberCellThatIsNoDate(String number) {
    FieldReader.FieldValue result = FieldReader.readNumberCell(Field.ADDED_DATE, number);
    assertThat(result.value()).isEmpty();
    assertThat(result.finding()).get().extracting(Finding::rule).isEqualTo("field-date");
  }

  @ParameterizedTest
  @ValueSource(strings = {"~", "\u00a0", "’", "Æ"})
  void acceptsEveryPrintableCharacter(String text) {
    assertThat(FieldReader.read(Field.STATUTE, text)).isEqualTo(FieldReader.FieldValue.of(text));
  }

  @Test
  void stripsBlanksAndNoOtherWhiteSpace() {
    assertThat(FieldReader.strip("  a b  ")).isEqualTo("a b");
    assertThat(FieldReader.strip(" \ta\u00a0 ")).isEqualTo("\ta\u00a0");
    assertThat(FieldReader.strip("a")).isEqualTo("a");
    assertThat(FieldReader.strip("   ")).isEmpty();
    assertThat(FieldReader.strip("")).isEmpty();
  }
}

package org.openhcpcs.code.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTextTest {

  @ParameterizedTest
  @CsvFileSource(
      resources = "descriptions.csv",
      numLinesToSkip = 1,
      delimiter = '|',
      quoteCharacter = '"')
  void readsWhatAUnitStandsFor(
      String description,
      BigDecimal amount,
      String unit,
      String ucum,
      String basis,
      String source) {
    BilledUnit read = UnitText.read(description).unit().orElseThrow();
    assertThat(read.amount()).isEqualByComparingTo(amount);
    assertThat(List.of(read.unit().name(), read.ucum(), read.basis().label(), read.source()))
        .containsExactly(unit, ucum, basis, source);
    assertThat(description).contains(read.source());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unclassified drugs",
        "Injection, tarovaline, 0,500 mg",
        "Tarovaline, oral, less than or equal to 3 mg tarovaline",
        "Tarovaline, oral, greater than 6 mg, but less than or equal to 10 mg",
        "Injection, tarovaline, intramuscular, over 10 cc",
        "Injection, tarovaline, 1-50 mg",
        "Injection, tarovaline, 1 - 50 mg",
        "Solution, any strength, 10 to 51 grams of protein",
        "Syringe with needle for external insulin pump, sterile, 3cc",
        "Disposable drug delivery system, flow rate of 50 ml or greater per hour",
        "Insulin delivery device, reusable pen; 1.5 ml size",
        "Visit of an established patient that provides up to 56 mg of tarovaline nasal",
        "Any fasting laboratory test result of tarova = 190 mg/dl",
        "Therapy, each additional 15 minutes",
        "Office visit, typically 20 minutes are spent with the patient",
        "Technetium tc 99m tarova",
        "Tarova, 52 mm",
      })
  void saysNothingWhereTheTextDoesNot(String description) {
    UnitReading read = UnitText.read(description);
    assertThat(read.unit()).isEmpty();
    assertThat(read.contradicting()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Injection, tarovaline 50 mg and amyline 25 mg|50 mg;25 mg",
        "Injection, tarovaline 3 mg and amyline sodium phosphate 3 mg|3 mg;3 mg",
        "Injection, liposomal, 1 mg tarovaline and 2.27 mg amyline|1 mg;2.27 mg",
        "Injection, tarovaline, up to 50 mg/25 mg|up to 50 mg;25 mg",
        "Injection, tarovaline and amyline, 2mg/3mg|2mg;3mg",
        "Tarovaline, up to 2.5 mg and amyline, up to 0.5 mg, final product|up to 2.5 mg;up to 0.5 mg",
        "Tarovaline, per 1 mg (tarova) or per 0.5 mg (levotarova)|per 1 mg;per 0.5 mg",
        "Injection, tarovaline, 1 cc, 200 mg|1 cc;200 mg",
        "Injection, tarovaline, 10 mg/ml|10 mg",
        "Injection, tarovaline, 100 units per vial|100 units",
        "Injection, tarovaline, 10 mg per ml|10 mg;per ml",
        "Injection, tarovaline, 10 mg/5 ml|10 mg;5 ml",
      })
  void saysWhatContradictsItselfAndGivesNoUnit(String description, String quantities) {
    UnitReading read = UnitText.read(description);
    assertThat(read.unit()).isEmpty();
    assertThat(read.contradicting())
        .extracting(BilledUnit::source)
        .containsExactly(quantities.split(";"));
  }

  @Test
  void keepsWhatOnlyLimitsAUnit() {
    assertThat(UnitText.read("Tarova, per study dose, up to 30 millicuries").bounds())
        .extracting(BilledUnit::source)
        .containsExactly("up to 30 millicuries");
  }

  @Test
  void readsALongTextInTime() {
    String description = "Injection, " + "million and more of 1 ".repeat(2_000) + ", 10 mg";
    assertThat(UnitText.read(description).unit().orElseThrow().source()).isEqualTo("10 mg");
  }

  @Test
  void takesNoneOfAnythingForNoUnit() {
    assertThat(UnitText.read("Injection, tarovaline, 0 mg").unit()).isEmpty();
    assertThat(UnitText.read("Injection, tarovaline, per 0.0 mg").unit()).isEmpty();
  }
}

package org.openhcpcs.code.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DosageComparisonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Injection, tarovaline, 1000 mg|1 GM",
        "Injection, tarovaline, up to 250 mg|250 MG",
        "Injection, tarovaline, per 1,000 usp units|1000 UNITS",
        "Injection, tarovaline, per cc|1 ML",
        "Injection, tarovaline, per single dose vial|1 EA",
        "Tarovaleucel, up to 200 million car t cells, per therapeutic dose|UP TO 200 MILLION CAR T CELLS",
        "Injection, tarovaline 50 mg and amyline 25 mg|75mg (50mg trv/25mg amy)",
        "Injection, tarovaline and amyline, 0.5 g/0.125 g|.625 G",
        "Injection, tarovaline and amyline, 2mg/3mg|2 MG - 3 MG",
        "Tarovaline 5 mg/amyline 20 mg, suspension, 100 ml|5 MG/20 MG 100 ML",
        "Injection, tarovaline, less than or equal to 7 days|Less than or equal to 7 days of therapy",
        "Injection, tarovaline, 10 mg|see notes",
      })
  void findsNoDifferenceWhereBothSayTheSame(String description, String dosage) {
    assertThat(DosageComparison.difference(description, dosage)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Injection, tarovaline, 0.1 mg|1 MG|a unit is 0.1 mg, where the file states the dosage 1 MG",
        "Injection, tarovaline, 1 mg|1 IU|a unit is 1 mg, where the file states the dosage 1 IU",
        "Injection, tarovaline, per dose|2 ML|a unit is 1 dose, where the file states the dosage 2 ML",
        "Injection, tarovaline, over 10 cc|10 CC|the description does not say what a unit is, where the file states the dosage 10 CC",
        "Injection, tarovaline 235 mg and amyline 0.25 mg|0.25 MG|the description has 235 mg and 0.25 mg, where the file states the dosage 0.25 MG",
        "Injection, tarovaline, 4 mg|2 MG/3 MG|a unit is 4 mg, where the file states the dosage 2 MG/3 MG",
      })
  void saysHowTheyDiffer(String description, String dosage, String difference) {
    assertThat(DosageComparison.difference(description, dosage)).contains(difference);
  }
}

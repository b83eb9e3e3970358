package org.openhcpcs.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FindingTest {

  private static final Finding PLAIN = Finding.error("field-date", "no date");

  @Test
  void beginsWithSeverityRuleAndMessage() {
    assertThat(PLAIN)
        .isEqualTo(
            new Finding(
                Severity.ERROR, "field-date", null, null, null, null, null, null, "no date"));
  }

  @Test
  void takesItsPlaceCodeFieldAndTextInAnyOrder() {
    Finding whole =
        new Finding(
            Severity.ERROR,
            "field-date",
            "A0021",
            "added_date",
            "a.txt",
            12,
            "2020O101",
            "YYYYMMDD or blank",
            "no date");
    assertThat(
            PLAIN
                .at("a.txt", 12)
                .about("A0021")
                .in(Field.ADDED_DATE, "2020O101")
                .expected("YYYYMMDD or blank"))
        .isEqualTo(whole);
    assertThat(
            PLAIN
                .expected("YYYYMMDD or blank")
                .observed("other")
                .in("added_date", "2020O101")
                .about("A0021")
                .at("a.txt", 12))
        .isEqualTo(whole);
  }

  @Test
  void changesOnlyWhatIsObserved() {
    Finding placed = PLAIN.at("a.txt", 12).about("A0021").in(Field.ADDED_DATE, "x");
    assertThat(placed.observed("y")).isEqualTo(placed.in(Field.ADDED_DATE, "y"));
  }

  @Test
  void hasNoLineWhenItIsAboutAWholeFile() {
    Finding placed = PLAIN.at("a.txt", 12).at("b.txt");
    assertThat(placed.file()).isEqualTo("b.txt");
    assertThat(placed.line()).isNull();
  }

  @Test
  void namesItsSeverityAsTheDatabaseDoes() {
    assertThat(Arrays.stream(Severity.values()).map(Severity::label))
        .containsExactly("info", "warning", "error");
  }
}

package org.openhcpcs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;

class SampleDataTest {

  private final SampleRelease january = SampleData.january();
  private final SampleRelease april = SampleData.april();

  private Stream<SampleRecord> all() {
    return Stream.concat(january.records().stream(), april.records().stream());
  }

  @Test
  void showsEveryActionCode() {
    assertThat(all().map(sample -> sample.get(Field.ACTION)))
        .contains("A", "B", "C", "D", "F", "N", "P", "R", "S", "T");
  }

  @Test
  void inventsNoCodeOfAnotherLevel() {
    assertThat(all().filter(sample -> sample.kind() == Kind.PROCEDURE))
        .allMatch(sample -> sample.code().matches("[A-CE-V]\\d{4}"));
    assertThat(all().filter(sample -> sample.kind() == Kind.MODIFIER))
        .allMatch(sample -> sample.code().matches("[A-Z][A-Z0-9]"));
  }

  @Test
  void hasTheRealRecordsInBothEditions() {
    for (String code : List.of("S9336", "S9372", "S9379")) {
      assertThat(january.record(code)).isEqualTo(april.record(code));
      assertThat(january.record(code).get(Field.PROCESSING_NOTE)).isEqualTo("0088");
      assertThat(january.record(code).get(Field.ADDED_DATE)).isEqualTo("20020101");
    }
    assertThat(january.record("S9372").get(Field.SHORT_DESCRIPTION))
        .isEqualTo("Ht inj anticoag diem");
    assertThat(january.record("S9336").get(Field.LONG_DESCRIPTION)).hasSize(251);
    assertThat(january.record("S9372").get(Field.LONG_DESCRIPTION)).hasSize(335);
    assertThat(january.record("S9379").get(Field.LONG_DESCRIPTION)).hasSize(237);
  }

  @Test
  void bringsOneCodeBackUnderItsMeaningAndOneUnderAnother() {
    SampleRecord ended = january.record(SampleCase.REACTIVATED);
    SampleRecord back = april.record(SampleCase.REACTIVATED);
    assertThat(ended.get(Field.TERMINATION_DATE)).isEqualTo("20071231");
    assertThat(back.get(Field.TERMINATION_DATE)).isEmpty();
    assertThat(back.get(Field.ACTION)).isEqualTo("R");
    assertThat(back.get(Field.ADDED_DATE)).isEqualTo(ended.get(Field.ADDED_DATE));
    assertThat(back.get(Field.LONG_DESCRIPTION)).isEqualTo(ended.get(Field.LONG_DESCRIPTION));

    SampleRecord reused = april.record(SampleCase.REUSED);
    assertThat(january.record(SampleCase.REUSED).get(Field.TERMINATION_DATE)).isEqualTo("20040331");
    assertThat(reused.get(Field.TERMINATION_DATE)).isEmpty();
    assertThat(reused.get(Field.ADDED_DATE)).isEqualTo("20080401");
  }

  @Test
  void changesSilently() {
    for (String code : List.of(SampleCase.SILENT, SampleCase.SILENT_BY_CORRECTION)) {
      assertThat(april.record(code)).isNotEqualTo(january.record(code));
      assertThat(april.record(code).get(Field.ACTION)).isEqualTo("N");
    }
  }

  @Test
  void terminatesWithinAQuarter() {
    SampleRecord ended = april.record(SampleCase.TERMINATED_MID_QUARTER);
    assertThat(ended.get(Field.TERMINATION_DATE)).isEqualTo("20080215");
    assertThat(ended.get(Field.ACTION_EFFECTIVE_DATE)).isEqualTo("20080216");
    assertThat(april.lists(ended.get(Field.CROSS_REFERENCE_1))).isTrue();
  }

  @Test
  void losesACodeWithoutTerminatingIt() {
    assertThat(january.record(SampleCase.VANISHED).get(Field.TERMINATION_DATE)).isEmpty();
    assertThat(april.lists(SampleCase.VANISHED)).isFalse();
  }

  @Test
  void hasDamage() {
    assertThat(january.record(SampleCase.UNKNOWN_PRICING).get(Field.PRICING_INDICATOR_1))
        .isEqualTo("77");
    assertThat(january.record(SampleCase.DAMAGED_DATE).get(Field.ACTION_EFFECTIVE_DATE))
        .isEqualTo("20O40101");
    assertThat(january.damagedLines()).hasSize(1);
  }

  @Test
  void hasLongDescriptionsAndOneThatGoesOnWithDigits() {
    assertThat(CodeText.lines(january.record(SampleCase.LONGEST))).hasSize(15);
    assertThat(CodeText.lines(january.record(SampleCase.LONG_MODIFIER)).get(1))
        .startsWith("   W8002008");
    assertThat(CodeText.lines(january.record(SampleCase.DIGITS_BEHIND_RIC)).get(1))
        .startsWith("B33010020046");
  }
}

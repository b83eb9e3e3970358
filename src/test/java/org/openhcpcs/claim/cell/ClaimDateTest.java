package org.openhcpcs.claim.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.source.text.TypedDate;

class ClaimDateTest {

  @ParameterizedTest
  @CsvSource({
    "2008-06-01, 2008-06-01",
    "2008/06/01, 2008-06-01",
    "2008/06/01 00:00:00, 2008-06-01",
    "20080601, 2008-06-01",
    "6/1/2008, 2008-06-01",
    "06/01/2008, 2008-06-01",
    "2008-06-01 00:00:00, 2008-06-01",
    "2008-06-01 00:00:00.000, 2008-06-01",
    "2008-06-01T00:00:00, 2008-06-01",
    "2008-06-01T00:00:00Z, 2008-06-01",
    "2008-06-01T00:00:00+00:00, 2008-06-01",
    "2008-06-01 00:00:00+00, 2008-06-01",
    "2008-06-01T00:00:00.000-05:00, 2008-06-01",
    "6/1/2008 0:00, 2008-06-01",
    "6/1/2008 12:00:00 AM, 2008-06-01",
    "01-JUN-2008, 2008-06-01",
    "1-Jun-2008, 2008-06-01",
    "01jun2008, 2008-06-01",
    "1Jun2008, 2008-06-01",
    "01JUN2008:00:00:00, 2008-06-01",
    "31-dec-2008 00:00:00, 2008-12-31",
    "2008/6/1, 2008-06-01",
    "2008-6-1, 2008-06-01",
    "2008-06-1, 2008-06-01",
    "2008/6/01 0:00, 2008-06-01",
    "39600, 2008-06-01",
    "39600.0, 2008-06-01",
    "1965-02-28, 1965-02-28",
    "0001-01-01, 0001-01-01",
    "9999-12-31, 9999-12-31"
  })
  void readsDatesAsTheyStandInClaims(String text, LocalDate date) {
    assertThat(ClaimDate.read(text, true)).isEqualTo((int) date.toEpochDay());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-02-30",
        "2019-02-29",
        "1900-02-29",
        "31/01/2019",
        "2019-1/5",
        "2019/13/1",
        "2019/2/29",
        "2019//11",
        "2019/111/",
        "2019-003-1",
        "2019-1-005",
        "2019.1.5",
        "2019/01-05",
        "2019-01/05",
        "2019/13/01",
        "0000-01-01",
        "1/5/19",
        "2008-06-01 10:30:00",
        "20080601.0",
        "01-JUN-08",
        "31-JUN-2008",
        "01-JUNE-2008",
        "01-ANF-2008",
        "01-JUN2008",
        "01JUN-2008",
        "001JUN2008",
        "01-JÜN-2008",
        "-JUN-2008",
        "JUN2008",
        "today",
        "19999",
        "80000",
        "",
        "2008-06-01 00:00:00 x",
        "2008-06-01T05:00:00Z",
        "2008-06-01T00:00:00-5",
        "-008-01-01",
        "//2008//01"
      })
  void tellsWhatIsNoDate(String text) {
    assertThat(ClaimDate.read(text, true)).isEqualTo(ClaimDate.NONE);
  }

  @Test
  void takesNoNumberForADateUnlessItMay() {
    assertThat(ClaimDate.read("39600", false)).isEqualTo(ClaimDate.NONE);
  }

  @Test
  void looksForNoMidnightInALongText() {
    String text = "2008-06-01" + " ".repeat(1 << 20) + "x";
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(ClaimDate.read(text, true)).isEqualTo(ClaimDate.NONE));
  }

  /** Two readings of the same rule. */
  @Test
  void readsAsEverythingElseInTheProgramDoes() {
    Random random = new Random(1);
    List<String> forms =
        List.of(
            "%1$04d-%2$02d-%3$02d",
            "%1$04d/%2$02d/%3$02d",
            "%1$04d-%2$d-%3$02d",
            "%1$04d/%2$d/%3$d",
            "%1$04d%2$02d%3$02d",
            "%2$d/%3$d/%1$04d");
    for (int i = 0; i < 20_000; i++) {
      int year = random.nextInt(4) == 0 ? random.nextInt(9999) : 1975 + random.nextInt(100);
      String text =
          forms
              .get(random.nextInt(forms.size()))
              .formatted(year, random.nextInt(14), random.nextInt(33));
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(ClaimDate.read(bytes, 0, bytes.length))
          .as(text)
          .isEqualTo(
              TypedDate.read(text).map(day -> (int) day.toEpochDay()).orElse(ClaimDate.NONE));
    }
  }
}

package org.openhcpcs.feed.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Field;

/** Both sides of the days on which a code begins and ends. */
class CodeStatusTest {

  @ParameterizedTest
  @CsvSource({
    "2007-12-31, FUTURE",
    "2008-01-01, ACTIVE",
    "2008-02-15, ACTIVE",
    "2008-02-16, TERMINATED"
  })
  void isActiveFromItsFirstDayToItsLast(LocalDate day, CodeStatus status) {
    Row row =
        TestRows.row(
            "A0001", Map.of(Field.ADDED_DATE, "2008-01-01", Field.TERMINATION_DATE, "2008-02-15"));
    assertThat(CodeStatus.of(row, day)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"0001-01-01, ACTIVE", "9999-12-31, ACTIVE"})
  void isActiveAlwaysWithoutDates(LocalDate day, CodeStatus status) {
    assertThat(CodeStatus.of(TestRows.row("A0001", Map.of()), day)).isEqualTo(status);
  }
}

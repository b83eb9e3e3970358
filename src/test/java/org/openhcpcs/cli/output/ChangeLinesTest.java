package org.openhcpcs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.database.RowQuery;

class ChangeLinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "added | | | | added",
        "changed | coverage | C | D | coverage: C -> D",
        "changed | coverage | | D | coverage: (blank) -> D",
        "terminated | termination_date | | 2022-12-31 | terminated: termination_date: (blank) -> 2022-12-31",
        "reactivated | termination_date | 2022-12-31 | | reactivated: termination_date: 2022-12-31 -> (blank)",
        "changed | long_description | bath seat, each | bath stool, each | long_description: bath [-seat,-] {+stool,+} each",
        "changed | short_description | Bath seat | BATH SEAT | short_description: Bath seat -> BATH SEAT",
        "changed | short_description | Bath seat old | BATH seat new | short_description: Bath seat old -> BATH seat new",
        "changed | long_description | bath  seat | bath seat | long_description: bath  seat -> bath seat",
      })
  void tellsBothValuesAsTheyWere(
      String change,
      @Nullable String field,
      @Nullable String older,
      @Nullable String newer,
      String told) {
    assertThat(row("2023-01", "E0240", change, field, "N", "2023-01-01", "f", older, newer, "f"))
        .containsExactly("2023-01", "E0240", "N", "2023-01-01", "", told);
  }

  @ParameterizedTest
  @CsvSource({"t, silent", "f, ''"})
  void saysWhetherAChangeIsSilent(String silent, String said) {
    assertThat(row("2023-01", "E0240", "absent", null, null, null, silent, null, null, "f"))
        .containsExactly("2023-01", "E0240", "", "", said, "absent");
  }

  @Test
  void saysWhichFieldsChangedWhileACodeWasNotListed() {
    assertThat(
            row("2023-01", "E0240", "changed", "coverage", "A", "2023-01-01", "f", "C", "D", "t"))
        .containsExactly(
            "2023-01", "E0240", "A", "2023-01-01", "", "after a gap: coverage: C -> D");
  }

  private static List<@Nullable String> row(@Nullable String... values) {
    List<@Nullable String> printed = new ArrayList<>();
    ChangeLines lines =
        new ChangeLines(
            new RowQuery.RowPrinter() {
              @Override
              public void columns(List<RowQuery.ResultColumn> columns) {
                assertThat(columns).hasSize(6);
              }

              @Override
              public void row(List<@Nullable String> row) {
                printed.addAll(row);
              }

              @Override
              public void close() {
                // nothing is open
              }
            });
    lines.columns(List.of());
    lines.row(Arrays.asList(values));
    lines.close();
    return printed;
  }
}

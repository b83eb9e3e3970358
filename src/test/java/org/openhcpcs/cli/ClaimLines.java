package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Claim lines that {@code check} and another engine judge, by the table that the program writes.
 *
 * @param folder where that table and the lines are written
 */
record ClaimLines(TestProgram program, Path folder) {

  /** Writes the table, in every format. */
  Path feed(String name, String... options) {
    Path target = folder.resolve(name);
    List<String> line = new ArrayList<>(List.of("feed", "--validity", "--out", target.toString()));
    line.addAll(List.of("--format", "csv,jsonl,parquet"));
    line.addAll(List.of(options));
    program.print(line.toArray(String[]::new));
    return target;
  }

  /** What {@code check} says of each line, in the order of the lines. */
  List<List<String>> checked(Path file, String knownOn) {
    Path out = folder.resolve("checked.csv");
    program.print("check", "-q", "--known-on", knownOn, file.toString(), "--out", out.toString());
    return Duck.rows(
        "select claim_id, verdict, reason, replacement, edition, checked from "
            + Duck.table(out)
            + " order by claim_id::int");
  }

  /** Code, first day and end of each span. */
  static List<List<String>> spans(Path validity) {
    return Duck.rows(
        "select code, valid_from, valid_to from '"
            + validity.resolve("validity.parquet")
            + "' order by code, valid_from");
  }

  /**
   * Lines of both ends of every span: one equality and one range find one row for each, which says
   * what {@code check} does.
   */
  void areJudgedByTheFeedAsByCheck(Path validity, String knownOn) throws IOException {
    Path lines = folder.resolve("boundaries.csv");
    StringBuilder text = new StringBuilder("claim_id,code,date_of_service\r\n");
    int count = 0;
    for (List<String> span : spans(validity)) {
      for (LocalDate day :
          List.of(LocalDate.parse(span.get(1)), LocalDate.parse(span.get(2)).minusDays(1))) {
        text.append(count++).append(',').append(span.get(0)).append(',').append(day).append("\r\n");
      }
    }
    Files.writeString(lines, text);
    assertThat(
            Duck.rows(
                """
                select claim_id, verdict, reason, replacement, edition, code
                from %s c join '%s' v using (code)
                where c.date_of_service::date >= v.valid_from and c.date_of_service::date < v.valid_to
                order by claim_id::int
                """
                    .formatted(Duck.table(lines), validity.resolve("validity.parquet"))))
        .hasSize(count)
        .isEqualTo(checked(lines, knownOn));
    assertThat(
            Duck.value(
                """
                select count(*)
                from (
                  select valid_from, valid_to, lag(valid_to, 1, date '1900-01-01') over life as before,
                    lead(valid_from, 1, date '9999-12-31') over life as after
                  from '%s'
                  window life as (partition by code order by valid_from)
                )
                where valid_from >= valid_to or before <> valid_from or after <> valid_to
                """
                    .formatted(validity.resolve("validity.parquet"))))
        .isEqualTo("0");
  }
}

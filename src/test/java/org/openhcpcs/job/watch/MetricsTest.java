package org.openhcpcs.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.ledger.StatusFacts;

/** The metrics keep to Prometheus's text format, and say nothing that nobody knows. */
class MetricsTest {

  private static final Instant NOW = Instant.parse("2025-10-02T00:00:00Z");

  private static RunEnd end(RunLog.RunOutcome outcome, Optional<ErrorCode> errorCode) {
    return new RunEnd(
        Optional.of(7),
        "refresh",
        NOW.minusMillis(2500),
        NOW,
        new CommandResult(outcome, errorCode, "a message"),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            stage("parse", 100, 68, 1, null),
            stage("parse", 10, 10, 0, null),
            stage("stage", 68, 30, 0, null),
            stage("publish", 30, 68, 0, null)));
  }

  private static RunLog.LoggedStage stage(
      String name, int read, int written, int rejected, @Nullable ErrorCode errorCode) {
    return new RunLog.LoggedStage(
        "2025-10", "0".repeat(64), name, NOW, 5, read, written, rejected, 0, errorCode);
  }

  private static Metrics.LoadedFacts loaded() {
    return new Metrics.LoadedFacts(
        new StatusFacts(
            Optional.of(
                new StatusFacts.Newest(
                    new Edition(2025, 10),
                    1,
                    LocalDate.of(2025, 10, 1),
                    LocalDate.of(2025, 9, 12),
                    NOW)),
            List.of(),
            Optional.of(NOW.minusSeconds(10)),
            List.of(),
            List.of(new Edition(2025, 7))),
        new StatusFacts.Totals(4, 8000, 380, 3, 2, 1));
  }

  private static String done() {
    return Metrics.text(end(RunLog.RunOutcome.DONE, Optional.empty()), Optional.of(loaded()));
  }

  private static String away() {
    return Metrics.text(
        end(RunLog.RunOutcome.FAILED, Optional.of(ErrorCode.DATABASE_UNREACHABLE)),
        Optional.empty());
  }

  @Test
  void tellsWhatTheRunDidAndWhatIsLoaded() {
    assertThat(done().lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "hcpcs_last_run_timestamp_seconds 1759363200",
            "hcpcs_last_run_seconds 2.500",
            "hcpcs_last_run_exit_code 0",
            "hcpcs_last_run_outcome{outcome=\"done\"} 1",
            "hcpcs_last_run_outcome{outcome=\"nothing new\"} 0",
            "hcpcs_last_run_outcome{outcome=\"refused\"} 0",
            "hcpcs_last_run_outcome{outcome=\"failed\"} 0",
            "hcpcs_last_run_lines_read 110",
            "hcpcs_last_run_lines_rejected 1",
            "hcpcs_last_run_records_published 68",
            "hcpcs_database_up 1",
            "hcpcs_last_success_timestamp_seconds 1759363190",
            "hcpcs_newest_edition_effective_timestamp_seconds 1759276800",
            "hcpcs_newest_edition_age_seconds 86400",
            "hcpcs_editions 4",
            "hcpcs_codes 8000",
            "hcpcs_modifiers 380",
            "hcpcs_editions_refused 1",
            "hcpcs_findings{severity=\"info\"} 3",
            "hcpcs_findings{severity=\"warning\"} 2",
            "hcpcs_findings{severity=\"error\"} 1");
  }

  @Test
  void keepsToTheFormat() {
    for (String text : List.of(done(), away())) {
      assertThat(text).endsWith("\n");
      Pattern sample =
          Pattern.compile("([a-z_]+)(\\{[a-z]+=\"[^\"\\\\]*\"})? -?[0-9]+(\\.[0-9]+)?");
      Set<String> names = new HashSet<>();
      String name = "";
      boolean hasSample = true;
      for (String line : text.lines().toList()) {
        if (line.startsWith("# HELP ")) {
          assertThat(hasSample).as(line).isTrue();
          name = line.split(" ", 4)[2];
          assertThat(names.add(name)).as(line).isTrue();
          hasSample = false;
        } else if (line.startsWith("#")) {
          assertThat(line).isEqualTo("# TYPE " + name + " gauge");
        } else {
          assertThat(line).matches(sample);
          assertThat(line.split("[{ ]", 2)[0]).isEqualTo(name);
          hasSample = true;
        }
      }
      assertThat(hasSample).isTrue();
    }
  }

  @Test
  void tellsOnlyOfTheRunWhileTheDatabaseIsAway() {
    assertThat(away().lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "hcpcs_last_run_timestamp_seconds 1759363200",
            "hcpcs_last_run_seconds 2.500",
            "hcpcs_last_run_exit_code 5",
            "hcpcs_last_run_outcome{outcome=\"done\"} 0",
            "hcpcs_last_run_outcome{outcome=\"nothing new\"} 0",
            "hcpcs_last_run_outcome{outcome=\"refused\"} 0",
            "hcpcs_last_run_outcome{outcome=\"failed\"} 1",
            "hcpcs_last_run_lines_read 110",
            "hcpcs_last_run_lines_rejected 1",
            "hcpcs_last_run_records_published 68",
            "hcpcs_database_up 0");
  }

  @Test
  void leavesOutWhatDoesNotExistYet() {
    Metrics.LoadedFacts nothing =
        new Metrics.LoadedFacts(
            new StatusFacts(Optional.empty(), List.of(), Optional.empty(), List.of(), List.of()),
            new StatusFacts.Totals(0, 0, 0, 0, 0, 0));
    assertThat(
            Metrics.text(
                end(RunLog.RunOutcome.NOTHING_NEW, Optional.empty()), Optional.of(nothing)))
        .contains("hcpcs_editions 0\n")
        .doesNotContain("hcpcs_newest", "hcpcs_last_success");
  }
}

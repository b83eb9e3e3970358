package org.openhcpcs.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.fetch.Cadence;
import org.openhcpcs.store.ledger.StatusFacts;

/** What counts as fresh, on which day, and what counts first. */
class StatusCheckTest {

  private static final Instant SUCCESS = Instant.parse("2025-09-20T06:00:00Z");

  private static StatusCheck.DataStatus judge(
      String now, StatusCheck.Limits limits, @Nullable String newest, String... outcomes) {
    return new StatusCheck(Clock.fixed(Instant.parse(now), ZoneOffset.UTC), limits)
        .judge(
            state(newest == null ? Optional.empty() : Edition.parse(newest), List.of(), outcomes));
  }

  private static StatusFacts state(
      Optional<Edition> newest, List<Edition> refused, String... outcomes) {
    return new StatusFacts(
        newest.map(
            edition ->
                new StatusFacts.Newest(
                    edition, 1, edition.effectiveOn(), edition.effectiveOn(), SUCCESS)),
        Arrays.stream(outcomes)
            .map(
                outcome ->
                    new StatusFacts.RunFacts(
                        9, "refresh", SUCCESS, outcome, Optional.of("WHY: so\nmore")))
            .toList(),
        Arrays.asList(outcomes).contains("none") ? Optional.empty() : Optional.of(SUCCESS),
        List.of(),
        refused);
  }

  private static StatusCheck.Limits limits(
      Cadence cadence, @Nullable Integer maxAge, @Nullable Integer maxIdle) {
    return new StatusCheck.Limits(
        cadence, Optional.ofNullable(maxAge), Optional.ofNullable(maxIdle));
  }

  /** A quarter begins at midnight where CMS sits, which is four or five hours after UTC's. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2025-10-01T03:59:59Z, QUARTERLY, -, 2025-07, FRESH, 2025-07",
        "2025-10-01T04:00:00Z, QUARTERLY, -, 2025-07, STALE, 2025-10",
        "2025-10-01T04:00:00Z, QUARTERLY, -, 2025-10, FRESH, 2025-10",
        "2025-09-20T04:00:00Z, QUARTERLY, -, 2025-10, FRESH, 2025-07",
        "2025-10-01T04:00:00Z, ANNUAL, -, 2025-01, FRESH, 2025-01",
        "2026-01-01T05:00:00Z, ANNUAL, -, 2025-01, STALE, 2026-01",
        "2025-10-10T12:00:00Z, QUARTERLY, 101, 2025-07, FRESH, 2025-10",
        "2025-10-11T12:00:00Z, QUARTERLY, 101, 2025-07, STALE, 2025-10",
        "2025-10-11T12:00:00Z, QUARTERLY, -, -, NEVER_LOADED, 2025-10",
      })
  void asksForTheEditionInForce(
      String now,
      Cadence cadence,
      @Nullable Integer maxAge,
      @Nullable String newest,
      StatusCheck.Freshness verdict,
      String due) {
    StatusCheck.DataStatus status = judge(now, limits(cadence, maxAge, null), newest, "done");
    assertThat(status.verdict()).isEqualTo(verdict);
    assertThat(status.due()).hasToString(due);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-09-27T06:00:00Z, done, FRESH",
    "2025-09-27T06:00:01Z, done, STALE",
    "2025-09-21T06:00:00Z, none, STALE",
  })
  void noticesASchedulerThatStopped(String now, String outcome, StatusCheck.Freshness verdict) {
    assertThat(judge(now, limits(Cadence.QUARTERLY, null, 7), "2025-07", outcome).verdict())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "done, failed, FRESH, edition 2025-07 is loaded",
    "nothing new, failed, FRESH, edition 2025-07 is loaded",
    "running, nothing new, FRESH, edition 2025-07 is loaded",
    "running, failed, LAST_RUN_FAILED, run 9 failed: WHY: so",
    "failed, done, LAST_RUN_FAILED, run 9 failed: WHY: so",
    "killed, done, LAST_RUN_FAILED, run 9 was killed; the next one clears it",
    "refused, done, REFUSED, a gate refused a release; to look: hcpcs staged",
  })
  void judgesByTheLastRunThatEnded(
      String last, String before, StatusCheck.Freshness verdict, String reason) {
    StatusCheck.DataStatus status =
        judge(
            "2025-09-21T06:00:00Z", limits(Cadence.QUARTERLY, null, null), "2025-07", last, before);
    assertThat(status.verdict()).isEqualTo(verdict);
    assertThat(status.reason()).isEqualTo(reason);
  }

  @Test
  void staleCountsBeforeAFailedRun() {
    assertThat(
            judge(
                    "2025-10-21T06:00:00Z",
                    limits(Cadence.QUARTERLY, null, null),
                    "2025-07",
                    "failed")
                .verdict())
        .isEqualTo(StatusCheck.Freshness.STALE);
  }

  @Test
  void namesWhatWaitsForADecision() {
    assertThat(
            new StatusCheck(
                    Clock.fixed(SUCCESS, ZoneOffset.UTC), limits(Cadence.QUARTERLY, null, null))
                .judge(
                    state(Edition.parse("2025-07"), List.of(new Edition(2025, 10)), "nothing new"))
                .reason())
        .isEqualTo("a gate refused 2025-10; to look: hcpcs staged");
  }
}

package org.openhcpcs.job.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openhcpcs.code.Edition;
import org.openhcpcs.fetch.Cadence;
import org.openhcpcs.job.refresh.RefreshJob;
import org.openhcpcs.store.ledger.StatusFacts;

/**
 * Judges whether a database is as fresh as it should be today.
 *
 * @param clock tells what day it is
 */
public record StatusCheck(Clock clock, Limits limits) {

  /**
   * What is expected.
   *
   * @param cadence which editions are wanted
   * @param maxAge days since the newest edition took effect; without, the edition in force today
   *     must be there
   * @param maxIdle days since the last run that succeeded; without, it does not matter
   */
  public record Limits(Cadence cadence, Optional<Integer> maxAge, Optional<Integer> maxIdle) {}

  /** From good to bad; the worst that holds counts, but what the data is comes before the runs. */
  public enum Freshness {
    FRESH,
    /** A gate refused an edition, and somebody must decide. */
    REFUSED,
    /** The last run failed or was killed; the data is not stale yet. */
    LAST_RUN_FAILED,
    STALE,
    NEVER_LOADED
  }

  /**
   * How it is.
   *
   * @param reason in words
   * @param due the edition that is in force today
   */
  public record DataStatus(Freshness verdict, String reason, Edition due, StatusFacts state) {}

  /** Judges what is loaded. */
  public DataStatus judge(StatusFacts state) {
    LocalDate today = LocalDate.now(clock.withZone(RefreshJob.CMS_ZONE));
    Edition due = limits.cadence().inForceOn(today);
    if (state.newest().isEmpty()) {
      return new DataStatus(Freshness.NEVER_LOADED, "nothing is loaded", due, state);
    }
    return stale(state.newest().get(), state, today, due)
        .map(why -> new DataStatus(Freshness.STALE, why, due, state))
        .or(() -> run(state, due))
        .orElseGet(
            () ->
                new DataStatus(
                    Freshness.FRESH,
                    "edition " + state.newest().get().edition() + " is loaded",
                    due,
                    state));
  }

  private Optional<String> stale(
      StatusFacts.Newest newest, StatusFacts state, LocalDate today, Edition due) {
    long age = ChronoUnit.DAYS.between(newest.effectiveOn(), today);
    String what = "the newest edition is " + newest.edition();
    if (limits.maxAge().isEmpty() && newest.edition().compareTo(due) < 0) {
      return Optional.of(what + ", and " + due + " is in force");
    }
    if (limits.maxAge().isPresent() && age > limits.maxAge().get()) {
      return Optional.of(
          what + ", " + age + " days old where " + limits.maxAge().get() + " are allowed");
    }
    if (limits.maxIdle().isPresent()) {
      Instant since = clock.instant().minus(Duration.ofDays(limits.maxIdle().get()));
      if (state.lastSuccess().filter(success -> !success.isBefore(since)).isEmpty()) {
        return Optional.of(
            "no run has succeeded %s, where %s days are allowed"
                .formatted(
                    state.lastSuccess().map(success -> "since " + success).orElse("yet"),
                    limits.maxIdle().get()));
      }
    }
    return Optional.empty();
  }

  /** Judges by the last run that ended: what runs now is no success and no failure yet. */
  private static Optional<DataStatus> run(StatusFacts state, Edition due) {
    Optional<StatusFacts.RunFacts> last =
        state.runs().stream().filter(run -> !run.isRunning()).findFirst();
    String outcome = last.map(StatusFacts.RunFacts::outcome).orElse("");
    if (outcome.equals("failed") || outcome.equals("killed")) {
      return Optional.of(
          new DataStatus(
              Freshness.LAST_RUN_FAILED,
              "run %s%s"
                  .formatted(
                      last.get().number(),
                      outcome.equals("failed")
                          ? " failed: " + last.get().error().map(StatusCheck::firstLine).orElse("")
                          : " was killed; the next one clears it"),
              due,
              state));
    }
    if (!state.refused().isEmpty() || outcome.equals("refused")) {
      return Optional.of(
          new DataStatus(
              Freshness.REFUSED,
              "a gate refused %s; to look: hcpcs staged"
                  .formatted(
                      state.refused().isEmpty()
                          ? "a release"
                          : state.refused().stream()
                              .map(Edition::toString)
                              .collect(Collectors.joining(", "))),
              due,
              state));
    }
    return Optional.empty();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}

package org.openhcpcs.cli.operate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.job.watch.StatusCheck;
import org.openhcpcs.json.Json;
import org.openhcpcs.store.ledger.StatusFacts;

/** What {@code status} and {@code /healthz} tell, as one row. */
final class StatusRow {

  private StatusRow() {}

  /** An object with a member for each column; numbers are numbers, what is not known is null. */
  static Json json(StatusCheck.DataStatus status) {
    StatusFacts state = status.state();
    Optional<StatusFacts.Newest> newest = state.newest();
    Optional<StatusFacts.RunFacts> run = state.runs().stream().findFirst();
    return new Json()
        .with("status", status.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .with("reason", status.reason())
        .with("newest_edition", text(newest.map(StatusFacts.Newest::edition)))
        .with("revision", newest.map(StatusFacts.Newest::revision).orElse(null))
        .with("effective_on", text(newest.map(StatusFacts.Newest::effectiveOn)))
        .with("published_on", text(newest.map(StatusFacts.Newest::publishedOn)))
        .with("loaded_at", time(newest.map(StatusFacts.Newest::loadedAt)))
        .with("edition_in_force", status.due())
        .with("last_run", run.map(StatusFacts.RunFacts::number).orElse(null))
        .with("last_run_command", text(run.map(StatusFacts.RunFacts::command)))
        .with("last_run_started_at", time(run.map(StatusFacts.RunFacts::startedAt)))
        .with("last_run_outcome", text(run.map(StatusFacts.RunFacts::outcome)))
        .with("last_success_at", time(state.lastSuccess()))
        .with("staged", editions(state.staged()))
        .with("refused", editions(state.refused()));
  }

  private static @Nullable String text(Optional<?> value) {
    return value.map(Object::toString).orElse(null);
  }

  private static @Nullable String time(Optional<Instant> value) {
    return text(value.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS)));
  }

  static @Nullable String editions(List<Edition> editions) {
    return editions.isEmpty()
        ? null
        : editions.stream().map(Edition::toString).collect(Collectors.joining(", "));
  }
}

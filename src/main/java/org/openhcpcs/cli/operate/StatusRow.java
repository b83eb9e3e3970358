package org.openhcpcs.cli.operate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

  static final List<String> COLUMNS =
      List.of(
          "status",
          "reason",
          "newest_edition",
          "revision",
          "effective_on",
          "published_on",
          "loaded_at",
          "edition_in_force",
          "last_run",
          "last_run_command",
          "last_run_started_at",
          "last_run_outcome",
          "last_success_at",
          "staged",
          "refused");

  private StatusRow() {}

  static boolean isNumber(String column) {
    return column.equals("revision") || column.equals("last_run");
  }

  /** As an object with a member for each column. */
  static Json json(StatusCheck.DataStatus status) {
    List<@Nullable String> values = values(status);
    Json json = new Json();
    for (int i = 0; i < COLUMNS.size(); i++) {
      String value = values.get(i);
      json.with(
          COLUMNS.get(i),
          value != null && isNumber(COLUMNS.get(i)) ? (Object) Integer.valueOf(value) : value);
    }
    return json;
  }

  /** A value for each column. */
  static List<@Nullable String> values(StatusCheck.DataStatus status) {
    StatusFacts state = status.state();
    Optional<StatusFacts.Newest> newest = state.newest();
    Optional<StatusFacts.RunFacts> run = state.runs().stream().findFirst();
    List<@Nullable String> values = new ArrayList<>();
    values.add(status.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    values.add(status.reason());
    values.add(text(newest.map(StatusFacts.Newest::edition)));
    values.add(text(newest.map(StatusFacts.Newest::revision)));
    values.add(text(newest.map(StatusFacts.Newest::effectiveOn)));
    values.add(text(newest.map(StatusFacts.Newest::publishedOn)));
    values.add(time(newest.map(StatusFacts.Newest::loadedAt)));
    values.add(status.due().toString());
    values.add(text(run.map(StatusFacts.RunFacts::number)));
    values.add(text(run.map(StatusFacts.RunFacts::command)));
    values.add(time(run.map(StatusFacts.RunFacts::startedAt)));
    values.add(text(run.map(StatusFacts.RunFacts::outcome)));
    values.add(time(state.lastSuccess()));
    values.add(editions(state.staged()));
    values.add(editions(state.refused()));
    return values;
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

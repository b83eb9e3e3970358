package org.openhcpcs.job.watch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.openhcpcs.job.Stage;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.ledger.StatusFacts;

/**
 * The last run and what is loaded, in the text format of Prometheus, as node_exporter's textfile
 * collector reads it. Times are seconds since 1970.
 *
 * <p>What only the database knows is left out where the database does not answer: an alarm on it
 * asks for its absence, too.
 */
public final class Metrics {

  private final List<String> lines = new ArrayList<>();

  private Metrics() {}

  /** What the database says of itself. */
  public record LoadedFacts(StatusFacts state, StatusFacts.Totals totals) {}

  /**
   * The text of the file.
   *
   * @param loaded empty if the database does not answer
   */
  public static String text(RunEnd end, Optional<LoadedFacts> loaded) {
    Metrics metrics = new Metrics();
    metrics.run(end);
    metrics.gauge(
        "hcpcs_database_up",
        "Whether the database answered at the end of the last run.",
        loaded.isPresent() ? 1 : 0);
    loaded.ifPresent(facts -> metrics.loaded(facts, end.endedAt()));
    return String.join("\n", metrics.lines) + "\n";
  }

  private void run(RunEnd end) {
    gauge("hcpcs_last_run_timestamp_seconds", "When the last run ended.", seconds(end.endedAt()));
    gauge("hcpcs_last_run_seconds", "How long the last run took.", end.seconds());
    gauge(
        "hcpcs_last_run_exit_code",
        "Exit code of the last run: 0 done, 3 a gate refused, 4 another run was at work.",
        end.result().exitCode());
    family("hcpcs_last_run_outcome", "1 for the outcome of the last run, 0 for the others.");
    for (RunLog.RunOutcome outcome : RunLog.RunOutcome.values()) {
      sample(
          "hcpcs_last_run_outcome{outcome=\"" + outcome.label() + "\"}",
          outcome == end.result().outcome() ? 1 : 0);
    }
    gauge(
        "hcpcs_last_run_lines_read",
        "Lines of code files that the last run read.",
        sum(end, Stage.PARSE, RunLog.LoggedStage::read));
    gauge(
        "hcpcs_last_run_lines_rejected",
        "Of these, lines that could not be loaded.",
        sum(end, Stage.PARSE, RunLog.LoggedStage::rejected));
    gauge(
        "hcpcs_last_run_records_published",
        "Codes and modifiers of the editions that the last run published.",
        sum(end, Stage.PUBLISH, RunLog.LoggedStage::written));
  }

  private void loaded(LoadedFacts loaded, Instant now) {
    StatusFacts state = loaded.state();
    state
        .lastSuccess()
        .ifPresent(
            time ->
                gauge(
                    "hcpcs_last_success_timestamp_seconds",
                    "When the last load or refresh ended that was neither refused nor failed.",
                    seconds(time)));
    state
        .newest()
        .map(newest -> seconds(newest.effectiveOn().atStartOfDay().toInstant(ZoneOffset.UTC)))
        .ifPresent(
            effective -> {
              gauge(
                  "hcpcs_newest_edition_effective_timestamp_seconds",
                  "When the newest edition took effect, or will.",
                  effective);
              gauge(
                  "hcpcs_newest_edition_age_seconds",
                  "How long ago that was at the end of the last run; negative if it was ahead.",
                  seconds(now) - effective);
            });
    StatusFacts.Totals totals = loaded.totals();
    gauge("hcpcs_editions", "Editions loaded.", (double) totals.editions());
    gauge("hcpcs_codes", "Codes valid today.", (double) totals.codes());
    gauge("hcpcs_modifiers", "Modifiers valid today.", (double) totals.modifiers());
    gauge(
        "hcpcs_editions_refused",
        "Editions that a gate refused, and that wait for somebody to decide.",
        state.refused().size());
    family("hcpcs_findings", "Findings of the newest edition.");
    sample("hcpcs_findings{severity=\"info\"}", (double) totals.infos());
    sample("hcpcs_findings{severity=\"warning\"}", (double) totals.warnings());
    sample("hcpcs_findings{severity=\"error\"}", (double) totals.errors());
  }

  private void gauge(String name, String help, double value) {
    family(name, help);
    sample(name, value);
  }

  private void family(String name, String help) {
    lines.add("# HELP " + name + " " + help);
    lines.add("# TYPE " + name + " gauge");
  }

  private void sample(String name, double value) {
    lines.add(
        "%s %s"
            .formatted(
                name,
                value == Math.rint(value)
                    ? Long.toString((long) value)
                    : String.format("%.3f", value)));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  private static double sum(RunEnd end, Stage stage, ToIntFunction<RunLog.LoggedStage> count) {
    return end.stages().stream()
        .filter(each -> each.stage().equals(stage.label()))
        .mapToInt(count)
        .sum();
  }
}

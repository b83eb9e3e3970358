package org.openhcpcs.job.watch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import org.openhcpcs.job.Stage;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.ledger.StatusFacts;

/**
 * The last run and what is loaded, in the text format of Prometheus, as node_exporter's textfile
 * collector reads it. Times are seconds since 1970.
 *
 * <p>What only the database knows is taken over from the file before where the database does not
 * answer, so that an alarm on its age does not fall silent when it is needed.
 */
public final class Metrics {

  private static final String LAST_SUCCESS = "hcpcs_last_success_timestamp_seconds";
  private static final String EFFECTIVE = "hcpcs_newest_edition_effective_timestamp_seconds";

  private final Map<String, List<String>> former;
  private final List<String> lines = new ArrayList<>();

  private Metrics(String former) {
    this.former = samples(former);
  }

  /** What the database says of itself. */
  public record LoadedFacts(StatusFacts state, StatusFacts.Totals totals) {}

  /**
   * The text of the file.
   *
   * @param loaded empty if the database does not answer
   * @param former the text that the file had; empty if there was none
   */
  public static String text(RunEnd end, Optional<LoadedFacts> loaded, String former) {
    Metrics metrics = new Metrics(former);
    metrics.run(end);
    metrics.loaded(loaded, end.endedAt());
    return String.join("\n", metrics.lines) + "\n";
  }

  private void run(RunEnd end) {
    gauge("hcpcs_last_run_timestamp_seconds", "When the last run ended.", seconds(end.endedAt()));
    gauge("hcpcs_last_run_seconds", "How long the last run took.", end.seconds());
    gauge(
        "hcpcs_last_run_exit_code",
        "Exit code of the last run: 0 done, 3 a gate refused, 4 another run was at work.",
        end.exitCode());
    family("hcpcs_last_run_outcome", "1 for the outcome of the last run, 0 for the others.");
    for (RunLog.RunOutcome outcome : RunLog.RunOutcome.values()) {
      sample(
          "hcpcs_last_run_outcome{outcome=\"" + outcome.label() + "\"}",
          outcome == end.outcome() ? 1 : 0);
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

  private void loaded(Optional<LoadedFacts> loaded, Instant now) {
    gauge(
        "hcpcs_database_up",
        "Whether the database answered at the end of the last run.",
        loaded.isPresent() ? 1 : 0);
    known(
        LAST_SUCCESS,
        "When the last load or refresh ended that was neither refused nor failed.",
        loaded.map(
            database ->
                database
                    .state()
                    .lastSuccess()
                    .map(time -> Map.of(LAST_SUCCESS, seconds(time)))
                    .orElse(Map.of())));
    known(
        EFFECTIVE,
        "When the newest edition took effect, or will.",
        loaded.map(
            database ->
                database
                    .state()
                    .newest()
                    .map(
                        newest ->
                            Map.of(
                                EFFECTIVE,
                                seconds(
                                    newest.effectiveOn().atStartOfDay().toInstant(ZoneOffset.UTC))))
                    .orElse(Map.of())));
    OptionalDouble effective = last(EFFECTIVE);
    if (effective.isPresent()) {
      gauge(
          "hcpcs_newest_edition_age_seconds",
          "How long ago that was at the end of the last run; negative if it was ahead.",
          seconds(now) - effective.getAsDouble());
    }
    count("hcpcs_editions", "Editions loaded.", loaded.map(all -> all.totals().editions()));
    count("hcpcs_codes", "Codes valid today.", loaded.map(all -> all.totals().codes()));
    count("hcpcs_modifiers", "Modifiers valid today.", loaded.map(all -> all.totals().modifiers()));
    count(
        "hcpcs_editions_refused",
        "Editions that a gate refused, and that wait for somebody to decide.",
        loaded.map(all -> (long) all.state().refused().size()));
    known(
        "hcpcs_findings",
        "Findings of the newest edition.",
        loaded.map(
            all -> {
              Map<String, Double> samples = new LinkedHashMap<>();
              samples.put("hcpcs_findings{severity=\"info\"}", (double) all.totals().infos());
              samples.put("hcpcs_findings{severity=\"warning\"}", (double) all.totals().warnings());
              samples.put("hcpcs_findings{severity=\"error\"}", (double) all.totals().errors());
              return samples;
            }));
  }

  private void count(String name, String help, Optional<Long> count) {
    known(name, help, count.map(value -> Map.of(name, (double) value)));
  }

  /** A family that only the database knows. */
  private void known(String name, String help, Optional<Map<String, Double>> samples) {
    List<String> kept = former.getOrDefault(name, List.of());
    if (samples.isPresent() ? samples.get().isEmpty() : kept.isEmpty()) {
      return;
    }
    family(name, help);
    samples.ifPresentOrElse(all -> all.forEach(this::sample), () -> lines.addAll(kept));
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
        name
            + " "
            + (value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value)));
  }

  /** The value of a sample that was just written. */
  private OptionalDouble last(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst();
  }

  /** The sample lines of a file by family; what is none is left out. */
  private static Map<String, List<String>> samples(String text) {
    Map<String, List<String>> samples = new LinkedHashMap<>();
    text.lines()
        .filter(line -> line.matches("hcpcs_\\w+(\\{\\w+=\"[a-z ]+\"})? -?\\d+(\\.\\d+)?"))
        .forEach(
            line ->
                samples
                    .computeIfAbsent(line.split("[{ ]", 2)[0], name -> new ArrayList<>())
                    .add(line));
    return samples;
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

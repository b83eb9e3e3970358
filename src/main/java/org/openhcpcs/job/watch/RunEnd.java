package org.openhcpcs.job.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.LoadReport.ReleaseEntry;
import org.openhcpcs.store.ledger.RunLog;

/**
 * What a run came to, for those who were not there.
 *
 * @param run its number in the run log; empty if it ended before it had one
 * @param command the command line
 * @param startedAt when the program began
 * @param endedAt when the work was done
 * @param result what it comes to
 * @param releases what was found, and how it fared until the run ended
 * @param failures what could not be loaded while the run went on
 * @param warnings what a person should look at although the run went on
 * @param stages the stages that ended or failed
 */
public record RunEnd(
    Optional<Integer> run,
    String command,
    Instant startedAt,
    Instant endedAt,
    CommandResult result,
    List<ReleaseEntry> releases,
    List<Failure> failures,
    List<String> warnings,
    List<RunLog.LoggedStage> stages) {

  public RunEnd {
    releases = List.copyOf(releases);
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
    stages = List.copyOf(stages);
  }

  /** How long it took, in seconds. */
  public double seconds() {
    return Duration.between(startedAt, endedAt).toMillis() / 1000.0;
  }

  /** Editions that readers see otherwise than before the run, oldest first. */
  public List<String> changed() {
    return editions(entry -> entry.status().isChange());
  }

  /** Editions that a gate refused, oldest first. */
  public List<String> refused() {
    return editions(entry -> !entry.refusals().isEmpty());
  }

  private List<String> editions(Predicate<ReleaseEntry> which) {
    return sorted(releases.stream().filter(which).map(entry -> entry.edition().toString()));
  }

  /** Editions of which a stage failed, oldest first. */
  public List<String> failed() {
    return sorted(
        stages.stream()
            .filter(stage -> stage.errorCode() != null)
            .map(RunLog.LoggedStage::edition));
  }

  private static List<String> sorted(Stream<String> editions) {
    return editions.distinct().sorted().toList();
  }

  /** What was done stays done, but a run that could not be reported is no success. */
  public RunEnd unreported(ErrorCode problem) {
    return result.exitCode() != 0
        ? this
        : new RunEnd(
            run,
            command,
            startedAt,
            endedAt,
            new CommandResult(result.outcome(), Optional.of(problem), result.message()),
            releases,
            failures,
            warnings,
            stages);
  }
}

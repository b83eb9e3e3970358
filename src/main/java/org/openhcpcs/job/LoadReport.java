package org.openhcpcs.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.OneLine;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.Unusable;
import org.openhcpcs.store.ledger.RunLog;

/**
 * What a load did.
 *
 * @param releases one entry per release found, oldest edition first
 * @param failures what could not be loaded
 */
public record LoadReport(List<ReleaseEntry> releases, List<Failure> failures) {

  public LoadReport {
    releases = List.copyOf(releases);
    failures = List.copyOf(failures);
  }

  /** Nothing failed. */
  public LoadReport(List<ReleaseEntry> releases) {
    this(releases, List.of());
  }

  /**
   * Something that failed while other releases were loaded.
   *
   * @param container the zip, loose file or folder; empty for what is none
   * @param errorCode what kind of failure it is
   * @param message one line: what failed, and what to do
   */
  public record Failure(Optional<Container> container, ErrorCode errorCode, String message) {

    private static final Set<ErrorCode> OF_THE_FILE =
        Set.of(
            ErrorCode.PATH_NOT_FOUND,
            ErrorCode.ARCHIVE_DAMAGED,
            ErrorCode.ARCHIVE_HOSTILE,
            ErrorCode.FILE_UNREADABLE,
            ErrorCode.NO_RELEASE_FOUND,
            ErrorCode.EDITION_UNKNOWN);

    public Failure {
      message = OneLine.of(message);
    }

    /** A failure of what is no zip or file. */
    public static Failure of(HcpcsException e) {
      return new Failure(Optional.empty(), e.errorCode(), String.valueOf(e.getMessage()));
    }

    /** Something that is wrong with a zip or file, or with what is made of it. */
    public static Failure of(Container container, ErrorCode errorCode, String message) {
      return new Failure(Optional.of(container), errorCode, container.told(message));
    }

    /** Something that was found and cannot be used. */
    public static Failure of(Unusable unusable) {
      return of(
          unusable.container(),
          unusable.why().errorCode(),
          String.valueOf(unusable.why().getMessage()));
    }

    /** Where it lies; empty for what is no file. */
    public Optional<Path> path() {
      return container.map(Container::path);
    }

    /** Whether it lies in the file itself, and not in the database or a gate. */
    public boolean isOfTheFile() {
      return isOfTheFile(errorCode);
    }

    public static boolean isOfTheFile(ErrorCode errorCode) {
      return OF_THE_FILE.contains(errorCode);
    }

    /** For the run log. */
    public static String text(List<Failure> failures) {
      return failures.stream()
          .map(failure -> failure.errorCode() + ": " + failure.message())
          .collect(Collectors.joining("\n"));
    }
  }

  /**
   * One release.
   *
   * @param edition its edition
   * @param archiveName the zip or code file
   * @param status how it fared
   * @param codes distinct procedure codes
   * @param modifiers distinct modifiers
   * @param newRecords records that no release had before
   * @param rejected lines that could not be loaded
   * @param keptOut Level I and dental codes that a public release must not hold, among the rejected
   * @param findings things noticed
   * @param corrections how the corrections of the edition fared; empty if it has none
   * @param refusals the gates that did not let it pass
   */
  public record ReleaseEntry(
      Edition edition,
      String archiveName,
      ReleaseStatus status,
      int codes,
      int modifiers,
      int newRecords,
      int rejected,
      int keptOut,
      int findings,
      String corrections,
      List<Gate.Refusal> refusals) {

    public ReleaseEntry {
      refusals = List.copyOf(refusals);
    }

    /** Why gates refused it, in words. */
    public String reasons() {
      return refusals.stream().map(Gate.Refusal::reason).collect(Collectors.joining("; "));
    }

    private String gates() {
      return refusals.stream()
          .map(refusal -> refusal.gate().label())
          .collect(Collectors.joining(", "));
    }

    /** An entry for what was not read. */
    public static ReleaseEntry of(Edition edition, String archiveName, ReleaseStatus status) {
      return of(edition, archiveName, status, "");
    }

    public static ReleaseEntry of(
        Edition edition, String archiveName, ReleaseStatus status, String corrections) {
      return new ReleaseEntry(
          edition, archiveName, status, 0, 0, 0, 0, 0, 0, corrections, List.of());
    }

    /** An entry for what a gate refused. */
    public static ReleaseEntry refused(
        Edition edition, String archiveName, ReleaseStatus status, List<Gate.Refusal> refusals) {
      return new ReleaseEntry(edition, archiveName, status, 0, 0, 0, 0, 0, 0, "", refusals);
    }
  }

  /** How many releases fared like this. */
  public long count(ReleaseStatus.ReleaseOutcome outcome) {
    return releases.stream().filter(entry -> entry.status().outcome() == outcome).count();
  }

  /** Whether nothing was or would be loaded. */
  public boolean nothingNew() {
    return releases.stream().allMatch(entry -> entry.status().isNothingNew());
  }

  /** What it comes to. Refusals are for a person to decide, so anything else that failed counts. */
  public RunLog.RunOutcome outcome() {
    if (failures.stream().anyMatch(failure -> failure.errorCode() != ErrorCode.GATE_REFUSED)) {
      return RunLog.RunOutcome.FAILED;
    }
    if (!failures.isEmpty() || refusal().isPresent()) {
      return RunLog.RunOutcome.REFUSED;
    }
    return nothingNew() ? RunLog.RunOutcome.NOTHING_NEW : RunLog.RunOutcome.DONE;
  }

  /** What the run log says of failures and refusals; null if there are none. */
  public @Nullable String error() {
    return failures.isEmpty()
        ? refusal().map(why -> ErrorCode.GATE_REFUSED + ": " + why).orElse(null)
        : Failure.text(failures);
  }

  /** One line that names every edition that a gate refused, why, and what to do; empty if none. */
  public Optional<String> refusal() {
    List<ReleaseEntry> refused =
        releases.stream().filter(entry -> !entry.refusals().isEmpty()).toList();
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    String what =
        refused.size() == 1
            ? "edition %s was not published: %s"
                .formatted(refused.get(0).edition(), refused.get(0).reasons())
            : refused.size()
                + " editions were not published: "
                + refused.stream()
                    .map(entry -> entry.edition() + " (" + entry.gates() + ")")
                    .collect(Collectors.joining(", "));
    boolean isKept = refused.stream().anyMatch(entry -> entry.status().isKeptForPeople());
    String look = isKept ? "; to look: hcpcs staged" : "";
    String accept =
        refused.stream()
            .flatMap(entry -> entry.refusals().stream())
            .map(refusal -> refusal.gate().label())
            .distinct()
            .collect(Collectors.joining(" --accept "));
    return Optional.of(what + look + "; to publish all the same: --accept " + accept);
  }
}

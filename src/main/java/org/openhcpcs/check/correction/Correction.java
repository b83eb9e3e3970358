package org.openhcpcs.check.correction;

import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.code.Severity;
import org.openhcpcs.source.companion.CorrectionRow;

/**
 * A row of a corrections workbook, held against the edition that it corrects.
 *
 * @param row the row as published
 * @param verdict what became of it
 * @param explanation why, in words; empty where the verdict says it all
 */
public record Correction(CorrectionRow row, Verdict verdict, String explanation) {

  /** What became of a correction. */
  public enum Verdict implements Labelled {
    /** The edition says already what the correction asks for. */
    MERGED(Severity.INFO, "the edition has this correction already"),
    /** The edition does not say so. */
    OPEN(
        Severity.WARNING,
        "the edition does not have this correction; --apply-corrections makes a revision that has it"),
    /** A revision of the edition says so, made by applying the correction. */
    APPLIED(Severity.INFO, "the correction was applied"),
    /** It cannot be meant for what the edition says. */
    CONTRADICTED(Severity.WARNING, "the edition contradicts the correction"),
    /** A later correction says it again, or otherwise. */
    SUPERSEDED(Severity.INFO, "a later correction takes its place"),
    /** A later correction takes it back. */
    WITHDRAWN(Severity.INFO, "a later correction withdraws it"),
    /** What it asks for could not be told from its text. */
    NOT_UNDERSTOOD(Severity.WARNING, "the correction is not understood, and was left alone");

    private final Severity severity;
    private final String message;

    Verdict(Severity severity, String message) {
      this.severity = severity;
      this.message = message;
    }

    /** The rule of the finding that tells it, such as {@code correction-not-understood}. */
    public String rule() {
      return "correction-" + label().replace(' ', '-');
    }
  }

  /** The finding that tells it. */
  public Finding finding(String file) {
    Finding finding =
        Finding.of(
                verdict.severity,
                verdict.rule(),
                explanation.isEmpty() ? verdict.message : verdict.message + ": " + explanation)
            .about(row.code())
            .at(file, row.line());
    return row.action().isEmpty() ? finding : finding.observed(row.action());
  }
}

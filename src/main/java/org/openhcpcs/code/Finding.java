package org.openhcpcs.code;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that was noticed in a release and that a data steward should know. Findings are values:
 * they never stop a load.
 *
 * @param severity how much it matters
 * @param rule the check that noticed it, named {@code family-detail}, such as {@code field-date}
 * @param code the code or modifier concerned, if it is about one
 * @param field the column concerned, if it is about one
 * @param file the file's name inside the release
 * @param line the 1-based line or row in the file
 * @param observed the offending text as published
 * @param expected what the rule wants instead
 * @param message one sentence for a person
 */
public record Finding(
    Severity severity,
    String rule,
    @Nullable String code,
    @Nullable String field,
    @Nullable String file,
    @Nullable Integer line,
    @Nullable String observed,
    @Nullable String expected,
    String message) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Finding finding
        && severity == finding.severity
        && rule.equals(finding.rule)
        && Objects.equals(code, finding.code)
        && Objects.equals(field, finding.field)
        && Objects.equals(file, finding.file)
        && Objects.equals(line, finding.line)
        && Objects.equals(observed, finding.observed)
        && Objects.equals(expected, finding.expected)
        && message.equals(finding.message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rule, code, field, line, observed);
  }

  /** Of the severity INFO. */
  public static Finding info(String rule, String message) {
    return of(Severity.INFO, rule, message);
  }

  /** Of the severity WARNING. */
  public static Finding warning(String rule, String message) {
    return of(Severity.WARNING, rule, message);
  }

  /** Of the severity ERROR. */
  public static Finding error(String rule, String message) {
    return of(Severity.ERROR, rule, message);
  }

  public static Finding of(Severity severity, String rule, String message) {
    return new Finding(severity, rule, null, null, null, null, null, null, message);
  }

  /** The same finding, placed in a file. */
  public Finding at(String newFile, int newLine) {
    return new Finding(severity, rule, code, field, newFile, newLine, observed, expected, message);
  }

  /** The same finding, about a file as a whole. */
  public Finding at(String newFile) {
    return new Finding(severity, rule, code, field, newFile, null, observed, expected, message);
  }

  /** The same finding, about a code. */
  public Finding about(String newCode) {
    return new Finding(severity, rule, newCode, field, file, line, observed, expected, message);
  }

  /** The same finding, about one column and what stands in it. */
  public Finding in(String newField, String newObserved) {
    return new Finding(severity, rule, code, newField, file, line, newObserved, expected, message);
  }

  /** The same finding, about one field and what stands in it. */
  public Finding in(Field newField, String newObserved) {
    return in(newField.column(), newObserved);
  }

  /** The same finding, with what stands there; null for nothing. */
  public Finding observed(@Nullable String newObserved) {
    return new Finding(severity, rule, code, field, file, line, newObserved, expected, message);
  }

  /** The same finding, with what should stand there. */
  public Finding expected(String newExpected) {
    return new Finding(severity, rule, code, field, file, line, observed, newExpected, message);
  }
}

package org.openhcpcs.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.CodeFile;

/**
 * What the fields of one record say together: dates in order, and descriptions and an action code
 * in every record.
 */
public final class FieldRules {

  private FieldRules() {}

  /** The findings of all records of a file, in its order. */
  public static List<Finding> check(CodeFile file) {
    List<Finding> findings = new ArrayList<>();
    for (PublishedRecord published : file.records()) {
      for (Finding finding : check(published)) {
        findings.add(finding.about(published.code()).at(file.file(), published.line()));
      }
    }
    return findings;
  }

  private static List<Finding> check(PublishedRecord published) {
    CodeRecord record = published.record();
    List<Finding> findings = new ArrayList<>();
    for (Field field : List.of(Field.LONG_DESCRIPTION, Field.SHORT_DESCRIPTION)) {
      if (record.get(field).isEmpty()) {
        findings.add(
            Finding.warning("field-description", "the record has no " + words(field))
                .in(field, ""));
      }
    }
    if (record.get(Field.ACTION).isEmpty() && !published.unreadable().contains(Field.ACTION)) {
      findings.add(
          Finding.warning(
                  "field-action",
                  "the record has no action code; only its fields tell what changed")
              .in(Field.ACTION, ""));
    }
    checkTermination(record, findings);
    return findings;
  }

  private static void checkTermination(CodeRecord record, List<Finding> findings) {
    Optional<LocalDate> terminated = record.date(Field.TERMINATION_DATE);
    if (terminated.isEmpty()) {
      return;
    }
    Optional<LocalDate> added = record.date(Field.ADDED_DATE);
    Optional<LocalDate> effective = record.date(Field.ACTION_EFFECTIVE_DATE);
    if (added.isPresent() && terminated.get().isBefore(added.get())) {
      findings.add(
          Finding.warning("field-termination-before-added", "the code ended before it was added")
              .in(Field.TERMINATION_DATE, terminated.get().toString())
              .expected("not before " + added.get()));
    }
    LocalDate dayAfter = terminated.get().plusDays(1);
    if (effective.isPresent() && !effective.get().equals(dayAfter)) {
      findings.add(
          Finding.info(
                  "field-termination-action-date",
                  "the action effective date of an ended code is not the day after its termination")
              .in(Field.ACTION_EFFECTIVE_DATE, effective.get().toString())
              .expected(dayAfter.toString()));
    }
  }

  private static String words(Field field) {
    return field.column().replace('_', ' ');
  }
}

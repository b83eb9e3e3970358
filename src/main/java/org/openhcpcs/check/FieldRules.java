package org.openhcpcs.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.StatuteReference;
import org.openhcpcs.code.unit.BilledUnit;
import org.openhcpcs.code.unit.UnitText;
import org.openhcpcs.source.CodeFile;

/**
 * What the fields of one record say: dates in order, descriptions and an action code in every
 * record, statutes whose spelling has a normal form, and one thing that a unit stands for.
 */
public final class FieldRules {

  private FieldRules() {}

  /** The findings of all records of a file, in its order. */
  public static List<Finding> check(CodeFile file) {
    List<Finding> findings = new ArrayList<>();
    Set<String> statutes = new HashSet<>();
    for (PublishedRecord published : file.records()) {
      for (Finding finding : check(published, statutes)) {
        findings.add(finding.about(published.code()).at(file.file(), published.line()));
      }
    }
    return findings;
  }

  private static List<Finding> check(PublishedRecord published, Set<String> statutes) {
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
    checkStatute(record.get(Field.STATUTE), statutes, findings);
    checkUnit(record, findings);
    return findings;
  }

  /** A spelling without a normal form counts where it first stands. */
  private static void checkStatute(String statute, Set<String> statutes, List<Finding> findings) {
    if (!statute.isEmpty() && statutes.add(statute) && StatuteReference.of(statute).isEmpty()) {
      findings.add(
          Finding.info(
                  "field-statute",
                  "the statute's spelling cannot be told for sure; it has no normal form")
              .in(Field.STATUTE, statute));
    }
  }

  private static void checkUnit(CodeRecord record, List<Finding> findings) {
    List<BilledUnit> contradicting = UnitText.of(record).contradicting();
    if (!contradicting.isEmpty()) {
      findings.add(
          Finding.info(
                  "unit-several",
                  "the description has %s, and does not say which of them a unit stands for; none was taken"
                      .formatted(
                          contradicting.stream()
                              .map(BilledUnit::source)
                              .collect(Collectors.joining(" and "))))
              .in(Field.LONG_DESCRIPTION, record.get(Field.LONG_DESCRIPTION)));
    }
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

package org.openhcpcs.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openhcpcs.check.gate.GateRules;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.RejectedLine;
import org.openhcpcs.source.SourceLine;

/**
 * Compares an edition's code file with its twin (the text with the twin), which should say the
 * same, field by field. The text is authoritative; only where a field or a line of it is damaged is
 * taken what the twin says.
 */
public final class TwinRules {

  private static final Pattern BLANKS = Pattern.compile("[ \\u00a0]+");

  private final CodeFile text;
  private final CodeFile twin;
  private final DamagedLines damaged;
  private final List<RejectedLine> taken = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private TwinRules(CodeFile text, CodeFile twin) {
    this.text = text;
    this.twin = twin;
    this.damaged = new DamagedLines(text.rejected());
  }

  /** The text's records, with what was taken from the twin, and a finding for every difference. */
  public static CodeFile apply(CodeFile text, CodeFile twin) {
    return new TwinRules(text, twin).compare();
  }

  private CodeFile compare() {
    Map<String, PublishedRecord> others = new LinkedHashMap<>();
    twin.records().forEach(other -> others.put(other.code(), other));
    List<PublishedRecord> records = new ArrayList<>(text.records().size());
    for (PublishedRecord own : text.records()) {
      PublishedRecord other = others.remove(own.code());
      if (other == null) {
        missing(
            "twin-missing", "the code file lists a code that its twin does not", own, text.file());
        records.add(own);
      } else {
        records.add(compare(withoutDamagedLines(own, other), other));
      }
    }
    for (PublishedRecord other : others.values()) {
      List<RejectedLine> lines = take(other);
      if (lines.isEmpty()) {
        missing(
            "twin-additional",
            "the twin lists a code that the code file does not",
            other,
            twin.file());
      } else {
        records.add(
            new PublishedRecord(
                other.record(), other.sequenceNumber(), lines.get(0).line(), other.unreadable()));
      }
    }
    if (taken.isEmpty()) {
      return text.with(records, findings);
    }
    records.sort(Comparator.comparing(PublishedRecord::line));
    return withoutTaken(records);
  }

  /** Lines that the twin stands in for are no rejects; they are kept as published. */
  private CodeFile withoutTaken(List<PublishedRecord> records) {
    List<RejectedLine> rejected = new ArrayList<>(text.rejected());
    rejected.removeAll(taken);
    List<SourceLine> kept = new ArrayList<>(text.keptLines());
    taken.forEach(line -> kept.add(new SourceLine(line.line(), line.raw())));
    kept.sort(Comparator.comparing(SourceLine::line));
    return new CodeFile(
            text.file(),
            records,
            rejected,
            SourceLine.joined(kept),
            text.findings(),
            text.recordLines())
        .with(records, findings);
  }

  /** The rejected lines that are of a record of the twin, each with a finding. */
  private List<RejectedLine> take(PublishedRecord other) {
    List<RejectedLine> lines = damaged.take(other);
    taken.addAll(lines);
    for (RejectedLine line : lines) {
      findings.add(
          Finding.warning(
                  GateRules.TAKEN_LINE,
                  "the line of the code file is damaged, so what its twin says was taken")
              .about(other.code())
              .at(text.file(), line.line())
              .observed(line.reason()));
    }
    return lines;
  }

  /** A record of which lines were rejected says no more than part of its description. */
  private PublishedRecord withoutDamagedLines(PublishedRecord own, PublishedRecord other) {
    Field description = Field.LONG_DESCRIPTION;
    boolean same = isAlike(own.record().get(description), other.record().get(description));
    if (same || other.unreadable().contains(description) || take(other).isEmpty()) {
      return own;
    }
    Set<Field> unreadable = new HashSet<>(own.unreadable());
    unreadable.add(description);
    return own.with(own.record(), unreadable);
  }

  private PublishedRecord compare(PublishedRecord own, PublishedRecord other) {
    Map<Field, String> values = new HashMap<>();
    for (Field field : Field.ALL) {
      String ownValue = own.record().get(field);
      String otherValue = other.record().get(field);
      if (own.unreadable().contains(field) && !other.unreadable().contains(field)) {
        take(field, own, other, values);
      } else if (!isAlike(ownValue, otherValue) && !other.unreadable().contains(field)) {
        differ(field, own, other);
      }
    }
    if (values.isEmpty()) {
      return own;
    }
    Set<Field> stillUnreadable = new HashSet<>(own.unreadable());
    stillUnreadable.removeAll(values.keySet());
    return own.with(own.record().with(values), stillUnreadable);
  }

  private void take(
      Field field, PublishedRecord own, PublishedRecord other, Map<Field, String> values) {
    String value = other.record().get(field);
    values.put(field, value);
    if (!value.isEmpty()) {
      findings.add(
          Finding.warning(
                  "twin-taken", "the code file is unreadable here, so its twin's value was taken")
              .about(own.code())
              .at(twin.file(), other.line())
              .in(field, value));
    }
  }

  private void differ(Field field, PublishedRecord own, PublishedRecord other) {
    findings.add(
        Finding.warning(
                "twin-difference",
                "the twin says something else; what the code file says was loaded")
            .about(own.code())
            .at(twin.file(), other.line())
            .in(field, other.record().get(field))
            .expected(own.record().get(field)));
  }

  private void missing(String rule, String message, PublishedRecord published, String file) {
    findings.add(Finding.warning(rule, message).about(published.code()).at(file, published.line()));
  }

  /** Runs of blanks count as one. */
  private static boolean isAlike(String a, String b) {
    return a.equals(b)
        || BLANKS.matcher(a).replaceAll(" ").equals(BLANKS.matcher(b).replaceAll(" "));
  }
}

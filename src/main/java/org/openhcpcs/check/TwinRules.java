package org.openhcpcs.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Severity;
import org.openhcpcs.source.CodeFile;

/**
 * Compares an edition's code file with its twin (the text with the twin), which should say the
 * same, field by field. The text is authoritative; only where a field of it is unreadable is the
 * twin's value taken.
 */
public final class TwinRules {

  private static final Pattern BLANKS = Pattern.compile("[ \\u00a0]+");

  private final CodeFile twin;
  private final List<Finding> findings = new ArrayList<>();

  private TwinRules(CodeFile twin) {
    this.twin = twin;
  }

  /** The text's records, with what was taken from the twin, and a finding for every difference. */
  public static CodeFile apply(CodeFile text, CodeFile twin) {
    return new TwinRules(twin).compare(text);
  }

  private CodeFile compare(CodeFile text) {
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
        records.add(compare(own, other));
      }
    }
    others
        .values()
        .forEach(
            other ->
                missing(
                    "twin-additional",
                    "the twin lists a code that the code file does not",
                    other,
                    twin.file()));
    return text.with(records, findings);
  }

  private PublishedRecord compare(PublishedRecord own, PublishedRecord other) {
    Map<Field, String> taken = new HashMap<>();
    for (Field field : Field.ALL) {
      String ownValue = own.record().get(field);
      String otherValue = other.record().get(field);
      if (own.unreadable().contains(field) && !other.unreadable().contains(field)) {
        take(field, own, other, taken);
      } else if (!ownValue.equals(otherValue)
          && !isAlike(ownValue, otherValue)
          && !other.unreadable().contains(field)) {
        differ(field, own, other);
      }
    }
    if (taken.isEmpty()) {
      return own;
    }
    Set<Field> stillUnreadable = new HashSet<>(own.unreadable());
    stillUnreadable.removeAll(taken.keySet());
    return own.with(replace(own.record(), taken), stillUnreadable);
  }

  private void take(
      Field field, PublishedRecord own, PublishedRecord other, Map<Field, String> taken) {
    String value = other.record().get(field);
    taken.put(field, value);
    if (!value.isEmpty()) {
      findings.add(
          Finding.of(
                  Severity.WARNING,
                  "twin-taken",
                  "the code file is unreadable here, so its twin's value was taken")
              .about(own.code())
              .at(twin.file(), other.line())
              .in(field, value));
    }
  }

  private void differ(Field field, PublishedRecord own, PublishedRecord other) {
    findings.add(
        Finding.of(
                Severity.WARNING,
                "twin-difference",
                "the twin says something else; what the code file says was loaded")
            .about(own.code())
            .at(twin.file(), other.line())
            .in(field, other.record().get(field))
            .expected(own.record().get(field)));
  }

  private void missing(String rule, String message, PublishedRecord published, String file) {
    findings.add(
        Finding.of(Severity.WARNING, rule, message)
            .about(published.code())
            .at(file, published.line()));
  }

  private static CodeRecord replace(CodeRecord own, Map<Field, String> taken) {
    return new CodeRecord(
        own.code(),
        own.kind(),
        Field.ALL.stream().map(field -> taken.getOrDefault(field, own.get(field))).toList());
  }

  /** Runs of blanks count as one. */
  private static boolean isAlike(String a, String b) {
    return BLANKS.matcher(a).replaceAll(" ").equals(BLANKS.matcher(b).replaceAll(" "));
  }
}

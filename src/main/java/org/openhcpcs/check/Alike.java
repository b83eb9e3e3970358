package org.openhcpcs.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Severity;

/**
 * Findings that say the same of many codes or rows, as when a file is cut or belongs to another
 * edition: beyond a number that a person reads one by one, they become one that names all codes.
 */
public final class Alike {

  /** As many findings of one rule and message about one file stay apart. */
  public static final int MOST = 100;

  private Alike() {}

  private record FindingKey(Severity severity, String rule, String message) {}

  /** The findings of one file, those that are too many alike as one, in the order of the first. */
  static List<Finding> grouped(List<Finding> findings) {
    Map<FindingKey, List<Finding>> alike =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    finding ->
                        new FindingKey(finding.severity(), finding.rule(), finding.message()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return alike.values().stream()
        .flatMap(group -> group.size() <= MOST ? group.stream() : Stream.of(one(group)))
        .toList();
  }

  private static Finding one(List<Finding> group) {
    Finding first = group.get(0);
    String codes =
        group.stream()
            .map(Finding::code)
            .filter(Objects::nonNull)
            .sorted()
            .collect(Collectors.joining(" "));
    return new Finding(
        first.severity(),
        first.rule(),
        null,
        first.field(),
        first.file(),
        null,
        group.size() + (codes.isEmpty() ? " rows" : " codes: " + codes),
        null,
        first.message());
  }
}

package org.openhcpcs.chaos;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts blows by where they fell and what was published then. */
final class Tally {

  private static final class Row {
    private final Map<Blow, Integer> blows = new EnumMap<>(Blow.class);
    private final Map<Integer, Integer> newReleases = new TreeMap<>();
    private final Map<Integer, Integer> exitCodes = new TreeMap<>();
    private int missed;
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private int kills;

  Tally() {
    for (KillPoint point : KillPoint.values()) {
      rows.put(point.label(), new Row());
    }
  }

  /** Blows that fell while the program was at work. */
  int kills() {
    return kills;
  }

  void add(String point, Blow blow, Battlefield.Struck struck, int before) {
    Row row = rows.computeIfAbsent(point, label -> new Row());
    if (!struck.hit()) {
      row.missed++;
      return;
    }
    kills++;
    row.blows.merge(blow, 1, Integer::sum);
    row.newReleases.merge(struck.published() - before, 1, Integer::sum);
    if (struck.exitCode() >= 0) {
      row.exitCodes.merge(struck.exitCode(), 1, Integer::sum);
    }
  }

  void print() {
    System.out.println(
        "\n| struck | kill -9 | session ended | server stopped | server killed | missed | releases published by the struck run: times | exit codes: times |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    rows.forEach(
        (label, row) ->
            System.out.printf(
                "| %s | %s | %d | %s | %s |%n",
                label,
                Arrays.stream(Blow.values())
                    .map(blow -> String.valueOf(row.blows.getOrDefault(blow, 0)))
                    .collect(Collectors.joining(" | ")),
                row.missed,
                counts(row.newReleases),
                counts(row.exitCodes)));
  }

  private static String counts(Map<Integer, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}

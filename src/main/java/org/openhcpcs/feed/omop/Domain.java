package org.openhcpcs.feed.omop;

import java.util.Comparator;
import java.util.Map;
import org.openhcpcs.feed.table.Row;

/**
 * The OMOP domain of a code, by its BETOS class. OHDSI decides many codes one by one; where there
 * is an Athena vocabulary its domains come first.
 */
final class Domain {

  private static final String OTHER = "Observation";

  /** By the beginning of the BETOS code; the longest counts. */
  private static final Map<String, String> BY_BETOS =
      Map.ofEntries(
          Map.entry("D", "Device"),
          Map.entry("I", "Procedure"),
          Map.entry("P", "Procedure"),
          Map.entry("T1", "Measurement"),
          Map.entry("T2", "Procedure"),
          Map.entry("O1B", "Procedure"),
          Map.entry("O1C", "Device"),
          Map.entry("O1D", "Drug"),
          Map.entry("O1E", "Drug"),
          Map.entry("O1F", "Device"),
          Map.entry("O1G", "Drug"));

  private Domain() {}

  static String of(Row row) {
    String betos = row.value("betos").orElse("");
    return BY_BETOS.entrySet().stream()
        .filter(each -> betos.startsWith(each.getKey()))
        .max(Comparator.comparing(each -> each.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(OTHER);
  }
}

package org.openhcpcs.feed.omop;

import java.util.Comparator;
import java.util.Map;

/**
 * The OMOP domain of a code, by what CMS's words say of its BETOS class: drugs that are given
 * through equipment are drugs, and to draw blood is no measurement. Hearing and speech services
 * (O1F) are hearing aids for the most part. OHDSI decides many codes one by one; where there is an
 * Athena vocabulary its domains come first.
 */
final class Domain {

  private static final String OTHER = "Observation";

  /** By the beginning of the BETOS code; the longest counts. */
  private static final Map<String, String> BY_BETOS =
      Map.ofEntries(
          Map.entry("D", "Device"),
          Map.entry("D1G", "Drug"),
          Map.entry("I", "Procedure"),
          Map.entry("P", "Procedure"),
          Map.entry("T1", "Measurement"),
          Map.entry("T1A", "Procedure"),
          Map.entry("T2", "Procedure"),
          Map.entry("O1B", "Procedure"),
          Map.entry("O1C", "Device"),
          Map.entry("O1D", "Drug"),
          Map.entry("O1E", "Drug"),
          Map.entry("O1F", "Device"),
          Map.entry("O1G", "Drug"),
          Map.entry("O1L", "Device"));

  private Domain() {}

  /** The domain of a BETOS class, which may be empty. */
  static String of(String betos) {
    return BY_BETOS.entrySet().stream()
        .filter(each -> betos.startsWith(each.getKey()))
        .max(Comparator.comparing(each -> each.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(OTHER);
  }
}

package org.openhcpcs.feed.fhir.resource;

import java.util.regex.Pattern;

/**
 * The code system that a code of a cross reference belongs to, as {@code unlisted_verdict} has it.
 */
final class ReferencedSystem {

  private static final Pattern LEVEL_ONE =
      Pattern.compile("[0-9]{5}|[0-9]{4}[A-Z]|[0-9]{2}|[1-8]P");
  private static final Pattern DENTAL = Pattern.compile("D[0-9]{4}");

  private ReferencedSystem() {}

  static String of(String code) {
    if (LEVEL_ONE.matcher(code).matches()) {
      return Canonical.CPT;
    }
    return DENTAL.matcher(code).matches() ? Canonical.CDT : Canonical.HCPCS;
  }
}

package org.openhcpcs.feed.fhir.resource;

import org.openhcpcs.history.Verdict;

/** The names by which systems and resources are known; those of this project lead to no page. */
public final class Canonical {

  /** The code system: the URI that HL7 has registered for it. */
  static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";

  static final String HCPCS_OID = "urn:oid:2.16.840.1.113883.6.285";

  /** HCPCS Level I, which cross references lead to. */
  static final String CPT = "http://www.ama-assn.org/go/cpt";

  /** Dental codes, which cross references lead to. */
  static final String CDT = "http://www.ada.org/cdt";

  /** HL7's properties of concepts. */
  static final String CONCEPT_PROPERTIES = "http://hl7.org/fhir/concept-properties#";

  public static final String BASE = "https://openhcpcs.org/fhir";

  private Canonical() {}

  /** The code system that a code of a cross reference belongs to. */
  static String systemOf(String code) {
    return switch (Verdict.ofUnlisted(code)) {
      case LEVEL_I -> CPT;
      case DENTAL -> CDT;
      default -> HCPCS;
    };
  }

  /** The code system of this project for the values of a field. */
  static String values(String name) {
    return url("CodeSystem", lookupId(name));
  }

  /** The id of that system, without its version. */
  static String lookupId(String name) {
    return "hcpcs-" + name.replace('_', '-');
  }

  static String url(String type, String id) {
    return BASE + "/" + type + "/" + id;
  }
}

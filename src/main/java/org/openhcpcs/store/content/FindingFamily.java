package org.openhcpcs.store.content;

import java.util.regex.Pattern;

/**
 * Rules whose findings have one owner and one life. The owner alone adds and removes them, and a
 * rule that no other family has is of the files.
 */
public enum FindingFamily {
  /**
   * What the code file and its companions say of themselves. Owner: whoever publishes a release;
   * they go when their file is read again.
   */
  FILES("."),
  /**
   * What an edition changed against the one before. Owner: {@code hcpcs_load.refresh_changes};
   * derived anew whenever one of the two changes.
   */
  CHANGES("change-"),
  /**
   * Where a transaction report and the records disagree. Owner: {@code
   * hcpcs_load.refresh_transactions}; derived anew whenever the report, its edition or the one
   * before changes.
   */
  TRANSACTIONS("transaction-(action|missing-code|unlisted-code|change|late|silent|date|partial)$"),
  /**
   * How the corrections of an edition fared. Owner: {@link CorrectionStore}; judged anew with every
   * publication.
   */
  CORRECTIONS("correction-(merged|open|applied|contradicted|superseded|withdrawn|not-understood)$"),
  /**
   * Where the dosage of a crosswalk or payment file is not what the description says. Owner: {@code
   * store.derive.UnitStore}; compared anew with every publication and every reference table.
   */
  DOSAGES("unit-dosage"),
  /**
   * How a release came here: what names, folders, gates and reading again told. Owner: whoever
   * publishes it; they stay as long as the release.
   */
  ARRIVAL("(edition|gate|reparse)-");

  private final Pattern rules;

  FindingFamily(String rules) {
    this.rules = Pattern.compile("^" + rules);
  }

  /** The family of a rule. */
  public static FindingFamily of(String rule) {
    FindingFamily found = FILES;
    for (FindingFamily family : values()) {
      if (family != FILES && family.rules.matcher(rule).find()) {
        found = family;
      }
    }
    return found;
  }

  /** A regular expression for its rules, for PostgreSQL as for Java. */
  public String pattern() {
    return rules.pattern();
  }
}

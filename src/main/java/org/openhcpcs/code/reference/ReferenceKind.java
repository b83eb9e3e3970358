package org.openhcpcs.code.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A table that CMS publishes beside the code files and keys by code. Each has editions of its own.
 */
public enum ReferenceKind {
  /** NDCs of drugs that Medicare pays by their average sales price. */
  NDC_ASP,
  /** NDCs of drugs that hospitals are paid for separately. */
  NDC_OPPS,
  /** NDCs of drugs that are paid by their average wholesale price, such as vaccines. */
  NDC_AWP,
  /** NDCs of drugs that have no code of their own. */
  NDC_NOC,
  /** NDCs of drugs that prevent HIV. */
  NDC_PREP,
  /** The Restructured BETOS Classification System. */
  RBCS,
  /** What Medicare Part B pays for a unit of a drug. */
  PAYMENT_LIMIT;

  /** The word that the database and the command line use, such as {@code ndc-asp}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a label. */
  public static Optional<ReferenceKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}

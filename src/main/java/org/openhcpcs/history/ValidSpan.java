package org.openhcpcs.history;

/**
 * Dates of service on which one verdict holds for a code. Days count from 1970-01-01.
 *
 * @param from first day; {@link LifeRow#FIRST} for the beginning of time
 * @param to day after the last; {@link LifeRow#NEVER} for the end of time
 * @param about the day that the reason is about
 * @param meaning which of the meanings of a reused code, 1 upwards; 0 if no edition lists it
 * @param recordId the record that decided; 0 if there is none
 * @param replacement what replaces the code where it ended or is absent; empty if nothing does
 * @param edition the newest edition that lists the record which decided; empty if none does
 */
public record ValidSpan(
    int from,
    int to,
    Verdict verdict,
    int about,
    int meaning,
    int recordId,
    String replacement,
    String edition) {

  /**
   * What holds on all days for a code that no edition lists.
   *
   * @param verdict what its shape says
   * @param knownOn the day whose knowledge counts
   */
  public static ValidSpan unlisted(Verdict verdict, int knownOn) {
    return new ValidSpan(LifeRow.FIRST, LifeRow.NEVER, verdict, knownOn, 0, 0, "", "");
  }

  /** The verdict in words. */
  public String reason() {
    return switch (verdict) {
      case VALID -> "valid, with this content since " + LifeRow.text(about);
      case LEVEL_I -> "CPT codes are not in the public HCPCS files";
      case DENTAL -> "CDT codes are not in the public HCPCS files";
      case ABSENT ->
          "no longer listed since " + LifeRow.text(about) + ", and no loaded edition ended it";
      case NOT_YET_VALID -> "valid from " + LifeRow.text(about);
      case TERMINATED ->
          about == LifeRow.FIRST ? "ended before it began" : "ended on " + LifeRow.text(about - 1);
      case UNKNOWN -> "no edition known on " + LifeRow.text(about) + " lists it";
      case NO_CODE, BAD_DATE, BAD_LINE -> throw new IllegalStateException("no verdict on a code");
    };
  }
}

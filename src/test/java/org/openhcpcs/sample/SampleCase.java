package org.openhcpcs.sample;

/** The codes of the sample that show something, by what they show; see {@link SampleData}. */
public final class SampleCase {

  /** Terminated in January, back in April with action R, under the same meaning. */
  public static final String REACTIVATED = "K2802";

  /** Terminated long before January, back in April with another meaning: the added date moved. */
  public static final String REUSED = "Q3601";

  /** In January's file, missing in April's, never terminated. */
  public static final String VANISHED = "T3101";

  /** Coverage changed with action N; January's corrections announced it. */
  public static final String SILENT_BY_CORRECTION = "A3120";

  /** Long description changed with action N; nothing announced it. */
  public static final String SILENT = "G3604";

  /** Terminated within the quarter, on 2008-02-15, with a cross reference to its successor. */
  public static final String TERMINATED_MID_QUARTER = "C3401";

  /** Pricing indicator 77, which no record layout explains. */
  public static final String UNKNOWN_PRICING = "K2801";

  /** Has a letter in its action effective date, in both editions. */
  public static final String DAMAGED_DATE = "L4803";

  /** Its second type of service stands only in January's workbook. */
  public static final String TWIN_DIFFERENCE = "L4801";

  /** A continuation that begins with digits right behind the record identification code. */
  public static final String DIGITS_BEHIND_RIC = "B3301";

  /** A description of fifteen lines. */
  public static final String LONGEST = "S7402";

  /** A modifier with a continuation. */
  public static final String LONG_MODIFIER = "W8";

  private SampleCase() {}
}

package org.openhcpcs.store.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the report of an edition is made of. Texts that the database has not are empty.
 *
 * @param release the edition's revision that the report is of
 * @param before the edition that its changes are against; empty for the oldest that is loaded
 * @param editions the current revisions of all editions, and the revision of the report, by date
 * @param sections the sections of the code set with what the edition lists, then modifiers
 * @param changes what changed against the edition before, by code
 * @param changesAfterGap what codes that came back have else than the last edition that lists them
 * @param listings what the edition lists of the codes that changed, or else what the edition before
 *     listed, by code
 * @param meanings what values of coded fields mean: by lookup table, then by value
 */
public record ReportData(
    ReportRelease release,
    Optional<ReportRelease> before,
    List<ReportRelease> editions,
    List<SectionCount> sections,
    List<ChangeNotice> changes,
    List<ChangeNotice> changesAfterGap,
    Map<String, ListedTexts> listings,
    List<FindingNotice> findings,
    List<CorrectionNotice> corrections,
    Map<String, Map<String, String>> meanings) {

  public ReportData {
    editions = List.copyOf(editions);
    sections = List.copyOf(sections);
    changes = List.copyOf(changes);
    changesAfterGap = List.copyOf(changesAfterGap);
    listings = Map.copyOf(listings);
    findings = List.copyOf(findings);
    corrections = List.copyOf(corrections);
    meanings = Map.copyOf(meanings);
  }

  /**
   * A loaded revision with its totals.
   *
   * @param codes distinct procedure codes, ended ones included
   * @param terminated codes and modifiers with a termination date
   * @param added codes and modifiers that the edition before does not list
   * @param ended those that got a termination date
   * @param changed those with another value in any field
   * @param isSample whether it is of the sample that comes with the program
   */
  public record ReportRelease(
      int id,
      String edition,
      int revision,
      LocalDate effectiveOn,
      LocalDate publishedOn,
      String publishedBasis,
      String archiveName,
      String archiveSha256,
      int codes,
      int modifiers,
      int terminated,
      int added,
      int ended,
      int changed,
      boolean isSample) {}

  /**
   * A section of the code set, or the modifiers.
   *
   * @param key the letter that its codes begin with; {@code modifiers} for those
   * @param listed how many codes the edition lists
   */
  public record SectionCount(String key, String title, int listed) {}

  /** A row of {@code hcpcs.code_change}. */
  public record ChangeNotice(
      String code,
      String change,
      String field,
      String oldValue,
      String newValue,
      String action,
      String effectiveOn,
      boolean silent) {

    public boolean isText() {
      return field.equals("long_description") || field.equals("short_description");
    }

    /** The key of its {@link SectionCount}. */
    public String section() {
      return code.length() == 2 ? MODIFIERS : code.substring(0, 1);
    }
  }

  /** What an edition lists of a code. */
  public record ListedTexts(
      String shortDescription,
      String longDescription,
      String addedDate,
      String terminationDate,
      String crossReferences) {

    static final ListedTexts NONE = new ListedTexts("", "", "", "", "");
  }

  /** A row of {@code hcpcs.finding}. */
  public record FindingNotice(
      String severity,
      String rule,
      String code,
      String field,
      String file,
      String line,
      String observed,
      String expected,
      String message) {}

  /** A row of {@code hcpcs.correction}. */
  public record CorrectionNotice(
      String file,
      String line,
      String code,
      String action,
      String cells,
      String verdict,
      String explanation) {}

  /** The key of the section of modifiers. */
  static final String MODIFIERS = "modifiers";

  public ListedTexts listing(String code) {
    return listings.getOrDefault(code, ListedTexts.NONE);
  }

  /** What a value of a lookup table means; empty if nobody says. */
  public String meaning(String table, String value) {
    return meanings.getOrDefault(table, Map.of()).getOrDefault(value, "");
  }
}

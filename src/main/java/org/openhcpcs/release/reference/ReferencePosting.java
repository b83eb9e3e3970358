package org.openhcpcs.release.reference;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.release.Naming;
import org.openhcpcs.release.Release;

/**
 * When a reference table was posted, and whether it is CMS's own. Of two for one edition the
 * greater prevails: CMS posts a crosswalk anew within its quarter, and others pass on lists that
 * they have cleaned.
 *
 * @param mark what tells that it is CMS's own
 * @param on the day of the posting; the first day of the edition where no name states one
 * @param basis what told the day
 */
public record ReferencePosting(Mark mark, LocalDate on, Release.PublishedBasis basis)
    implements Comparable<ReferencePosting> {

  private static final Pattern DAY =
      Pattern.compile("(?<!\\d)(\\d\\d)[-_]?(\\d\\d)[-_]?(20\\d\\d|\\d\\d)(?!\\d)");

  /** As in {@code section 508 version of January 2023 ASP NDC-HCPCS Crosswalk 121522.csv}. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(NDC[ _-]?HCPCS[ _-]Crosswalk|(ASP[ _-]Pricing|Payment[ _-]Limits?)[ _-]Files?)[ _-]?\\d{6}(\\d\\d)?([.][a-z]+)?");

  private static final Pattern TITLE =
      Pattern.compile("(?i)NDC ?- ?HCPCS Crosswalk|Payment Allowance Limits|Payment Limit");

  private static final Comparator<ReferencePosting> ORDER =
      Comparator.comparing(ReferencePosting::mark).thenComparing(ReferencePosting::on);

  /** What tells that a file is CMS's own, the weakest first. */
  public enum Mark implements Labelled {
    /** Nothing. */
    NONE,
    /** The form of its name, which anybody can give. */
    NAME,
    /** The title above its header, which those who clean a table take away. */
    TITLE
  }

  /**
   * What names and titles tell.
   *
   * @param names of the file, and of the zip or folder around it
   * @param titles the rows above the header
   */
  public static ReferencePosting of(List<String> names, List<String> titles, Edition edition) {
    Optional<LocalDate> named = names.stream().flatMap(name -> day(name).stream()).findFirst();
    Mark mark =
        titles.stream().anyMatch(title -> TITLE.matcher(title).find())
            ? Mark.TITLE
            : names.stream().anyMatch(name -> NAME.matcher(name).matches()) ? Mark.NAME : Mark.NONE;
    return new ReferencePosting(
        mark,
        named.orElse(edition.effectiveOn()),
        named.isPresent() ? Release.PublishedBasis.NAME : Release.PublishedBasis.EDITION);
  }

  /** The day that a name states as MMDDYY or MMDDYYYY. */
  private static Optional<LocalDate> day(String name) {
    return DAY.matcher(name)
        .results()
        .flatMap(day -> Naming.date(year(day.group(3)), day.group(1), day.group(2)).stream())
        .findFirst();
  }

  private static String year(String digits) {
    return digits.length() == 2 ? "20" + digits : digits;
  }

  @Override
  public int compareTo(ReferencePosting other) {
    return ORDER.compare(this, other);
  }
}

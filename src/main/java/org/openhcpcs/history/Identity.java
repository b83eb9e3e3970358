package org.openhcpcs.history;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openhcpcs.code.Edition;

/**
 * Decides whether a code that an edition lists still means what it meant before, or was reused for
 * something else.
 *
 * <p>A code is reused when its added date has moved past the end of its former life, or past its
 * former added date where it had no end, and its text is another: of the words of both texts less
 * than {@value #RELATED_SHARE} are common. Case does not count, so the change from capitals to
 * sentence case in 2013 is none. A reviewed list can say otherwise, by code and edition.
 */
public final class Identity {

  /**
   * The most alike texts seen under a reused code, J7322 in 2009 and 2017, two products of one
   * kind, share 0.54 of their words.
   */
  static final double RELATED_SHARE = 0.7;

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{Alnum}]+");

  private final Map<String, List<Reviewed>> reviewed;

  /**
   * @param reviewed decisions of a person, which stand
   */
  public Identity(Collection<Reviewed> reviewed) {
    this.reviewed =
        reviewed.stream()
            .sorted(Comparator.comparing(Reviewed::edition))
            .collect(Collectors.groupingBy(Reviewed::code));
  }

  /**
   * A decision of a person.
   *
   * @param code the code or modifier
   * @param edition the first edition that lists the code with its changed record
   * @param verdict whether it means the same as before
   * @param reason why, in words
   * @param who who decided; empty if that is not recorded
   */
  public record Reviewed(
      String code, Edition edition, Sameness verdict, String reason, Optional<String> who) {

    public Reviewed(String code, Edition edition, Sameness verdict, String reason) {
      this(code, edition, verdict, reason, Optional.empty());
    }
  }

  /** Whether a record means the same as the one before. */
  public enum Sameness {
    SAME,
    NEW
  }

  /**
   * A decision.
   *
   * @param verdict the same meaning or a new one
   * @param evidence why, in words
   */
  record Decision(Sameness verdict, String evidence) {}

  /**
   * Decides between two records of a code.
   *
   * @param since the edition that first had the record before; a person's decision counts for the
   *     editions behind it, whether or not they are loaded
   * @param edition the first edition that has the record after
   */
  Decision decide(
      String code, Edition since, Edition edition, RecordFacts before, RecordFacts after) {
    Optional<Reviewed> byPerson =
        reviewed.getOrDefault(code, List.of()).stream()
            .filter(decision -> decision.edition().compareTo(since) > 0)
            .filter(decision -> decision.edition().compareTo(edition) <= 0)
            .reduce((first, second) -> second);
    if (byPerson.isPresent()) {
      return new Decision(byPerson.get().verdict(), "reviewed: " + byPerson.get().reason());
    }
    LocalDate added = after.addedDate();
    LocalDate addedBefore = before.addedDate();
    if (added == null || addedBefore == null || !added.isAfter(addedBefore)) {
      return new Decision(Sameness.SAME, "");
    }
    boolean pastEnd = before.end().map(end -> !added.isBefore(end)).orElse(true);
    double share = share(before.longDescription(), after.longDescription());
    String evidence =
        String.format(
            Locale.ROOT,
            "added date moved from %s to %s, %.0f %% of the words in common",
            addedBefore,
            added,
            100 * share);
    return new Decision(pastEnd && share < RELATED_SHARE ? Sameness.NEW : Sameness.SAME, evidence);
  }

  /** The share of the words of two texts that both have, 0 to 1. */
  static double share(String a, String b) {
    Set<String> all = words(a);
    Set<String> common = new HashSet<>(all);
    Set<String> other = words(b);
    all.addAll(other);
    common.retainAll(other);
    return all.isEmpty() ? 1 : (double) common.size() / all.size();
  }

  private static Set<String> words(String text) {
    return NO_WORD
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }
}

package org.openhcpcs.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The history of all codes in memory: which verdict holds on which dates of service, as it was
 * known on a day. The functions {@code hcpcs.code_validity} and {@code hcpcs.replacement_chain} of
 * the database say the same in SQL; tests compare them.
 *
 * <p>Immutable, so that threads may share it.
 */
public final class CodeLives {

  private final Map<String, List<LifeRow>> rows;
  private final List<Listing> listings;

  /**
   * A release and what it lists.
   *
   * @param releaseId its key
   * @param edition the edition, as YYYY-MM
   * @param revision which revision of it, 1 upwards
   * @param effectiveOn the first day of its quarter
   * @param end the first day of the next quarter
   * @param publishedOn the day of its publication
   * @param isCurrent whether it is the current revision of its edition
   * @param recordIds the records that it lists
   */
  public record Listing(
      int releaseId,
      String edition,
      int revision,
      int effectiveOn,
      int end,
      int publishedOn,
      boolean isCurrent,
      BitSet recordIds)
      implements Comparable<Listing> {

    public boolean lists(int recordId) {
      return recordIds.get(recordId);
    }

    /** The newest comes first. */
    @Override
    public int compareTo(Listing other) {
      int byEdition = other.edition.compareTo(edition);
      return byEdition == 0 ? Integer.compare(other.revision, revision) : byEdition;
    }
  }

  /**
   * Takes what the database holds.
   *
   * @param rows the rows of each code, which nobody changes any more
   * @param listings all releases
   */
  public CodeLives(Map<String, List<LifeRow>> rows, List<Listing> listings) {
    this.rows = Collections.unmodifiableMap(rows);
    this.listings = listings.stream().sorted().toList();
  }

  /** All codes. */
  public Set<String> codes() {
    return rows.keySet();
  }

  /** The oldest and the newest edition, if anything is loaded. */
  public List<Listing> ends() {
    List<Listing> current = listings.stream().filter(Listing::isCurrent).toList();
    return current.isEmpty() ? List.of() : List.of(current.get(current.size() - 1), current.get(0));
  }

  /**
   * The last publication on or before a day, which decides what was known on it; {@link
   * LifeRow#FIRST} if nothing was published by then.
   */
  public int asOf(int knownOn) {
    return listings.stream()
        .mapToInt(Listing::publishedOn)
        .filter(day -> day <= knownOn)
        .max()
        .orElse(LifeRow.FIRST);
  }

  /** The spans of a code from the beginning to the end of time; none if nothing was known of it. */
  public List<ValidSpan> spans(String code, int asOf) {
    List<LifeRow> known = known(code, asOf);
    List<ValidSpan> spans = new ArrayList<>(2 + 2 * known.size());
    for (int i = 0; i < known.size(); i++) {
      LifeRow row = known.get(i);
      boolean isFirst = i == 0;
      int starts = row.isEmpty() ? LifeRow.FIRST : row.from();
      int ends = row.isEmpty() ? LifeRow.FIRST : row.to();
      int leaves = Math.min(ends, Math.max(starts, row.absentSince()));
      int next = i + 1 < known.size() ? known.get(i + 1).place() : LifeRow.NEVER;
      if (isFirst && starts > LifeRow.FIRST) {
        spans.add(span(code, row, asOf, LifeRow.FIRST, starts, Verdict.NOT_YET_VALID, starts));
      }
      if (starts < leaves) {
        spans.add(span(code, row, asOf, starts, leaves, Verdict.VALID, starts));
      }
      if (leaves < ends) {
        spans.add(span(code, row, asOf, leaves, ends, Verdict.ABSENT, row.absentSince()));
      }
      if (ends < next && (isFirst || ends > LifeRow.FIRST)) {
        spans.add(span(code, row, asOf, ends, next, Verdict.TERMINATED, ends));
      }
    }
    return spans;
  }

  private ValidSpan span(
      String code, LifeRow row, int asOf, int from, int to, Verdict verdict, int about) {
    boolean isOver = verdict == Verdict.ABSENT || verdict == Verdict.TERMINATED;
    return new ValidSpan(
        from,
        to,
        verdict,
        about,
        row.meaning(),
        row.recordId(),
        isOver ? replacement(code, row, asOf) : "",
        listing(row.recordId(), asOf).map(Listing::edition).orElse(""));
  }

  /** What holds for a code on a date of service, as it was known on a day. */
  public ValidSpan on(String code, int on, int knownOn) {
    return spans(code, asOf(knownOn)).stream()
        .filter(span -> on < span.to()) // they leave no day out
        .findFirst()
        .orElseGet(() -> ValidSpan.unlisted(Verdict.ofUnlisted(code), knownOn));
  }

  /** The codes that cross references lead to from others, those included. */
  public Set<String> reachable(Collection<String> from) {
    Set<String> reached = new HashSet<>(from);
    List<String> open = new ArrayList<>(reached);
    for (int i = 0; i < open.size(); i++) {
      for (LifeRow row : rows.getOrDefault(open.get(i), List.of())) {
        row.crossReferences().stream().filter(reached::add).forEach(open::add);
      }
    }
    return reached;
  }

  /** What was known of a code, in the order of its life. */
  private List<LifeRow> known(String code, int asOf) {
    List<LifeRow> known = new ArrayList<>();
    for (LifeRow row : rows.getOrDefault(code, List.of())) {
      if (row.isKnown(asOf)) {
        known.add(row);
      }
    }
    if (known.size() > 1) {
      Collections.sort(known);
    }
    return known;
  }

  /** The current revisions that were published by a day, the newest edition first. */
  public List<Listing> editions(int knownOn) {
    return listings.stream()
        .filter(listing -> listing.isCurrent() && listing.publishedOn() <= knownOn)
        .toList();
  }

  /** The newest release known by then that lists a record. */
  public Optional<Listing> listing(int recordId, int asOf) {
    for (Listing listing : listings) {
      if (listing.publishedOn() <= asOf && listing.lists(recordId)) {
        return Optional.of(listing);
      }
    }
    return Optional.empty();
  }

  /**
   * A code in a cross reference.
   *
   * @param livingEnd the code at the end of the chain that begins with it; null where none lives
   */
  public record Replacement(String target, @Nullable String livingEnd) {}

  /** What replaces a code on the days of a span; nothing unless it ended or is absent. */
  public List<Replacement> replacements(String code, ValidSpan span, int asOf) {
    return span.replacement().isEmpty()
        ? List.of()
        : known(code, asOf).stream()
            .filter(row -> row.recordId() == span.recordId())
            .findFirst()
            .map(row -> replacements(code, row, asOf))
            .orElseThrow();
  }

  private List<Replacement> replacements(String code, LifeRow row, int asOf) {
    List<Replacement> replacements = new ArrayList<>(row.crossReferences().size());
    for (String target : row.crossReferences()) {
      replacements.add(new Replacement(target, livingEnd(code, row.neededOn(), target, asOf)));
    }
    return replacements;
  }

  /** The living ends of a row's cross references, else their targets. */
  private String replacement(String code, LifeRow row, int asOf) {
    StringJoiner replacement = new StringJoiner(" ");
    for (Replacement each : replacements(code, row, asOf)) {
      replacement.add(each.livingEnd() == null ? each.target() : each.livingEnd());
    }
    return replacement.toString();
  }

  /**
   * Follows a cross reference of a code, in whose place another is needed from a day on, to a code
   * that did not end; null in a circle and at a dead end.
   */
  private @Nullable String livingEnd(String code, int from, String target, int asOf) {
    Set<Map.Entry<String, Integer>> lives = new HashSet<>();
    lives.add(Map.entry(code, from));
    String last = target;
    int neededOn = from;
    while (true) {
      LifeRow meant = meant(last, neededOn, asOf);
      neededOn = meant == null ? LifeRow.NEVER : meant.neededOn();
      if (!lives.add(Map.entry(last, neededOn))) {
        return null;
      }
      if (meant == null) {
        return Verdict.ofUnlisted(last) == Verdict.UNKNOWN ? null : last;
      }
      if (!meant.isEmpty() && meant.to() == LifeRow.NEVER) {
        return last;
      }
      if (meant.crossReferences().isEmpty()) {
        return null;
      }
      last = meant.crossReferences().get(0);
    }
  }

  /**
   * Of the meanings of a reused code the one that lived on the day or came next: what it meant
   * still later, CMS did not know.
   */
  private @Nullable LifeRow meant(String code, int neededOn, int asOf) {
    List<LifeRow> known = known(code, asOf);
    if (known.size() < 2) { // nearly always; to compare is slow until it is compiled
      return known.isEmpty() ? null : known.get(0);
    }
    Set<Integer> living = new HashSet<>();
    for (LifeRow row : known) {
      if (!row.isEmpty() && (neededOn == LifeRow.NEVER || row.to() > neededOn)) {
        living.add(row.meaning());
      }
    }
    LifeRow meant = known.get(0);
    for (LifeRow row : known) {
      boolean lives = living.contains(row.meaning());
      if (lives != living.contains(meant.meaning())
          ? lives
          : row.meaning() != meant.meaning()
              ? (row.meaning() < meant.meaning()) == (lives && neededOn != LifeRow.NEVER)
              : isNewer(row, meant)) {
        meant = row;
      }
    }
    return meant;
  }

  /** Of two rows of one meaning, the one that held on a day, from a later one on, known later. */
  private static boolean isNewer(LifeRow row, LifeRow other) {
    if (row.isEmpty() != other.isEmpty()) {
      return other.isEmpty();
    }
    return row.from() == other.from()
        ? row.recordId() > other.recordId()
        : row.from() > other.from();
  }
}

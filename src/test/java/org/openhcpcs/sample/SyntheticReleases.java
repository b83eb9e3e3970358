package org.openhcpcs.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.openhcpcs.code.Edition;

/**
 * Successive editions of any size, for tests and benchmarks, that pass for CMS's. The same
 * arguments give the same editions. Only the current edition is held in memory; iterate, and let
 * each one go.
 *
 * @param seed where the random numbers begin
 * @param codes procedures in the first edition; one modifier comes with every twenty of them, up to
 *     338
 * @param shareOfChanges the share of records that every later edition changes, 0 to 1; a quarter as
 *     many are added
 * @param first the first edition; the others follow quarter by quarter
 * @param editions how many
 */
public record SyntheticReleases(
    long seed, int codes, double shareOfChanges, Edition first, int editions)
    implements Iterable<SampleRelease> {

  private static final LocalDate LONG_AGO = LocalDate.of(1995, 1, 1);
  private static final int CODES_PER_MODIFIER = 20;
  private static final int DAYS_AHEAD = 20;

  public SyntheticReleases {
    if (codes < 1
        || codes > SyntheticRecords.capacity()
        || shareOfChanges < 0
        || shareOfChanges > 1
        || editions < 0) {
      throw new IllegalArgumentException(
          codes + " codes, " + shareOfChanges + " changed, " + editions + " editions");
    }
  }

  @Override
  public Iterator<SampleRelease> iterator() {
    return new Editions();
  }

  private final class Editions implements Iterator<SampleRelease> {

    private final Random random = new Random(seed);
    private final SyntheticRecords maker = new SyntheticRecords(random);
    private List<SampleRecord> current = List.of();
    private Edition edition = first;
    private int written;
    private int used;

    @Override
    public boolean hasNext() {
      return written < editions;
    }

    @Override
    public SampleRelease next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      current = written == 0 ? firstRecords() : nextRecords();
      SampleRelease release =
          SampleRelease.of(edition, edition.effectiveOn().minusDays(DAYS_AHEAD), current)
              .unmarked();
      written++;
      edition = following(edition);
      return release;
    }

    private List<SampleRecord> firstRecords() {
      List<SampleRecord> records = new ArrayList<>();
      int modifiers = Math.min(codes / CODES_PER_MODIFIER, SyntheticRecords.modifierCapacity() / 2);
      for (int i = 0; i < modifiers; i++) {
        records.add(maker.added(SyntheticRecords.modifier(i), LONG_AGO, "N"));
      }
      for (used = 0; used < codes; used++) {
        records.add(maker.added(SyntheticRecords.code(used), LONG_AGO, "N"));
      }
      return records;
    }

    private List<SampleRecord> nextRecords() {
      LocalDate on = edition.effectiveOn();
      List<SampleRecord> records = new ArrayList<>();
      for (SampleRecord old : current) {
        boolean changes = random.nextDouble() < shareOfChanges;
        records.add(changes ? maker.changed(old, on) : SyntheticRecords.unchanged(old));
      }
      int added = (int) Math.min(codes * shareOfChanges / 4, SyntheticRecords.capacity() - used);
      for (int end = used + added; used < end; used++) {
        records.add(maker.added(SyntheticRecords.code(used), on, "A"));
      }
      return records;
    }

    private static Edition following(Edition edition) {
      return edition.month() == 10
          ? new Edition(edition.year() + 1, 1)
          : new Edition(edition.year(), edition.month() + 3);
    }
  }
}

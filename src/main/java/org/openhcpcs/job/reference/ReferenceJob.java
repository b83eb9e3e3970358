package org.openhcpcs.job.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.reference.ReferenceKind;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.LoggedRun;
import org.openhcpcs.source.reference.ReferenceColumn;
import org.openhcpcs.store.reference.ReferenceStore;
import org.openhcpcs.store.site.SiteTables;

/** Brings reference tables into the database: NDC-HCPCS crosswalks, payment files and the RBCS. */
public record ReferenceJob(Database database) {

  /** How many things of a sort the notes name; the database has all. */
  private static final int SHOWN = 20;

  /**
   * What a load did.
   *
   * @param outcomes what became of each table, in the order of the paths
   * @param notes what was noticed, a sentence each
   */
  public record TablesLoaded(List<ReferenceStore.TableOutcome> outcomes, List<String> notes) {
    public TablesLoaded {
      outcomes = List.copyOf(outcomes);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Loads the tables in zips, folders and files, all or none.
   *
   * @param given the edition that the user states; it prevails over names
   * @throws HcpcsException PATH_NOT_FOUND, FILE_UNREADABLE, ARCHIVE_DAMAGED, ARCHIVE_HOSTILE or
   *     NO_RELEASE_FOUND for a file that cannot be used, USAGE if nothing tells the edition,
   *     LOCK_HELD if another run holds the lock; nothing is changed then
   */
  public TablesLoaded load(List<Path> paths, Optional<Edition> given) {
    return readAndUse(
        paths,
        given,
        tables ->
            LoggedRun.unheard(
                database,
                "reference load "
                    + paths
                    + given.map(edition -> " --edition " + edition).orElse(""),
                () -> new ReferenceStore(database.sql()).load(tables),
                loaded -> loaded.stream().noneMatch(ReferenceStore.TableOutcome::isNew)));
  }

  /**
   * The same as part of a run that holds the lock, with the editions that names and titles tell.
   *
   * @throws HcpcsException as {@link #load} does
   */
  public TablesLoaded loadWithin(List<Path> paths) {
    return readAndUse(paths, Optional.empty(), new ReferenceStore(database.sql())::load);
  }

  /** What {@link #load} would do; writes nothing. */
  public TablesLoaded dryRun(List<Path> paths, Optional<Edition> given) {
    return readAndUse(paths, given, new ReferenceStore(database.sql())::plan);
  }

  private TablesLoaded readAndUse(
      List<Path> paths,
      Optional<Edition> given,
      Function<List<ReferenceStore.ReferenceRelease>, List<ReferenceStore.TableOutcome>> use) {
    List<String> notes = new ArrayList<>();
    List<ReferenceStore.TableOutcome> outcomes =
        use.apply(ReferenceTables.read(paths, given, notes));
    addNotes(outcomes, notes);
    return new TablesLoaded(outcomes, notes);
  }

  /**
   * Takes out one revision of an edition, or all; returns how many revisions there were.
   *
   * @throws HcpcsException LOCK_HELD if another run holds the lock
   */
  public int remove(ReferenceKind kind, Edition edition, OptionalInt revision) {
    return LoggedRun.unheard(
        database,
        "reference remove " + kind.label() + " " + edition,
        () -> new ReferenceStore(database.sql()).remove(kind, edition, revision),
        removed -> removed == 0);
  }

  private void addNotes(List<ReferenceStore.TableOutcome> outcomes, List<String> notes) {
    Set<String> codes = new TreeSet<>();
    for (ReferenceStore.TableOutcome outcome : outcomes) {
      if (!outcome.isNew()) {
        continue;
      }
      ReferenceStore.ReferenceRelease release = outcome.release();
      notes.addAll(release.table().notes());
      List<String> rejected =
          release.table().rejected().stream()
              .map(row -> "line %d was not loaded: %s".formatted(row.number(), row.reason()))
              .toList();
      List<String> others =
          release.table().lines().stream()
              .filter(
                  line ->
                      !line.values().containsKey(ReferenceColumn.NDC)
                          && !line.values().containsKey(ReferenceColumn.GTIN))
              .flatMap(
                  line ->
                      line
                          .text(ReferenceColumn.PRODUCT_NUMBER)
                          .map(
                              product ->
                                  "line %d: %.40s is no NDC; the row was kept without one"
                                      .formatted(line.number(), product))
                          .stream())
              .toList();
      List<String> unread =
          release.table().unread().stream()
              .map(cell -> "line %d: %s".formatted(cell.number(), cell.reason()))
              .toList();
      if (release.table().leftOut() > 0) {
        notes.add(
            "%s: %,d rows of Level I and dental codes were left out"
                .formatted(release.file(), release.table().leftOut()));
      }
      addFirst(release.file() + " ", rejected, "such lines; see hcpcs.reference_rejected", notes);
      addFirst(release.file() + " ", unread, "such cells; see hcpcs.reference_unread", notes);
      addFirst(release.file() + " ", others, "such numbers; see hcpcs.ndc_crosswalk", notes);
      release.table().lines().stream()
          .flatMap(line -> line.text(ReferenceColumn.CODE).stream())
          .forEach(codes::add);
    }
    Set<String> unknown = new SiteTables(database.sql()).unknown(codes);
    if (!unknown.isEmpty()) {
      notes.add(
          String.format(
              "%,d of %,d codes are in no loaded edition: %s%s; their rows were kept",
              unknown.size(),
              codes.size(),
              String.join(", ", unknown.stream().limit(SHOWN).toList()),
              unknown.size() > SHOWN ? ", ..." : ""));
    }
  }

  private static void addFirst(
      String place, List<String> sentences, String more, List<String> notes) {
    sentences.stream().limit(SHOWN).forEach(sentence -> notes.add(place + sentence));
    if (sentences.size() > SHOWN) {
      notes.add(String.format("%sand %,d more %s", place, sentences.size() - SHOWN, more));
    }
  }
}

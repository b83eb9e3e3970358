package org.openhcpcs.store.derive;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Sql;

/**
 * Brings up to date what follows from the releases, once, in the transaction that changes them.
 * Whoever changes something says what it was; {@link #run} then takes the steps that it makes
 * necessary, always in the same order. Each step but the history, the units and the corrections,
 * which are derived in memory, is a function in {@code migrations/R__0035_derivation.sql}, which
 * says what it reads and what it makes.
 */
public final class Derivation {

  /**
   * Statistics of what the first release brought. By itself the server takes them within a minute,
   * and until then it answers a join of two histories in two minutes instead of a moment.
   */
  private static final String ANALYZE_FIRST =
      """
      do $$
      begin
        if exists (select from hcpcs.code_history)
          and (select reltuples <= 0 from pg_catalog.pg_class where oid = 'hcpcs.code_history'::regclass) then
          analyze hcpcs.code_record, hcpcs.code_history, hcpcs.code_change, hcpcs.search_document, hcpcs_load.newest_listing;
        end if;
      end
      $$
      """;

  private final Sql sql;
  private final SortedSet<Edition> changed = new TreeSet<>();
  private final SortedSet<Edition> reported = new TreeSet<>();
  private int addedAlone;
  private @Nullable Gone gone;
  private boolean reviewed;

  /**
   * A release that goes alone, the only one of its edition.
   *
   * @param behind the release after it, if there is one
   * @param codes those of which it says something else than the edition before
   */
  private record Gone(int releaseId, @Nullable Integer behind, Set<String> codes) {}

  public Derivation(Sql sql) {
    this.sql = sql;
  }

  /** A release was added. */
  public void releaseAdded(Edition edition, int releaseId) {
    int alone = changed.isEmpty() ? releaseId : 0;
    releasesChanged(edition);
    addedAlone = alone;
  }

  /** A release is about to be removed. */
  public void releaseGoes(Edition edition, int releaseId) {
    Gone alone = changed.isEmpty() ? alone(releaseId).orElse(null) : null;
    releasesChanged(edition);
    gone = alone;
  }

  private Optional<Gone> alone(int releaseId) {
    return new HistoryStore(sql)
        .codesOf(releaseId)
        .map(
            codes ->
                new Gone(
                    releaseId,
                    sql.find(
                            """
                            select n.release_id
                            from hcpcs_load.succession s
                            join hcpcs_load.succession n on n.place = s.place + 1
                            where s.release_id = ?
                            """,
                            Integer.class,
                            releaseId)
                        .orElse(null),
                    codes));
  }

  /** Releases of an edition are gone, say something else, or were published at another time. */
  public void releasesChanged(Edition edition) {
    addedAlone = 0;
    gone = null;
    changed.add(edition);
  }

  /** A release got files that it did not have, or they were read again. */
  public void companionsChanged(Edition edition) {
    reported.add(edition);
  }

  /** A person decided otherwise on the meaning of codes. */
  public void meaningsReviewed() {
    reviewed = true;
  }

  /**
   * Takes the steps. Corrections are judged each time: any release may be the one that one of them
   * is about.
   *
   * @return how many records went because no release holds them any more
   */
  public int run() {
    changed.forEach(edition -> call("number_revisions(?)", edition.toString()));
    // Findings come without a release, too: whoever keeps answers knows a new state by these rows.
    reported.forEach(
        edition ->
            sql.run(
                "update hcpcs.release set edition = edition where edition = ?",
                edition.toString()));
    for (Edition corrected : new CorrectedRevisions(sql).refresh()) {
      releasesChanged(corrected);
    }
    boolean atTheEnd = addedAlone != 0 && isBehindAllOthers(addedAlone);
    if (!changed.isEmpty()) {
      if (gone != null) {
        call("take_out_of_listing_stretches(?, ?)", gone.releaseId(), gone.behind());
      } else {
        call("refresh_listing_stretches(?)", atTheEnd ? addedAlone : null);
      }
      call("refresh_newest_listing(?)", atTheEnd ? addedAlone : null);
    }
    if (!changed.isEmpty() || reviewed) {
      HistoryStore history = new HistoryStore(sql);
      Optional<Set<String>> codes =
          gone != null ? Optional.of(gone.codes()) : history.codesOf(addedAlone);
      history.refresh(reviewed ? Optional.empty() : codes);
    }
    changed.forEach(edition -> call("refresh_changes(?)", edition.toString()));
    SortedSet<Edition> compared = new TreeSet<>(changed);
    compared.addAll(reported);
    compared.forEach(edition -> call("refresh_transactions(?)", edition.toString()));
    int removed = 0;
    if (!changed.isEmpty()) {
      call("refresh_search()");
      call("tell_events()");
      removed = sql.one("select hcpcs_load.remove_unheld_records()", row -> row.getInt(1));
    }
    call("refresh_lookups()");
    new UnitStore(sql).compareDosages();
    sql.run(ANALYZE_FIRST);
    return removed;
  }

  private void call(String function, @Nullable Object... arguments) {
    sql.each("select hcpcs_load." + function, row -> {}, arguments);
  }

  private boolean isBehindAllOthers(int releaseId) {
    return sql.one(
        """
        select not exists (
          select
          from hcpcs.release o
          where o.release_id <> r.release_id and o.effective_on >= r.effective_on)
        from hcpcs.release r
        where r.release_id = ?
        """,
        row -> row.getBoolean(1),
        releaseId);
  }
}

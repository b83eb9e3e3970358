package org.openhcpcs.store.derive;

import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Sql;

/**
 * Keeps what follows from the set of releases in step with it: revisions, newest listings, history,
 * changes, search and what transaction reports say of them.
 */
public final class DerivedTables {

  private static final String NEWEST_LISTING =
      """
      with newest as (
        select release_id from hcpcs.release where is_current_revision order by effective_on desc limit 1
      ), listed as (
        select r.code, r.record_id
        from newest
        join hcpcs.release_code m using (release_id)
        join hcpcs.code_record r using (record_id)
      ), missing as materialized (
        select r.code, r.record_id
        from hcpcs.code_record r
        where not exists (select from listed where listed.code = r.code)
      ), gone as (
        select distinct on (r.code) r.code, r.record_id, l.release_id
        from missing r
        join hcpcs.release_code m using (record_id)
        join hcpcs.release l using (release_id)
        where l.is_current_revision
        order by r.code, l.effective_on desc
      )
      select code, record_id, null::integer as absent_after from listed
      union all
      select code, record_id, release_id from gone
      """;

  /**
   * The same after a release was added behind all others: what it does not list stays as it was.
   */
  private static final String NEWEST_LISTING_AFTER =
      """
      with listed as (
        select r.code, r.record_id
        from hcpcs.release_code m
        join hcpcs.code_record r using (record_id)
        where m.release_id = %1$d
      ), before as (
        select release_id
        from hcpcs.release
        where is_current_revision and release_id <> %1$d
        order by effective_on desc
        limit 1
      )
      select code, record_id, null::integer as absent_after from listed
      union all
      select n.code, n.record_id, coalesce(n.absent_after, (select release_id from before))
      from hcpcs_load.newest_listing n
      where not exists (select from listed where listed.code = n.code)
      """;

  /**
   * Statistics of what the first release brought. By itself the server takes them within a minute,
   * and until then it answers a join of two histories in two minutes instead of a moment.
   */
  private static final String ANALYZE_FIRST =
      """
      do $$
      begin
        if (select reltuples < 0 from pg_catalog.pg_class where oid = 'hcpcs.code_history'::regclass) then
          analyze hcpcs.code_record, hcpcs.code_history, hcpcs.code_change, hcpcs.search_document, hcpcs_load.newest_listing;
        end if;
      end
      $$
      """;

  private final Connection connection;
  private final Sql sql;
  private final HistoryStore history;
  private final ChangeStore changes;
  private final TransactionStore transactions;
  private final SearchStore search;
  private final CodeEvents events;

  public DerivedTables(Connection connection) {
    this.connection = connection;
    this.sql = new Sql(connection);
    this.history = new HistoryStore(connection);
    this.changes = new ChangeStore(connection);
    this.transactions = new TransactionStore(connection);
    this.search = new SearchStore(connection);
    this.events = new CodeEvents(connection);
  }

  public void releaseAdded(Edition edition, int releaseId) {
    planForSets();
    renumberRevisions(edition);
    refreshNewestListing(
        isBehindAllOthers(releaseId) ? NEWEST_LISTING_AFTER.formatted(releaseId) : NEWEST_LISTING);
    search.listingChanged();
    history.releaseAdded(releaseId);
    changes.editionChanged(edition);
    transactions.editionChanged(edition);
    planAsEver();
    correctionsChanged();
    sql.run(ANALYZE_FIRST);
  }

  /**
   * The server has no statistics of what this transaction brought, nor of the records in the array
   * of a release, and would look through the array once for each of hundreds of records.
   */
  private void planForSets() {
    sql.run("set local enable_nestloop = off");
  }

  private void planAsEver() {
    sql.run("set local enable_nestloop to default");
  }

  /** A release is gone, or turned out to have been published at another time. */
  public void editionChanged(Edition edition) {
    rebuild(edition);
    correctionsChanged();
  }

  /** A person decided otherwise on the meaning of codes. */
  public void meaningsReviewed() {
    history.rebuild();
  }

  /** Corrections came, or are to be applied. */
  public void correctionsChanged() {
    new CorrectedRevisions(connection).refresh(this::rebuild);
    events.record();
  }

  private void rebuild(Edition edition) {
    planForSets();
    renumberRevisions(edition);
    refreshNewestListing(NEWEST_LISTING);
    search.listingChanged();
    history.rebuild();
    changes.editionChanged(edition);
    transactions.editionChanged(edition);
    planAsEver();
  }

  /** A release that is published got files that it did not have. */
  public void companionsAdded(Edition edition) {
    planForSets();
    transactions.editionChanged(edition);
    planAsEver();
    correctionsChanged();
  }

  /** Derives everything anew into temporary tables, of which {@link #differences} asks. */
  void deriveAside() {
    history.deriveAll();
    changes.deriveAll();
  }

  /** Queries for what is stored but would not be derived, and the reverse, by what is derived. */
  Map<String, String> differences() {
    Map<String, String> differences = new HashMap<>(SearchStore.DIFFERENCES);
    differences.putAll(
        Map.of(
            "derived-history",
            HistoryStore.DIFFERENCE,
            "derived-change",
            ChangeStore.CHANGE_DIFFERENCE,
            "derived-change-finding",
            ChangeStore.FINDING_DIFFERENCE,
            "derived-newest-listing",
            Difference.query(
                "code, record_id, absent_after",
                "hcpcs_load.newest_listing",
                "(" + NEWEST_LISTING + ") t")));
    return differences;
  }

  /**
   * What nothing dates counts as published when its edition took effect, but not after anything of
   * the edition that something dates: it never takes the place of that.
   */
  public void dateUndated(Edition edition) {
    sql.run(
        """
        update hcpcs.release r
        set published_on = d.published_on
        from (
          select least(min(effective_on), min(published_on) filter (where published_basis <> 'edition')) as published_on
          from hcpcs.release
          where edition = ? and corrects_release_id is null
        ) d
        where r.edition = ? and r.corrects_release_id is null and r.published_basis = 'edition'
          and r.published_on <> d.published_on
        """,
        edition.toString(),
        edition.toString());
  }

  /** Revisions count in the order of publication, whatever the order in which they were loaded. */
  private void renumberRevisions(Edition edition) {
    dateUndated(edition);
    sql.run(
        "update hcpcs.release set is_current_revision = false where edition = ? and is_current_revision",
        edition.toString());
    sql.run(
        """
        update hcpcs.release r
        set revision = o.place, is_current_revision = o.place = o.revisions
        from (
          select release_id, count(*) over () as revisions,
            row_number() over (
              order by published_on, corrects_release_id is not null, published_basis <> 'edition',
                named_revision, archive_sha256) as place
          from hcpcs.release
          where edition = ?
        ) o
        where r.release_id = o.release_id
        """,
        edition.toString());
  }

  private boolean isBehindAllOthers(int releaseId) {
    return sql.find(
            """
            select not exists (
              select
              from hcpcs.release o
              where o.release_id <> r.release_id and o.effective_on >= r.effective_on)
            from hcpcs.release r
            where r.release_id = ?
            """,
            row -> row.getBoolean(1),
            releaseId)
        .orElse(false);
  }

  private void refreshNewestListing(String target) {
    sql.run(
        """
        with target as (
          %s
        ), removed as (
          delete from hcpcs_load.newest_listing n where not exists (select from target t where t.code = n.code)
        )
        insert into hcpcs_load.newest_listing as n (code, record_id, absent_after)
        select t.code, t.record_id, t.absent_after
        from target t
        left join hcpcs_load.newest_listing o using (code)
        where o.code is null or (o.record_id, o.absent_after) is distinct from (t.record_id, t.absent_after)
        on conflict (code) do update
        set record_id = excluded.record_id, absent_after = excluded.absent_after
        """
            .formatted(target));
  }
}

package org.openhcpcs.store.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.reference.ReferenceKind;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.release.Release.PublishedBasis;
import org.openhcpcs.release.reference.ReferencePosting;
import org.openhcpcs.source.reference.ReferenceColumn;
import org.openhcpcs.source.reference.ReferenceTable;
import org.openhcpcs.store.derive.UnitStore;

/** The reference tables that are loaded, {@code hcpcs.reference_release} and what hangs on it. */
public record ReferenceStore(Sql sql) {

  /**
   * A table to be loaded.
   *
   * @param kind what it is
   * @param edition the edition that it belongs to
   * @param posting tells which of several for that edition prevails
   * @param file the name of its file
   * @param archive the name of the zip or folder that the file was in; null for none
   * @param sha256 SHA-256 of the file, in lower-case hexadecimal
   * @param table what it says
   */
  public record ReferenceRelease(
      ReferenceKind kind,
      Edition edition,
      ReferencePosting posting,
      String file,
      @Nullable String archive,
      String sha256,
      ReferenceTable table) {}

  /**
   * What becomes of a table.
   *
   * @param release the table
   * @param revision the revision that its file is when all is loaded
   * @param isNew whether the file was not there
   * @param newest the revision that prevails when all is loaded
   */
  public record TableOutcome(ReferenceRelease release, int revision, boolean isNew, int newest) {}

  /**
   * Loads the tables whose files are not loaded, in one transaction. A file of other bytes for a
   * kind and an edition that are there is one more revision; revisions count in the order of their
   * posting, whatever the order in which they were loaded.
   */
  public List<TableOutcome> load(List<ReferenceRelease> releases) {
    return Transaction.committed(
        sql.connection(),
        () -> {
          List<TableOutcome> outcomes = plan(releases);
          for (TableOutcome outcome : outcomes) {
            if (outcome.isNew()) {
              insert(outcome.release(), outcome.newest());
            } else {
              improvePosting(outcome.release());
            }
          }
          for (TableOutcome outcome : outcomes) {
            renumber(outcome.release().kind(), outcome.release().edition());
          }
          new UnitStore(sql).compareDosages();
          return outcomes;
        });
  }

  /**
   * Takes out one revision of an edition, or all; returns how many revisions there were.
   *
   * @param revision the revision; empty for all
   */
  public int remove(ReferenceKind kind, Edition edition, OptionalInt revision) {
    return Transaction.committed(
        sql.connection(),
        () -> {
          int removed =
              sql.run(
                  """
                  delete from hcpcs.reference_release
                  where kind = ? and edition = ? and revision = coalesce(?, revision)
                  """,
                  kind.label(),
                  edition.toString(),
                  revision.isPresent() ? revision.getAsInt() : null);
          renumber(kind, edition);
          new UnitStore(sql).compareDosages();
          return removed;
        });
  }

  /**
   * A file that is loaded, or will be.
   *
   * @param sha256 its SHA-256
   * @param posting when it was posted
   */
  private record Held(String sha256, ReferencePosting posting) {

    /** The same bytes under another name, which may tell more. */
    Held or(ReferencePosting other) {
      return TELLS_MORE.compare(other, posting) > 0 ? new Held(sha256, other) : this;
    }
  }

  private static final Comparator<ReferencePosting> TELLS_MORE =
      Comparator.<ReferencePosting, Boolean>comparing(
              posting -> posting.basis() == PublishedBasis.NAME)
          .thenComparing(Comparator.naturalOrder());

  /** What {@link #load} would make of the tables, one by one. */
  public List<TableOutcome> plan(List<ReferenceRelease> releases) {
    Map<List<Object>, List<Held>> editions = new HashMap<>();
    Set<ReferenceRelease> added = Collections.newSetFromMap(new IdentityHashMap<>());
    for (ReferenceRelease release : releases) {
      List<Held> held =
          editions.computeIfAbsent(
              List.of(release.kind(), release.edition()),
              key -> held(release.kind(), release.edition()));
      int place = shas(held).indexOf(release.sha256());
      if (place < 0) {
        added.add(release);
        held.add(new Held(release.sha256(), release.posting()));
      } else {
        held.set(place, held.get(place).or(release.posting()));
      }
    }
    List<TableOutcome> outcomes = new ArrayList<>();
    for (ReferenceRelease release : releases) {
      List<Held> held =
          Objects.requireNonNull(editions.get(List.of(release.kind(), release.edition())));
      int revision = shas(inOrder(held)).indexOf(release.sha256()) + 1;
      outcomes.add(new TableOutcome(release, revision, added.contains(release), held.size()));
    }
    return outcomes;
  }

  private static List<String> shas(List<Held> held) {
    return held.stream().map(Held::sha256).toList();
  }

  /** In the order of their posting; what was posted alike, as it was loaded. */
  private static List<Held> inOrder(List<Held> held) {
    return held.stream().sorted(Comparator.comparing(Held::posting)).toList();
  }

  /** The files of an edition in the order in which they were loaded. */
  private List<Held> held(ReferenceKind kind, Edition edition) {
    return sql.list(
        """
        select file_sha256, cms_mark, published_on, published_basis
        from hcpcs.reference_release
        where kind = ? and edition = ?
        order by reference_id
        """,
        Held.class,
        kind.label(),
        edition.toString());
  }

  private void renumber(ReferenceKind kind, Edition edition) {
    sql.run(
        """
        update hcpcs.reference_release r
        set revision = o.revision
        from unnest(?) with ordinality as o (file_sha256, revision)
        where r.kind = ? and r.edition = ? and r.file_sha256 = o.file_sha256 and r.revision <> o.revision
        """,
        Sql.array("text", shas(inOrder(held(kind, edition)))),
        kind.label(),
        edition.toString());
  }

  /** Of two names of the same bytes, the one that tells more of their posting names them. */
  private void improvePosting(ReferenceRelease release) {
    boolean tellsMore =
        held(release.kind(), release.edition()).stream()
            .filter(held -> held.sha256().equals(release.sha256()))
            .anyMatch(held -> TELLS_MORE.compare(release.posting(), held.posting()) > 0);
    if (!tellsMore) {
      return;
    }
    sql.run(
        """
        update hcpcs.reference_release
        set file_name = ?, archive_name = ?, published_on = ?, published_basis = ?, cms_mark = ?
        where kind = ? and edition = ? and file_sha256 = ?
        """,
        release.file(),
        release.archive(),
        release.posting().on(),
        release.posting().basis().label(),
        release.posting().mark().label(),
        release.kind().label(),
        release.edition().toString(),
        release.sha256());
  }

  private void insert(ReferenceRelease release, int revision) {
    ReferenceTable table = release.table();
    int id =
        sql.one(
            """
            insert into hcpcs.reference_release
              (kind, edition, revision, published_on, published_basis, cms_mark, file_name, archive_name, file_sha256,
                rows_loaded, rows_rejected, rows_left_out)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            returning reference_id
            """,
            Integer.class,
            release.kind().label(),
            release.edition().toString(),
            revision,
            release.posting().on(),
            release.posting().basis().label(),
            release.posting().mark().label(),
            release.file(),
            release.archive(),
            release.sha256(),
            table.lines().size(),
            table.rejected().size(),
            table.leftOut());
    Set<ReferenceColumn> columns = table.form().columns();
    CopyRows rows = new CopyRows();
    for (ReferenceTable.ReferenceLine line : table.lines()) {
      rows.add(id).add(line.number());
      columns.forEach(column -> rows.addValue(line.values().get(column)));
      rows.endRow();
    }
    rows.send(
        sql.connection(),
        "%s (reference_id, line, %s)"
            .formatted(
                switch (table.form()) {
                  case CROSSWALK, CROSSWALK_WITHOUT_CODES -> "hcpcs.ndc_crosswalk";
                  case PAYMENT_LIMITS -> "hcpcs.payment_limit_line";
                  case RBCS -> "hcpcs.rbcs";
                },
                columns.stream().map(ReferenceColumn::column).collect(Collectors.joining(", "))));
    CopyRows rejected = new CopyRows();
    table.rejected().forEach(row -> rejected.add(id).addRow(row));
    rejected.send(sql.connection(), "hcpcs.reference_rejected (reference_id, line, reason, raw)");
    CopyRows unread = new CopyRows();
    table.unread().forEach(cell -> unread.add(id).addRow(cell));
    unread.send(sql.connection(), "hcpcs.reference_unread (reference_id, line, reason, raw)");
  }
}

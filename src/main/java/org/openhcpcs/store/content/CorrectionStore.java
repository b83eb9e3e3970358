package org.openhcpcs.store.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openhcpcs.check.correction.Correction;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.database.Sql;
import org.openhcpcs.release.Publishing;
import org.openhcpcs.release.Release.PublishedBasis;
import org.openhcpcs.source.companion.CorrectionRow;

/** The table of corrections: their rows as published, and what was made of them. */
public record CorrectionStore(Sql sql) {

  /**
   * A correction in the table.
   *
   * @param row the row as published
   * @param file the workbook's name
   * @param fileSha256 its SHA-256
   * @param archiveName the zip that held it, or itself
   * @param archiveSha256 the SHA-256 of that
   * @param publishing since when it has been published, and which version its name states
   * @param accepted whether revisions are made with it
   */
  public record Stored(
      CorrectionRow row,
      String file,
      String fileSha256,
      String archiveName,
      String archiveSha256,
      Publishing publishing,
      boolean accepted) {}

  /**
   * Adds the corrections of a workbook to those of a release, or reads them again; whether they are
   * applied stays.
   */
  void add(int releaseId, StagedCompanions.CorrectionsFile corrections) {
    StagedCompanions.SourceFile file = corrections.file();
    sql.batch(
        """
        insert into hcpcs.correction (release_id, file, file_sha256, archive_name, archive_sha256, published_on,
          published_basis, named_revision, line, code, action, cells)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, json_object(?))
        on conflict (release_id, file_sha256, line) do update
        set code = excluded.code, action = excluded.action, cells = excluded.cells
        """,
        corrections.rows(),
        row ->
            Sql.values(
                releaseId,
                file.name(),
                file.sha256(),
                file.archiveName(),
                file.archiveSha256(),
                corrections.publishing().on(),
                corrections.publishing().basis().label(),
                corrections.publishing().revision(),
                row.line(),
                row.code(),
                row.action(),
                Sql.array(
                    "text",
                    row.cells().entrySet().stream()
                        .flatMap(cell -> Stream.of(cell.getKey(), cell.getValue()))
                        .toList())));
    sql.run(
        "delete from hcpcs.correction where release_id = ? and file_sha256 = ? and line <> all (?)",
        releaseId,
        file.sha256(),
        Sql.array("integer", corrections.rows().stream().map(CorrectionRow::line).toList()));
  }

  /**
   * Says whether revisions are to be made with the corrections of an edition; returns whether that
   * is new of any.
   */
  public boolean accept(Edition edition, boolean accepted) {
    return sql.run(
            """
            update hcpcs.correction c
            set is_accepted = ?
            from hcpcs.release r
            where r.release_id = c.release_id and r.edition = ? and c.is_accepted <> ?
            """,
            accepted,
            edition.toString(),
            accepted)
        > 0;
  }

  /** Editions that have corrections, oldest first. */
  public List<Edition> editions() {
    return sql.list(
        "select distinct r.edition from hcpcs.correction join hcpcs.release r using (release_id) order by 1",
        Edition.class);
  }

  /** The corrections of an edition in the order of their publication, each once. */
  public List<Stored> of(Edition edition) {
    return sql.list(
        """
        select distinct on (c.published_on, c.named_revision, c.file, c.file_sha256, c.line)
          c.line, c.code, c.action, array(select key from json_each_text(c.cells)),
          array(select value from json_each_text(c.cells)), c.file, c.file_sha256, c.archive_name, c.archive_sha256,
          c.published_on, c.published_basis, c.named_revision,
          bool_or(c.is_accepted) over (partition by c.file_sha256, c.line)
        from hcpcs.correction c
        join hcpcs.release r using (release_id)
        where r.edition = ?
        order by c.published_on, c.named_revision, c.file, c.file_sha256, c.line, c.archive_sha256
        """,
        CorrectionStore::stored,
        edition.toString());
  }

  private static Stored stored(ResultSet result) throws SQLException {
    String[] headers = (String[]) result.getArray(4).getArray();
    String[] values = (String[]) result.getArray(5).getArray();
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i++) {
      cells.put(headers[i], values[i]);
    }
    return new Stored(
        new CorrectionRow(result.getInt(1), result.getString(2), result.getString(3), cells),
        result.getString(6),
        result.getString(7),
        result.getString(8),
        result.getString(9),
        new Publishing(
            result.getObject(10, LocalDate.class),
            Labelled.of(PublishedBasis.class, result.getString(11)).orElseThrow(),
            result.getInt(12)),
        result.getBoolean(13));
  }

  /** Writes down what came of the corrections of an edition, and the findings that tell it. */
  public void judged(Edition edition, int releaseId, List<Stored> stored, List<Correction> judged) {
    sql.batch(
        """
        update hcpcs.correction c
        set verdict = ?, explanation = ?
        from hcpcs.release r
        where r.release_id = c.release_id and r.edition = ? and c.file_sha256 = ? and c.line = ?
        """,
        IntStream.range(0, judged.size()).boxed().toList(),
        i -> {
          String explanation = judged.get(i).explanation();
          return Sql.values(
              judged.get(i).verdict().label(),
              explanation.isEmpty() ? null : explanation,
              edition.toString(),
              stored.get(i).fileSha256(),
              stored.get(i).row().line());
        });
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      findings.add(judged.get(i).finding(stored.get(i).file()));
    }
    new FindingStore(sql).replace(edition, FindingFamily.CORRECTIONS, releaseId, findings);
  }

  /** SHA-256 of the workbooks that an edition has corrections from. */
  public List<String> files(Edition edition) {
    return of(edition).stream().map(Stored::fileSha256).distinct().toList();
  }

  /**
   * How the corrections of an edition fared that some workbooks hold, such as {@code 13
   * corrections: 12 open, 1 merged}.
   */
  public String summary(Edition edition, List<String> fileSha256) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    sql.each(
        """
        select verdict, count(distinct (file_sha256, line))
        from hcpcs.correction
        join hcpcs.release using (release_id)
        where edition = ? and file_sha256 = any (?)
        group by 1
        order by 2 desc, 1
        """,
        row -> counts.put(row.getString(1), row.getInt(2)),
        edition.toString(),
        Sql.array("text", fileSha256));
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return all == 0
        ? ""
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", ", all + " corrections: ", ""));
  }
}

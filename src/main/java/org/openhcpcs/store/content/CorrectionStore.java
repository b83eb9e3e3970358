package org.openhcpcs.store.content;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.check.correction.Correction;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.source.companion.CorrectionRow;

/** The table of corrections: their rows as published, and what was made of them. */
public final class CorrectionStore {

  private final Connection connection;

  public CorrectionStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * A correction in the table.
   *
   * @param row the row as published
   * @param file the workbook's name
   * @param fileSha256 its SHA-256
   * @param archiveName the zip that held it, or itself
   * @param archiveSha256 the SHA-256 of that
   * @param publishedOn since when it has been published
   * @param publishedBasis what told that
   * @param namedRevision the version that its name states
   * @param accepted whether revisions are made with it
   */
  public record Stored(
      CorrectionRow row,
      String file,
      String fileSha256,
      String archiveName,
      String archiveSha256,
      LocalDate publishedOn,
      String publishedBasis,
      int namedRevision,
      boolean accepted) {}

  /**
   * Adds the corrections of a workbook to those of a release, or reads them again; whether they are
   * applied stays.
   */
  void add(int releaseId, StagedCompanions.CorrectionsFile corrections) throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                """
            insert into hcpcs.correction (release_id, file, file_sha256, archive_name, archive_sha256, published_on,
              published_basis, named_revision, line, code, action, cells)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, json_object(?))
            on conflict (release_id, file_sha256, line) do update
            set code = excluded.code, action = excluded.action, cells = excluded.cells
            """);
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from hcpcs.correction where release_id = ? and file_sha256 = ? and line <> all (?)")) {
      for (CorrectionRow row : corrections.rows()) {
        insert.setInt(1, releaseId);
        insert.setString(2, corrections.file().name());
        insert.setString(3, corrections.file().sha256());
        insert.setString(4, corrections.file().archiveName());
        insert.setString(5, corrections.file().archiveSha256());
        insert.setObject(6, corrections.publishedOn());
        insert.setString(7, corrections.publishedBasis());
        insert.setInt(8, corrections.namedRevision());
        insert.setInt(9, row.line());
        insert.setString(10, row.code());
        insert.setString(11, row.action());
        insert.setArray(
            12,
            connection.createArrayOf(
                "text",
                row.cells().entrySet().stream()
                    .flatMap(cell -> Stream.of(cell.getKey(), cell.getValue()))
                    .toArray()));
        insert.addBatch();
      }
      insert.executeBatch();
      delete.setInt(1, releaseId);
      delete.setString(2, corrections.file().sha256());
      delete.setArray(
          3,
          connection.createArrayOf(
              "integer", corrections.rows().stream().map(CorrectionRow::line).toArray()));
      delete.executeUpdate();
    }
  }

  /**
   * Says whether revisions are to be made with the corrections of an edition; returns whether that
   * is new of any.
   */
  public boolean accept(Edition edition, boolean accepted) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update hcpcs.correction c
            set is_accepted = ?
            from hcpcs.release r
            where r.release_id = c.release_id and r.edition = ? and c.is_accepted <> ?
            """)) {
      update.setBoolean(1, accepted);
      update.setString(2, edition.toString());
      update.setBoolean(3, accepted);
      return update.executeUpdate() > 0;
    }
  }

  /** Editions that have corrections, oldest first. */
  public List<Edition> editions() throws SQLException {
    List<Edition> editions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select distinct r.edition from hcpcs.correction join hcpcs.release r using (release_id) order by 1")) {
      while (result.next()) {
        editions.add(Edition.parse(result.getString(1)).orElseThrow());
      }
    }
    return editions;
  }

  /** The corrections of an edition in the order of their publication, each once. */
  public List<Stored> of(Edition edition) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
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
            """)) {
      query.setString(1, edition.toString());
      List<Stored> corrections = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          corrections.add(stored(result));
        }
      }
      return corrections;
    }
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
        result.getObject(10, LocalDate.class),
        result.getString(11),
        result.getInt(12),
        result.getBoolean(13));
  }

  /** Writes down what came of the corrections of an edition, and the findings that tell it. */
  public void judged(Edition edition, int releaseId, List<Stored> stored, List<Correction> judged)
      throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement(
                """
                update hcpcs.correction c
                set verdict = ?, explanation = ?
                from hcpcs.release r
                where r.release_id = c.release_id and r.edition = ? and c.file_sha256 = ? and c.line = ?
                """);
        PreparedStatement forget =
            connection.prepareStatement(
                """
                delete from hcpcs.finding f
                using hcpcs.release r
                where r.release_id = f.release_id and r.edition = ? and f.rule = any (?)
                """)) {
      for (int i = 0; i < judged.size(); i++) {
        String explanation = judged.get(i).explanation();
        update.setString(1, judged.get(i).verdict().label());
        update.setString(2, explanation.isEmpty() ? null : explanation);
        update.setString(3, edition.toString());
        update.setString(4, stored.get(i).fileSha256());
        update.setInt(5, stored.get(i).row().line());
        update.addBatch();
      }
      update.executeBatch();
      forget.setString(1, edition.toString());
      forget.setArray(
          2,
          connection.createArrayOf(
              "text",
              Stream.of(Correction.Verdict.values()).map(Correction.Verdict::rule).toArray()));
      forget.executeUpdate();
    }
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      findings.add(judged.get(i).finding(stored.get(i).file()));
    }
    new CompanionStore(connection).addFindings(releaseId, findings);
  }

  /** SHA-256 of the workbooks that an edition has corrections from. */
  public List<String> files(Edition edition) throws SQLException {
    return of(edition).stream().map(Stored::fileSha256).distinct().toList();
  }

  /**
   * How the corrections of an edition fared that some workbooks hold, such as {@code 13
   * corrections: 12 open, 1 merged}.
   */
  public String summary(Edition edition, List<String> fileSha256) throws SQLException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select verdict, count(distinct (file_sha256, line))
            from hcpcs.correction
            join hcpcs.release using (release_id)
            where edition = ? and file_sha256 = any (?)
            group by 1
            order by 2 desc, 1
            """)) {
      query.setString(1, edition.toString());
      query.setArray(2, connection.createArrayOf("text", fileSha256.toArray()));
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          counts.put(result.getString(1), result.getInt(2));
        }
      }
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return all == 0
        ? ""
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", ", all + " corrections: ", ""));
  }
}

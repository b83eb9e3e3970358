package org.openhcpcs.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;

/** The records of a published edition, read back from the database. */
public final class EditionRecords {

  private static final String SELECT =
      "select m.position, m.sequence, r.code, r.kind, "
          + Field.ALL.stream()
              .map(field -> "r." + field.column() + "::text")
              .collect(Collectors.joining(", "))
          + " from hcpcs.release_code m join hcpcs.code_record r using (record_id)"
          + " where m.release_id = ? order by m.position";

  private final Connection connection;
  private final int releaseId;

  private EditionRecords(Connection connection, int releaseId) {
    this.connection = connection;
    this.releaseId = releaseId;
  }

  /**
   * The current revision of an edition.
   *
   * @throws HcpcsException EDITION_UNKNOWN if it is not loaded
   */
  public static EditionRecords of(Database database, Edition edition) {
    ReleaseStore.Current release =
        ReleaseStore.currentRelease(database, edition)
            .orElseThrow(
                () ->
                    new HcpcsException(
                        ErrorCode.EDITION_UNKNOWN,
                        edition
                            + ": this edition is not loaded; hcpcs releases lists those that are"));
    return new EditionRecords(database.connection(), release.releaseId());
  }

  /** All records in the order of the file; {@code line} counts them. */
  public List<PublishedRecord> records() {
    List<PublishedRecord> records = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(SELECT)) {
      query.setInt(1, releaseId);
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          records.add(published(result));
        }
      }
      return records;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private static PublishedRecord published(ResultSet result) throws SQLException {
    List<String> values = new ArrayList<>(Field.ALL.size());
    for (int i = 0; i < Field.ALL.size(); i++) {
      String value = result.getString(5 + i);
      values.add(value == null ? "" : value);
    }
    Kind kind = result.getString(4).equals(Kind.MODIFIER.label()) ? Kind.MODIFIER : Kind.PROCEDURE;
    return new PublishedRecord(
        new CodeRecord(result.getString(3), kind, values),
        result.getInt(2),
        result.getInt(1),
        Set.of());
  }

  /**
   * The lines of the code file that were kept as published, by code; empty for an edition that was
   * loaded from a workbook.
   */
  public Map<String, List<ByteBuffer>> keptLines() {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select l.raw
            from hcpcs_load.source_line l
            where l.release_id = ?
              and exists (
                select
                from hcpcs_load.source_file f
                where f.release_id = l.release_id and f.name = l.file and f.role = 'code_file_text')
            order by l.line
            """)) {
      query.setInt(1, releaseId);
      Map<String, List<ByteBuffer>> lines = new HashMap<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          byte[] raw = result.getBytes(1);
          String code =
              new String(raw, 0, LayoutField.CODE.end(1), StandardCharsets.ISO_8859_1).strip();
          lines.computeIfAbsent(code, c -> new ArrayList<>()).add(ByteBuffer.wrap(raw));
        }
      }
      return lines;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}

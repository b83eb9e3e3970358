package org.openhcpcs.store.read;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;
import org.openhcpcs.source.FixedWidthFormat;
import org.openhcpcs.source.JoinedLine;
import org.openhcpcs.store.content.ContentStore;

/** The records of a published edition, read back from the database. */
public record EditionRecords(Sql sql, int releaseId) {

  private static final String SELECT =
      "select m.position, m.sequence, "
          + ContentStore.FIELDS
          + " from hcpcs.release_code m join hcpcs.code_record r using (record_id)"
          + " where m.release_id = ? order by m.position";

  /** The records of a release. */
  public static EditionRecords of(Database database, int releaseId) {
    return new EditionRecords(database.sql(), releaseId);
  }

  /**
   * The records of a revision of an edition.
   *
   * @param revision its number, 1 upwards; empty for the current one
   * @throws HcpcsException EDITION_UNKNOWN if it is not loaded
   */
  public static EditionRecords of(Database database, Edition edition, OptionalInt revision) {
    Sql sql = database.sql();
    return sql.find(
            "select release_id from hcpcs.release where edition = ? and coalesce(revision = ?, is_current_revision)",
            row -> new EditionRecords(sql, row.getInt(1)),
            edition.toString(),
            revision.isPresent() ? revision.getAsInt() : null)
        .orElseThrow(
            () ->
                new HcpcsException(
                    ErrorCode.EDITION_UNKNOWN,
                    (revision.isPresent() ? "revision " + revision.getAsInt() + " of " : "")
                        + edition
                        + ": this edition is not loaded; hcpcs releases lists those that are"));
  }

  /** All records in the order of the file; {@code line} counts them. */
  public List<PublishedRecord> records() {
    return sql.list(SELECT, EditionRecords::published, releaseId);
  }

  private static PublishedRecord published(ResultSet result) throws SQLException {
    return new PublishedRecord(
        ContentStore.record(result, 3), result.getInt(2), result.getInt(1), Set.of());
  }

  /**
   * The lines of the code file that were kept as published, by code; empty for an edition that was
   * loaded from a workbook. A corrected revision has those of the revision that it corrects, but
   * for the codes that it changes.
   */
  public Map<String, List<ByteBuffer>> keptLines() {
    Map<String, List<ByteBuffer>> lines = new HashMap<>();
    sql.each(
        """
        select l.raw
        from hcpcs.release e
        join hcpcs.kept_line l on l.release_id = coalesce(e.corrects_release_id, e.release_id)
        where e.release_id = ?
        order by l.line
        """,
        row -> {
          String raw = new String(row.getBytes(1), StandardCharsets.ISO_8859_1);
          for (String part : JoinedLine.split(raw)) { // each record begins a line
            lines
                .computeIfAbsent(code(part), c -> new ArrayList<>())
                .add(ByteBuffer.wrap(part.getBytes(StandardCharsets.ISO_8859_1)));
          }
        },
        releaseId);
    correctedCodes().forEach(lines::remove);
    return lines;
  }

  /**
   * Where a record stands in a code file.
   *
   * @param position its place among the records, 1 upwards
   * @param sequence the number in the first of its lines
   * @param file the text file; empty where no line is known
   * @param line the first of its lines, 1 upwards; 0 where none is known
   */
  public record Place(int position, int sequence, String file, int line) {}

  /**
   * Where the records stand in the code file, by their numbers. No line is known in an edition that
   * was not loaded from text, or where the lines cannot be counted, nor of codes that a corrected
   * revision changes.
   */
  public Map<Integer, Place> places() {
    int base =
        sql.one(
            "select coalesce(corrects_release_id, release_id) from hcpcs.release where release_id = ?",
            row -> row.getInt(1),
            releaseId);
    TextFile file =
        sql.find(
                """
                select min(name), max(bytes)
                from hcpcs.release_file
                where release_id = ? and role = 'code_file_text'
                having count(*) = 1
                """,
                row -> new TextFile(row.getString(1), row.getLong(2)),
                base)
            .orElse(new TextFile("", 0));
    Map<String, Integer> lines =
        file.name().isEmpty()
            ? new HashMap<>()
            : new HashMap<>(new EditionRecords(sql, base).firstLines(file.bytes()));
    correctedCodes().forEach(lines::remove);
    Map<Integer, Place> places = new HashMap<>();
    sql.each(
        """
        select m.record_id, r.code, m.position, m.sequence
        from hcpcs.release_code m
        join hcpcs.code_record r using (record_id)
        where m.release_id = ?
        order by m.position
        """,
        row -> {
          int line = lines.getOrDefault(row.getString(2), 0);
          places.putIfAbsent(
              row.getInt(1),
              new Place(row.getInt(3), row.getInt(4), line == 0 ? "" : file.name(), line));
        },
        releaseId);
    return places;
  }

  private record TextFile(String name, long bytes) {}

  /** The lines of a code that were kept, from the first to the last. */
  private record Kept(int first, int last) {}

  /**
   * Counts the lines that records take up. Where one is not as the program writes it, its lines
   * were kept with their numbers, which tell how many lines stand before the first record; where
   * none was kept, the length of the file must tell that there are none.
   */
  private Map<String, Integer> firstLines(long bytes) {
    Map<String, Kept> kept = keptPlaces();
    Set<Integer> unread =
        new HashSet<>(
            sql.list(
                "select line from hcpcs.unread_line where release_id = ?",
                row -> row.getInt(1),
                releaseId));
    Map<String, Integer> first = new LinkedHashMap<>();
    int before = kept.isEmpty() ? 0 : -1;
    int next = 1;
    for (Described each : described()) {
      while (unread.contains(next + Math.max(before, 0))) {
        next++;
      }
      Kept known = kept.get(each.code());
      if (known != null && before < 0) {
        before = known.first() - next;
      }
      first.putIfAbsent(each.code(), known == null ? next : known.first() - Math.max(before, 0));
      next =
          known == null
              ? next + FixedWidthFormat.lines(each.longDescription())
              : known.last() + 1 - Math.max(before, 0);
    }
    long counted = next - 1L;
    if (kept.isEmpty() && bytes / Math.max(1, counted) > LayoutField.RECORD_WIDTH + 2) {
      return Map.of(); // something else stands in the file
    }
    int shift = Math.max(before, 0);
    first.replaceAll((code, line) -> line + shift);
    return first;
  }

  /** What decides how many lines a record takes up. */
  private record Described(String code, String longDescription) {}

  private List<Described> described() {
    return sql.list(
        """
        select r.code, coalesce(r.long_description, '')
        from hcpcs.release_code m
        join hcpcs.code_record r using (record_id)
        where m.release_id = ?
        order by m.position
        """,
        row -> new Described(row.getString(1), row.getString(2)),
        releaseId);
  }

  private Map<String, Kept> keptPlaces() {
    Map<String, Kept> kept = new HashMap<>();
    sql.each(
        "select line, raw from hcpcs.kept_line where release_id = ? order by line",
        row -> {
          int line = row.getInt(1);
          String raw = new String(row.getBytes(2), StandardCharsets.ISO_8859_1);
          for (String part : JoinedLine.split(raw)) {
            kept.merge(
                code(part),
                new Kept(line, line),
                (before, after) -> new Kept(before.first(), after.last()));
          }
        },
        releaseId);
    return kept;
  }

  private static String code(String line) {
    return line.substring(0, Math.min(LayoutField.CODE.end(1), line.length())).strip();
  }

  private List<String> correctedCodes() {
    return sql.list(
        """
        select r.code
        from hcpcs.release e
        join hcpcs.release_code b on b.release_id = e.corrects_release_id
        join hcpcs.code_record r using (record_id)
        where e.release_id = ?
          and not exists (
            select from hcpcs.release_code m where m.release_id = e.release_id and m.record_id = b.record_id)
        """,
        row -> row.getString(1),
        releaseId);
  }
}

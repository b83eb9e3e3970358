package org.openhcpcs.store.content;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Sql;
import org.openhcpcs.release.archive.ContentDigest;

/** Stores records, each once however many releases hold it, and which release holds which. */
public final class ContentStore {

  private static final String RECORD_COLUMNS =
      "content_hash, descriptive_hash, code, kind, "
          + Field.ALL.stream().map(Field::column).collect(Collectors.joining(", "))
          + ", unit_reading";

  /** The columns that {@link #record} reads, of {@code hcpcs.code_record r}. */
  public static final String FIELDS =
      "r.code, r.kind, "
          + Field.ALL.stream()
              .map(field -> "r." + field.column() + "::text")
              .collect(Collectors.joining(", "));

  private final Sql sql;
  private ReleaseContent staged = new ReleaseContent(List.of(), List.of());
  private @Nullable Integer[] recordIds = {};

  public ContentStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * The records of a release in the order of its file.
   *
   * @param hashes their content hashes
   * @param sequenceNumbers their sequence numbers
   */
  public record ReleaseContent(List<UUID> hashes, List<Integer> sequenceNumbers) {

    public static ReleaseContent of(List<PublishedRecord> records) {
      return new ReleaseContent(
          records.stream().map(published -> published.record().contentHash()).toList(),
          records.stream().map(PublishedRecord::sequenceNumber).toList());
    }

    /** The identity of the content: the first 16 bytes of the SHA-256 over both lists. */
    public UUID hash() {
      ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * (2 * Long.BYTES + Integer.BYTES));
      for (int i = 0; i < hashes.size(); i++) {
        UUID hash = hashes.get(i);
        bytes.putLong(hash.getMostSignificantBits()).putLong(hash.getLeastSignificantBits());
        bytes.putInt(sequenceNumbers.get(i));
      }
      ByteBuffer digest = ByteBuffer.wrap(ContentDigest.newDigest().digest(bytes.array()));
      return new UUID(digest.getLong(), digest.getLong());
    }
  }

  /**
   * Reads a record.
   *
   * @param column where {@link #FIELDS} begin in the result, 1-based
   */
  public static CodeRecord record(ResultSet result, int column) throws SQLException {
    List<String> values = new ArrayList<>(Field.ALL.size());
    for (int i = 0; i < Field.ALL.size(); i++) {
      String value = result.getString(column + 2 + i);
      values.add(value == null ? "" : value);
    }
    Kind kind =
        result.getString(column + 1).equals(Kind.MODIFIER.label()) ? Kind.MODIFIER : Kind.PROCEDURE;
    return new CodeRecord(result.getString(column), kind, values);
  }

  /** The content that was staged last. */
  public ReleaseContent staged() {
    return staged;
  }

  /** Says which content the steps that follow are about. */
  public void stage(ReleaseContent content) {
    staged = content;
  }

  /**
   * Stores those of the staged records that no release had before, and returns how many they are.
   *
   * @param records the staged records by their position
   */
  public int copyNewRecords(IntFunction<CodeRecord> records) {
    recordIds = storedIds();
    if (recordIds.length != staged.hashes().size()) {
      throw ErrorCode.INTERNAL.failure(
          "the database holds a record twice; hcpcs verify tells which");
    }
    int newest =
        sql.one("select coalesce(max(record_id), 0) from hcpcs.code_record", Integer.class);
    List<Integer> added =
        IntStream.range(0, recordIds.length).filter(i -> recordIds[i] == null).boxed().toList();
    Map<Integer, UnitReading> said = new HashMap<>();
    for (int position : added) {
      CodeRecord record = records.apply(position);
      if (record.kind() == Kind.PROCEDURE) {
        UnitReading.of(record.get(Field.LONG_DESCRIPTION))
            .ifPresent(reading -> said.put(position, reading));
      }
    }
    Map<UnitReading, Integer> numbers = UnitReading.numbers(sql, said.values());
    CopyRows rows = new CopyRows();
    for (int position : added) {
      UUID hash = staged.hashes().get(position);
      add(rows, hash, records.apply(position), numbers.get(said.get(position)));
    }
    rows.send(sql.connection(), "hcpcs.code_record (" + RECORD_COLUMNS + ")");
    if (rows.rows() > 0) {
      takeIdsBehind(newest);
    }
    return rows.rows();
  }

  private static void add(
      CopyRows rows, UUID hash, CodeRecord record, @Nullable Integer unitReading) {
    rows.add(hash.toString())
        .add(record.descriptiveHash().toString())
        .add(record.code())
        .add(record.kind().label());
    record.values().forEach(rows::addField);
    rows.add(unitReading == null ? null : unitReading.toString());
    rows.endRow();
  }

  /** The keys of the staged records by their position; null of those that no release had before. */
  private @Nullable Integer[] storedIds() {
    return sql.one(
        """
        select coalesce(array_agg(r.record_id order by s.place), '{}')
        from unnest(?) with ordinality as s (content_hash, place)
        left join hcpcs.code_record r using (content_hash)
        """,
        row -> (Integer[]) row.getArray(1).getArray(),
        Sql.array("uuid", staged.hashes()));
  }

  /** The keys that records got which were stored a moment ago. */
  private void takeIdsBehind(int newest) {
    Map<UUID, Integer> given = new HashMap<>();
    sql.each(
        "select content_hash, record_id from hcpcs.code_record where record_id > ?",
        row -> given.put(row.getObject(1, UUID.class), row.getInt(2)),
        newest);
    for (int position = 0; position < recordIds.length; position++) {
      if (recordIds[position] == null) {
        recordIds[position] = given.get(staged.hashes().get(position));
      }
    }
  }

  /** Says that a release holds the staged records, which were stored. */
  public void publish(int releaseId) {
    sql.run(
        "insert into hcpcs_load.release_content (release_id, record_ids, sequence_numbers) values (?, ?, ?)",
        releaseId,
        Sql.array("integer", Arrays.asList(recordIds)),
        Sql.array("integer", staged.sequenceNumbers()));
  }
}

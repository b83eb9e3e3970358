package org.openhcpcs.feed;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.function.IOBiConsumer;
import org.apache.commons.io.function.IOFunction;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.feed.folder.Digest;
import org.openhcpcs.feed.folder.FeedFile;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.ChangeTable;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowChange;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.SnapshotTable;
import org.openhcpcs.feed.table.Table;
import org.openhcpcs.release.archive.ContentDigest;

/**
 * JSON Lines: an object per row, with every column in its order and null where there is no value.
 * Its bytes are what a {@link Digest} is taken of.
 */
public final class JsonLinesFormat implements TableFormat {

  static final String LABEL = "jsonl";

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public RowWriter<Row> open(FeedFolder folder, Table table) throws IOException {
    FeedFile file = folder.file(table.name() + ".jsonl", label());
    return new Digester<Row>(file, table, RowObjects::write, file::complete);
  }

  /** Changes hold whole rows before and after. */
  @Override
  public RowWriter<RowChange> delta(FeedFolder folder) throws IOException {
    FeedFile file = folder.file(ChangeTable.NAME + ".jsonl", label());
    return new Digester<RowChange>(file, SnapshotTable.TABLE, RowObjects::write, file::complete);
  }

  /** Writes the rows of a table to a stream. */
  public static class RowObjects {

    private static final JsonFactory FACTORY =
        new JsonFactoryBuilder().rootValueSeparator("\n").build();

    private final List<Column> columns;
    private final List<SerializedString> names;
    private final JsonGenerator json;
    private long rows;

    public RowObjects(OutputStream out, Table table) throws IOException {
      columns = table.columns();
      names = columns.stream().map(column -> new SerializedString(column.name())).toList();
      json = FACTORY.createGenerator(out, JsonEncoding.UTF8);
    }

    public void write(Row row) throws IOException {
      object(row);
      rows++;
    }

    void write(RowChange change) throws IOException {
      json.writeStartObject();
      json.writeStringField("code", change.code());
      json.writeStringField("operation", change.operation().label());
      List<String> changed = change.changedFields();
      json.writeFieldName("changed_fields");
      json.writeArray(changed.toArray(String[]::new), 0, changed.size());
      member("before", change.before());
      member("after", change.after());
      json.writeEndObject();
      rows++;
    }

    private void member(String name, Optional<Row> row) throws IOException {
      json.writeFieldName(name);
      if (row.isPresent()) {
        object(row.get());
      } else {
        json.writeNull();
      }
    }

    private void object(Row row) throws IOException {
      json.writeStartObject();
      for (int i = 0; i < columns.size(); i++) {
        json.writeFieldName(names.get(i));
        value(columns.get(i).type(), row.get(i));
      }
      json.writeEndObject();
    }

    private void value(Column.ValueType type, @Nullable String value) throws IOException {
      if (value == null) {
        json.writeNull();
        return;
      }
      switch (type) {
        case TEXT, DATE -> json.writeString(value);
        case INTEGER -> json.writeNumber(Long.parseLong(value));
        case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(value));
      }
    }

    /** The last line ends as the others do. */
    public void finish() throws IOException {
      if (rows > 0) {
        json.writeRaw('\n');
      }
      json.flush();
    }

    long rows() {
      return rows;
    }
  }

  /** Writes rows, and knows their digest once it has finished. */
  static final class Digester<T> implements RowWriter<T> {

    private final OutputStream out;
    private final RowObjects lines;
    private final IOBiConsumer<RowObjects, T> line;
    private final IOFunction<Long, String> completion;
    private Digest digest = new Digest(0, "");

    /**
     * @param line writes a row
     * @param completion ends what was written, of so many rows, and tells its SHA-256
     */
    private Digester(
        OutputStream out,
        Table table,
        IOBiConsumer<RowObjects, T> line,
        IOFunction<Long, String> completion)
        throws IOException {
      this.out = out;
      this.lines = new RowObjects(out, table);
      this.line = line;
      this.completion = completion;
    }

    /** Keeps nothing of the rows. */
    static Digester<Row> of(Table table) throws IOException {
      DigestOutputStream out =
          new DigestOutputStream(OutputStream.nullOutputStream(), ContentDigest.newDigest());
      return new Digester<>(
          out,
          table,
          RowObjects::write,
          rows -> ContentDigest.hex(out.getMessageDigest().digest()));
    }

    @Override
    public void write(T row) throws IOException {
      line.accept(lines, row);
    }

    @Override
    public void finish() throws IOException {
      lines.finish();
      digest = new Digest(lines.rows(), completion.apply(lines.rows()));
    }

    Digest digest() {
      return digest;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}

package org.openhcpcs.feed.omop;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.openhcpcs.feed.folder.FeedFile;
import org.openhcpcs.feed.folder.FeedFolder;

/** A table between tabs: a header, a line per row, no quotes; no value is an empty field. */
final class TabFile implements Closeable {

  private static final Pattern BREAKS = Pattern.compile("\\p{Cntrl}");

  private final FeedFile file;
  private final int columns;
  private final Writer writer;
  private long rows;

  TabFile(FeedFolder folder, String table, String header) throws IOException {
    String[] columns = header.split(" ", -1);
    this.file = folder.file(table + ".csv", OmopWriter.FORMAT.label());
    this.columns = columns.length;
    this.writer = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
    line(columns);
  }

  /**
   * Writes a row. A tab or line break in a value would be a field or row more, so it is a blank.
   */
  void row(String... values) throws IOException {
    if (values.length != columns) {
      throw new IllegalArgumentException(columns + " columns, not " + values.length);
    }
    line(values);
    rows++;
  }

  private void line(String... values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        writer.write('\t');
      }
      writer.write(BREAKS.matcher(values[i]).replaceAll(" "));
    }
    writer.write('\n');
  }

  /** The table is complete. */
  void finish() throws IOException {
    writer.flush();
    file.complete(rows);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package org.openhcpcs.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Labelled;
import org.postgresql.PGConnection;

/**
 * Rows for one text COPY into a table. Values are added column by column; nothing is sent before
 * {@link #send}, so a row that fails half-way leaves nothing behind.
 */
public final class CopyRows {

  private static final int PORTION = 1 << 16;

  private final StringBuilder text = new StringBuilder(PORTION);
  private boolean rowStarted;
  private int rows;
  private RecordComponent @Nullable [] components;

  /** A value; null is SQL null. */
  public CopyRows add(@Nullable String value) {
    separate();
    if (value == null) {
      text.append("\\N");
      return this;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\0' ->
            text.append('\u2400'); // PostgreSQL's text cannot hold NUL; its symbol stands for it
        default -> text.append(c);
      }
    }
    return this;
  }

  /** Adds a value as its text: a number without an exponent, a constant as it is labelled. */
  public CopyRows addValue(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return add(number.toPlainString());
    }
    if (value instanceof ByteBuffer bytes) {
      byte[] all = new byte[bytes.remaining()];
      bytes.duplicate().get(all);
      return add("\\x" + HexFormat.of().formatHex(all));
    }
    return value instanceof Labelled constant
        ? add(constant.label())
        : add(value == null ? null : value.toString());
  }

  /** Adds the components of a record, one a column, and ends the row. All are of one class. */
  public void addRow(Record values) {
    if (components == null) {
      components = values.getClass().getRecordComponents();
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
      }
    }
    try {
      for (RecordComponent component : components) {
        addValue(component.getAccessor().invoke(values));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a component of a record cannot be read", e);
    }
    endRow();
  }

  /** A value of a record: the empty string, a blank field, is SQL null. */
  public CopyRows addField(String value) {
    return add(value.isEmpty() ? null : value);
  }

  public CopyRows add(int value) {
    separate();
    text.append(value);
    return this;
  }

  public void endRow() {
    text.append('\n');
    rowStarted = false;
    rows++;
  }

  public int rows() {
    return rows;
  }

  /** Sends all rows to {@code table (columns)}; the COPY is cancelled if it fails. */
  public void send(Connection connection, String tableAndColumns) {
    if (rows == 0) {
      return;
    }
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy " + tableAndColumns + " from stdin",
              new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (SQLException e) {
      throw Database.failed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory that cannot be read", e);
    }
  }

  private void separate() {
    if (rowStarted) {
      text.append('\t');
    }
    rowStarted = true;
  }
}

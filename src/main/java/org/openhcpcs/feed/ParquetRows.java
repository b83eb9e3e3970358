package org.openhcpcs.feed;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.Table;

/** Hands rows over to Parquet, column by column. */
final class ParquetRows extends WriteSupport<Row> {

  private final Table table;
  private final MessageType schema;
  private @Nullable RecordConsumer consumer;

  ParquetRows(Table table) {
    this.table = table;
    this.schema =
        new MessageType(table.name(), table.columns().stream().map(ParquetRows::type).toList());
  }

  private static Type type(Column column) {
    Type.Repetition repetition =
        column.required() ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL;
    return switch (column.type()) {
      case TEXT ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.name());
      case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(column.name());
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
    };
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(Row row) {
    RecordConsumer out = consumer;
    if (out == null) {
      throw new IllegalStateException("Parquet prepares before it writes");
    }
    List<Column> columns = table.columns();
    out.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      String value = row.get(i);
      if (value != null) {
        String name = columns.get(i).name();
        out.startField(name, i);
        switch (columns.get(i).type()) {
          case TEXT -> out.addBinary(Binary.fromString(value));
          case DATE -> out.addInteger(ParquetFormat.days(value));
          case INTEGER -> out.addInteger(Integer.parseInt(value));
          case BOOLEAN -> out.addBoolean(Boolean.parseBoolean(value));
        }
        out.endField(name, i);
      }
    }
    out.endMessage();
  }
}

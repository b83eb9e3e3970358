package org.openhcpcs.feed;

import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.feed.folder.FeedFile;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.Table;

/** Parquet: typed columns, compressed with zstd. The same rows give the same bytes. */
public final class ParquetFormat implements TableFormat {

  static final String LABEL = "parquet";

  /** Bytes in memory before a row group is written. */
  private static final long ROW_GROUP = 8L << 20;

  private static final int PAGE = 256 << 10;

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public RowWriter<Row> open(FeedFolder folder, Table table) throws IOException {
    loadCompressor();
    FeedFile file = folder.file(table.name() + ".parquet", label());
    ParquetWriter<Row> writer =
        new Builder(file, table)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP)
            .withPageSize(PAGE)
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .build();
    return new ParquetRowWriter(file, writer);
  }

  /** The library unpacks itself into the temporary folder, which may be full or closed. */
  private static void loadCompressor() {
    try {
      Native.load();
    } catch (LinkageError e) {
      throw ErrorCode.DISK.failure(
          e,
          "%s: the library for Parquet's compression cannot be put into this temporary folder: %s; make room in it, or "
              + "leave out --format parquet",
          System.getProperty("java.io.tmpdir"),
          e.getMessage());
    }
  }

  /** Days since 1970-01-01, as Parquet writes a date. */
  static int days(String date) {
    return Math.toIntExact(LocalDate.parse(date).toEpochDay());
  }

  private static final class ParquetRowWriter implements RowWriter<Row> {

    private final FeedFile file;
    private final ParquetWriter<Row> writer;
    private long rows;
    private boolean finished;

    ParquetRowWriter(FeedFile file, ParquetWriter<Row> writer) {
      this.file = file;
      this.writer = writer;
    }

    @Override
    public void write(Row row) throws IOException {
      writer.write(row);
      rows++;
    }

    @Override
    public void finish() throws IOException {
      finished = true;
      writer.close();
      file.complete(rows);
    }

    @Override
    public void close() throws IOException {
      file.close();
      if (!finished) {
        finished = true;
        release();
      }
    }

    /** Lets go of buffers; what it would still write goes nowhere. */
    private void release() {
      try {
        writer.close();
      } catch (IOException | RuntimeException ignored) {
        // the file is closed, and goes
      }
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {

    private final Table table;

    Builder(FeedFile file, Table table) {
      super(new Target(file));
      this.table = table;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<Row> getWriteSupport(Configuration conf) {
      return new ParquetRows(table);
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration conf) {
      return new ParquetRows(table);
    }
  }

  private record Target(FeedFile file) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new DelegatingPositionOutputStream(file) {
        @Override
        public long getPos() {
          return file.bytes();
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}

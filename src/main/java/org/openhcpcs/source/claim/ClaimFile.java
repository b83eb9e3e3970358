package org.openhcpcs.source.claim;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.text.MixedText;

/**
 * A CSV file of claim lines, read line by line, so that it may be of any length. It has a header;
 * {@link ClaimColumns} tells which columns count. Blank lines are passed over.
 */
public final class ClaimFile implements AutoCloseable {

  private static final int LOOK_AHEAD = 4096;

  private final String name;
  private final MixedText text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final ClaimColumns columns;

  /**
   * Begins to read, and reads the header.
   *
   * @param name what failures call it
   * @param in its bytes, UTF-8 or windows-1252
   * @throws HcpcsException FILE_UNREADABLE if it is empty or no text, USAGE if its columns are not
   *     those of a claims file
   */
  public ClaimFile(String name, InputStream in) {
    this.name = name;
    try {
      BufferedInputStream buffered = new BufferedInputStream(in, 2 * LOOK_AHEAD);
      refuseBinary(buffered);
      text = new MixedText(buffered);
      parser = CSVParser.builder().setReader(text).setFormat(CSVFormat.RFC4180).get();
    } catch (IOException e) {
      throw unreadable(e);
    }
    records = parser.iterator();
    if (!hasNext()) {
      throw new HcpcsException(
          ErrorCode.FILE_UNREADABLE,
          name + ": the file is empty; its first line must name the columns");
    }
    columns = ClaimColumns.of(name, records.next().toList());
  }

  /**
   * Opens a file.
   *
   * @throws HcpcsException PATH_NOT_FOUND or FILE_UNREADABLE if it cannot be read, and as the
   *     constructor does
   */
  public static ClaimFile open(Path path) {
    if (Files.isDirectory(path)) {
      throw new HcpcsException(ErrorCode.FILE_UNREADABLE, path + ": a folder, not a file");
    }
    if (!Files.exists(path)) {
      throw new HcpcsException(ErrorCode.PATH_NOT_FOUND, path + ": no such file");
    }
    try {
      return opened(path, Files.newInputStream(path));
    } catch (IOException e) {
      throw new HcpcsException(ErrorCode.FILE_UNREADABLE, path + ": cannot be read: " + e, e);
    }
  }

  private static ClaimFile opened(Path path, InputStream in) throws IOException {
    try {
      return new ClaimFile(path.toString(), in);
    } catch (RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The names of the columns. */
  public List<String> columns() {
    return columns.names();
  }

  /** The names of the columns that say nothing to a check. */
  public List<String> otherColumns() {
    return columns.others();
  }

  /**
   * Passes on the lines that are left.
   *
   * @throws HcpcsException FILE_UNREADABLE if quotes do not end, characters stand behind them, or
   *     the file cannot be read on
   */
  public void forEach(Consumer<ClaimLine> action) {
    while (hasNext()) {
      CSVRecord line = records.next();
      if (line.size() > 1 || !line.get(0).isBlank()) {
        action.accept(columns.read(line.toList()));
      }
    }
  }

  private boolean hasNext() {
    try {
      text.lineEnds();
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause() == null ? e : e.getCause());
    }
  }

  private void refuseBinary(BufferedInputStream in) throws IOException {
    in.mark(LOOK_AHEAD);
    byte[] begin = in.readNBytes(LOOK_AHEAD);
    in.reset();
    for (byte b : begin) {
      if (b == 0) {
        throw new HcpcsException(
            ErrorCode.FILE_UNREADABLE,
            name + ": not a text file; a claims file is CSV in UTF-8 or windows-1252");
      }
    }
  }

  private HcpcsException unreadable(Exception e) {
    return new HcpcsException(
        ErrorCode.FILE_UNREADABLE, name + ": not readable as CSV: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}

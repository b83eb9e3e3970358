package org.openhcpcs.source;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.PublishedRecord;

/**
 * Writes an edition as CMS publishes it: fixed-width text, or the 48 columns of the workbook as
 * {@code .xlsx} or CSV.
 */
public final class CodeFileWriter {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final byte[] LINE_END = {'\r', '\n'};

  private CodeFileWriter() {}

  /**
   * Writes fixed-width text in windows-1252 with CRLF; characters that it lacks become question
   * marks.
   *
   * @param kept lines to write as they are in place of a record's own, by code
   */
  public static void writeText(
      List<PublishedRecord> records, Map<String, List<ByteBuffer>> kept, OutputStream out)
      throws IOException {
    for (PublishedRecord published : records) {
      List<ByteBuffer> lines = kept.getOrDefault(published.code(), List.of());
      if (lines.isEmpty()) {
        lines =
            FixedWidthFormat.lines(published.record(), published.sequenceNumber()).stream()
                .map(WINDOWS_1252::encode)
                .toList();
      }
      for (ByteBuffer line : lines) {
        byte[] bytes = new byte[line.remaining()];
        line.duplicate().get(bytes);
        out.write(bytes);
        out.write(LINE_END);
      }
    }
  }

  /** Writes the 48 columns as CSV (RFC 4180, UTF-8). */
  public static void writeCsv(List<PublishedRecord> records, OutputStream out) throws IOException {
    CSVPrinter printer =
        new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSVFormat.RFC4180);
    printer.printRecord(header());
    for (PublishedRecord published : records) {
      printer.printRecord(cells(published));
    }
    printer.flush();
  }

  /** Writes the 48 columns as a workbook, every cell as text. */
  public static void writeWorkbook(
      List<PublishedRecord> records, String sheetName, OutputStream out) throws IOException {
    try (SXSSFWorkbook workbook = new SXSSFWorkbook(100)) {
      SXSSFSheet sheet = workbook.createSheet(sheetName);
      fill(sheet.createRow(0), header());
      for (int i = 0; i < records.size(); i++) {
        fill(sheet.createRow(i + 1), cells(records.get(i)));
      }
      workbook.write(out);
    }
  }

  private static void fill(Row row, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        row.createCell(i).setCellValue(cells.get(i));
      }
    }
  }

  private static List<String> header() {
    return Stream.concat(
            Stream.of("HCPC", "SEQNUM", "RECID"), Field.ALL.stream().map(CodeColumns::name))
        .toList();
  }

  private static List<String> cells(PublishedRecord published) {
    boolean procedure = published.record().kind() == Kind.PROCEDURE;
    String sequence = Integer.toString(published.sequenceNumber() / 10);
    List<String> cells = new ArrayList<>(48);
    cells.add(procedure ? published.code() : "   " + published.code());
    cells.add("0".repeat(Math.max(0, 4 - sequence.length())) + sequence);
    cells.add(procedure ? "3" : "7");
    for (Field field : Field.ALL) {
      cells.add(FixedWidthFormat.text(field, published.record().get(field)).strip());
    }
    return cells;
  }
}

package org.openhcpcs.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;

/**
 * The files of a release by their names, to be changed and put into zips and folders. Immutable.
 */
record ReleaseFiles(Map<String, byte[]> files) {

  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** Lines that are records, as the shared acceptance tells them. */
  private static final Pattern RECORD =
      Pattern.compile("( {3}[A-Z0-9]{2}|[A-Z][0-9]{4})[0-9]{5}[3478].*");

  /** Every file of a sample release. */
  static ReleaseFiles of(SampleRelease release) {
    return new ReleaseFiles(SampleWriter.files(release));
  }

  /** One file. */
  static ReleaseFiles of(String name, byte[] content) {
    return new ReleaseFiles(Map.of(name, content));
  }

  /** Those whose names contain a text. */
  ReleaseFiles only(String part) {
    return which(name -> name.contains(part));
  }

  /** Those whose names do not contain a text. */
  ReleaseFiles without(String part) {
    return which(name -> !name.contains(part));
  }

  private ReleaseFiles which(Predicate<String> wanted) {
    Map<String, byte[]> some = new LinkedHashMap<>();
    files.forEach(
        (name, content) -> {
          if (wanted.test(name)) {
            some.put(name, content);
          }
        });
    return new ReleaseFiles(some);
  }

  /** With one more file, or another content of one. */
  ReleaseFiles with(String name, byte[] content) {
    Map<String, byte[]> more = new LinkedHashMap<>(files);
    more.put(name, content);
    return new ReleaseFiles(more);
  }

  /** With the one text whose name contains a text changed. */
  ReleaseFiles edit(String part, UnaryOperator<String> change) {
    String name = name(part);
    return with(name, change.apply(text(part)).getBytes(WINDOWS_1252));
  }

  /** The name of the one file whose name contains a text. */
  String name(String part) {
    return only(part).files.keySet().stream()
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(),
                names -> {
                  if (names.size() != 1) {
                    throw new IllegalArgumentException(part + ": " + names);
                  }
                  return names.get(0);
                }));
  }

  byte[] bytes(String part) {
    return files.getOrDefault(name(part), new byte[0]);
  }

  String text(String part) {
    return new String(bytes(part), WINDOWS_1252);
  }

  /** Writes them into a zip, every member stamped with a day. */
  Path zip(Path path, LocalDate stampedOn) throws IOException {
    Files.createDirectories(path.getParent());
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(stampedOn.atStartOfDay());
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    }
    return path;
  }

  /** Writes them, loose, into a folder. */
  Path folder(Path path) throws IOException {
    Files.createDirectories(path);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(path.resolve(file.getKey()), file.getValue());
    }
    return path;
  }

  /** The record lines of a text, without the blanks at their ends. */
  static List<String> recordLines(String text) {
    return text.lines()
        .filter(line -> RECORD.matcher(line).matches())
        .map(line -> line.replaceFirst(" +$", ""))
        .toList();
  }

  /** The cells of the first sheet of a workbook, as Excel shows them. */
  static List<List<String>> cells(byte[] workbook) throws IOException {
    DataFormatter formatter = new DataFormatter();
    try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(workbook))) {
      Sheet sheet = book.getSheetAt(0);
      List<List<String>> rows = new ArrayList<>();
      for (int i = 0; i <= sheet.getLastRowNum(); i++) {
        List<String> cells = new ArrayList<>();
        Row row = sheet.getRow(i);
        for (int column = 0; row != null && column < row.getLastCellNum(); column++) {
          Cell cell = row.getCell(column);
          cells.add(cell == null ? "" : formatter.formatCellValue(cell));
        }
        rows.add(cells);
      }
      return rows;
    }
  }

  /** Cells as a workbook of Excel 97, as CMS published until 2012. */
  static byte[] xls(List<List<String>> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      Sheet sheet = book.createSheet("A");
      for (int i = 0; i < rows.size(); i++) {
        Row row = sheet.createRow(i);
        for (int column = 0; column < rows.get(i).size(); column++) {
          if (!rows.get(i).get(column).isEmpty()) {
            row.createCell(column).setCellValue(rows.get(i).get(column));
          }
        }
      }
      book.write(bytes);
    }
    return bytes.toByteArray();
  }

  /** Cells as CSV. */
  static byte[] csv(List<List<String>> rows) {
    return rows.stream()
        .map(row -> CSVFormat.RFC4180.format(row.toArray()))
        .collect(Collectors.joining("\r\n", "", "\r\n"))
        .getBytes(StandardCharsets.UTF_8);
  }
}

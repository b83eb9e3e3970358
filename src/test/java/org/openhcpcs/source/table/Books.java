package org.openhcpcs.source.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks for tests: written by POI, or put together from parts that no program would write. */
public final class Books {

  /** What stands in a cell where a formula failed. */
  public record Failed(FormulaError error) {}

  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";

  private Books() {}

  public static byte[] xlsx(Consumer<Workbook> content) {
    return written(new XSSFWorkbook(), content);
  }

  public static byte[] xls(Consumer<Workbook> content) {
    return written(new HSSFWorkbook(), content);
  }

  private static byte[] written(Workbook empty, Consumer<Workbook> content) {
    try (Workbook workbook = empty) {
      content.accept(workbook);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a sheet. A {@code String} is a text, a {@code Double} or {@code Integer} a number, a
   * {@link Failed} an error; the empty text is no cell. A row without cells is left out.
   */
  public static void sheet(Workbook workbook, String name, List<? extends List<?>> rows) {
    Sheet sheet = workbook.createSheet(name);
    for (int r = 0; r < rows.size(); r++) {
      if (!rows.get(r).isEmpty()) {
        Row row = sheet.createRow(r);
        for (int c = 0; c < rows.get(r).size(); c++) {
          set(row, c, rows.get(r).get(c));
        }
      }
    }
  }

  private static void set(Row row, int column, Object value) {
    if (value instanceof Number number) {
      row.createCell(column).setCellValue(number.doubleValue());
    } else if (value instanceof Failed failed) {
      Cell cell = row.createCell(column);
      cell.setCellErrorValue(failed.error().getCode());
    } else if (!value.equals("")) {
      row.createCell(column).setCellValue(value.toString());
    }
  }

  /** A workbook of one sheet, whose rows are given as they stand in its XML. */
  static byte[] ofRows(String rows) {
    return ofSheet(
        "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>");
  }

  /** A workbook of one sheet, given as the whole XML of its part. */
  static byte[] ofSheet(String xml) {
    return ofSheet(out -> out.write(xml.getBytes(StandardCharsets.UTF_8)), "");
  }

  /** What writes a part. */
  public interface Part {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A workbook of one sheet.
   *
   * @param strings the items of the shared strings, as they stand in the XML
   */
  public static byte[] ofSheet(Part sheet, String strings) {
    Map<String, Part> parts = new LinkedHashMap<>();
    put(
        parts,
        "[Content_Types].xml",
        "<Types xmlns=\""
            + PACKAGE
            + "/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + type("/xl/workbook.xml", "sheet.main+xml")
            + type("/xl/worksheets/sheet1.xml", "worksheet+xml")
            + type("/xl/sharedStrings.xml", "sharedStrings+xml")
            + "</Types>");
    put(
        parts,
        "_rels/.rels",
        relations(
            "<Relationship Id=\"rId1\" Type=\""
                + OFFICE
                + "/officeDocument\" Target=\"xl/workbook.xml\"/>"));
    put(
        parts,
        "xl/workbook.xml",
        "<workbook xmlns=\""
            + MAIN
            + "\" xmlns:r=\""
            + OFFICE
            + "\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    put(
        parts,
        "xl/_rels/workbook.xml.rels",
        relations(
            "<Relationship Id=\"rId1\" Type=\""
                + OFFICE
                + "/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\""
                + OFFICE
                + "/sharedStrings\" Target=\"sharedStrings.xml\"/>"));
    put(parts, "xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + strings + "</sst>");
    parts.put("xl/worksheets/sheet1.xml", sheet);
    return zip(parts);
  }

  private static void put(Map<String, Part> parts, String name, String xml) {
    parts.put(name, out -> out.write(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static String type(String part, String type) {
    return "<Override PartName=\""
        + part
        + "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml."
        + type
        + "\"/>";
  }

  private static String relations(String content) {
    return "<Relationships xmlns=\"" + PACKAGE + "/relationships\">" + content + "</Relationships>";
  }

  private static byte[] zip(Map<String, Part> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        part.getValue().writeTo(zip);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

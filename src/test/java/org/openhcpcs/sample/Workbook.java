package org.openhcpcs.sample;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An .xlsx workbook. It is written part by part and without compression, so that the same content
 * gives the same bytes under every version of every library; the release's own zip compresses it.
 *
 * @param sheets its sheets in their order
 * @param createdOn the day that its properties state
 */
record Workbook(List<Sheet> sheets, LocalDate createdOn) {

  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String FORMATS = "http://schemas.openxmlformats.org";
  private static final String MAIN = FORMATS + "/spreadsheetml/2006/main";
  private static final String RELATIONS = FORMATS + "/officeDocument/2006/relationships";
  private static final String SHEET_TYPES =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  Workbook {
    sheets = List.copyOf(sheets);
  }

  byte[] bytes() {
    SheetXml writer = new SheetXml();
    Map<String, byte[]> parts = new LinkedHashMap<>();
    put(parts, "[Content_Types].xml", contentTypes());
    put(parts, "_rels/.rels", packageRelations());
    put(parts, "docProps/core.xml", properties());
    put(parts, "xl/workbook.xml", workbook());
    put(parts, "xl/_rels/workbook.xml.rels", workbookRelations());
    put(parts, "xl/styles.xml", styles());
    numbers()
        .forEach(
            n -> put(parts, "xl/worksheets/sheet" + n + ".xml", writer.sheet(sheets.get(n - 1))));
    put(parts, "xl/sharedStrings.xml", writer.sharedStrings());
    return Zip.stored(parts, createdOn);
  }

  private static void put(Map<String, byte[]> parts, String name, String xml) {
    parts.put(name, xml.getBytes(StandardCharsets.UTF_8));
  }

  private IntStream numbers() {
    return IntStream.rangeClosed(1, sheets.size());
  }

  private String perSheet(String template) {
    return numbers()
        .mapToObj(
            n ->
                template
                    .replace("#", "" + n)
                    .replace("@", SheetXml.escape(sheets.get(n - 1).name())))
        .collect(Collectors.joining());
  }

  private String contentTypes() {
    return HEAD
        + "<Types xmlns=\""
        + FORMATS
        + "/package/2006/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + override(
            "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
        + override("/xl/workbook.xml", SHEET_TYPES + "sheet.main+xml")
        + override("/xl/styles.xml", SHEET_TYPES + "styles+xml")
        + override("/xl/sharedStrings.xml", SHEET_TYPES + "sharedStrings+xml")
        + perSheet(override("/xl/worksheets/sheet#.xml", SHEET_TYPES + "worksheet+xml"))
        + "</Types>";
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
  }

  private static String packageRelations() {
    return relations(
        relation("rId1", RELATIONS + "/officeDocument", "xl/workbook.xml")
            + relation(
                "rId2",
                FORMATS + "/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml"));
  }

  private String workbookRelations() {
    return relations(
        perSheet(relation("rId#", RELATIONS + "/worksheet", "worksheets/sheet#.xml"))
            + relation("rIdStyles", RELATIONS + "/styles", "styles.xml")
            + relation("rIdStrings", RELATIONS + "/sharedStrings", "sharedStrings.xml"));
  }

  private static String relations(String content) {
    return HEAD
        + "<Relationships xmlns=\""
        + FORMATS
        + "/package/2006/relationships\">"
        + content
        + "</Relationships>";
  }

  private static String relation(String id, String type, String target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\"/>";
  }

  private String workbook() {
    return HEAD
        + "<workbook xmlns=\""
        + MAIN
        + "\" xmlns:r=\""
        + RELATIONS
        + "\"><sheets>"
        + perSheet("<sheet name=\"@\" sheetId=\"#\" r:id=\"rId#\"/>")
        + "</sheets></workbook>";
  }

  /** Cell format 1 is the date format, built-in number format 14. */
  private static String styles() {
    return HEAD
        + "<styleSheet xmlns=\""
        + MAIN
        + "\">"
        + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>"
        + "</styleSheet>";
  }

  private String properties() {
    return HEAD
        + "<cp:coreProperties xmlns:cp=\""
        + FORMATS
        + "/package/2006/metadata/core-properties\""
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:creator>OpenHCPCS</dc:creator>"
        + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">"
        + createdOn
        + "T00:00:00Z</dcterms:created>"
        + "</cp:coreProperties>";
  }
}

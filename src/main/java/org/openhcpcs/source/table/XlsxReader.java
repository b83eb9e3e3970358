package org.openhcpcs.source.table;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.commons.io.input.BoundedInputStream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * Streams the cells of an {@code .xlsx} workbook: shared strings in memory, sheets row by row. No
 * document type, no external entity is read, and no part may unpack to more than any workbook that
 * CMS ever published.
 *
 * <p>Source: ECMA-376 part 1, chapters 12.3 and 18.3-18.4.
 */
final class XlsxReader {

  /** Ten times the largest sheet seen, that of January 2023. */
  private static final long MAX_PART_BYTES = 128L << 20;

  /** What Excel itself allows in a cell. */
  private static final int MAX_CELL_CHARACTERS = 32_767;

  /** Ten times the shared strings of January 2023, each counted with what an object takes. */
  private static final int MAX_SHARED_CHARACTERS = 32 << 20;

  private static final int CHARACTERS_PER_OBJECT = 32;

  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private static final byte[] END_OF_ZIP = {'P', 'K', 5, 6};

  private static final int MAX_DEPTH = 64;

  private final String file;
  private final byte[] bytes;
  private final SheetSink sink;
  private final XMLInputFactory factory = new WstxInputFactory();
  private final List<String> sharedStrings = new ArrayList<>();
  private int sharedCharacters;
  private boolean is1904;

  XlsxReader(String file, byte[] bytes, SheetSink sink) {
    this.file = file;
    this.bytes = bytes;
    this.sink = sink;
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
  }

  void read() {
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get()) {
      Map<String, String> targets = new HashMap<>();
      Map<String, String> sheets = new LinkedHashMap<>();
      Map<String, String> hidden = new LinkedHashMap<>();
      part(zip, "xl/_rels/workbook.xml.rels", xml -> readRelation(xml, targets));
      part(zip, "xl/workbook.xml", xml -> readSheetName(xml, sheets, hidden));
      sheets.putAll(hidden); // what nobody sees does not go before what everybody does
      if (sheets.isEmpty()) {
        throw unreadable("it has no sheet");
      }
      part(zip, "xl/sharedStrings.xml", this::readSharedString);
      for (Map.Entry<String, String> sheet : sheets.entrySet()) {
        if (!readSheet(zip, sheet.getKey(), targets.getOrDefault(sheet.getValue(), ""))) {
          return;
        }
      }
    } catch (HcpcsException e) {
      throw e;
    } catch (IOException | XMLStreamException | RuntimeException e) {
      // Parser and unpacker report some kinds of damage with runtime exceptions.
      if (isCutShort()) {
        throw unreadable("it is cut short");
      }
      throw XmlText.isNotInItsEncoding(e)
          ? unreadable("a part of it is not in the encoding that it states")
          : WorkbookReader.unreadable(file, e);
    }
  }

  /** Whether the directory is missing with which every zip ends. */
  private boolean isCutShort() {
    for (int i = bytes.length - END_OF_ZIP.length; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + END_OF_ZIP.length, END_OF_ZIP, 0, END_OF_ZIP.length)) {
        return false;
      }
    }
    return true;
  }

  /** What is done at the start of each element of a part; returns false to read no more of it. */
  private interface ElementReader {
    boolean element(XMLStreamReader xml) throws XMLStreamException, IOException;
  }

  /**
   * Reads one part of the package; a part that is not there has no elements. Returns false if its
   * reader had enough.
   */
  private boolean part(ZipFile zip, String name, ElementReader reader)
      throws IOException, XMLStreamException {
    ZipArchiveEntry entry = zip.getEntry(name);
    if (entry == null) {
      return true;
    }
    if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
      throw unreadable("a part of it is packed in a way that no workbook is");
    }
    try (InputStream in = limited(zip.getInputStream(entry))) {
      XMLStreamReader xml = XmlText.open(factory, in);
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw unreadable("it has a document type, which no workbook needs");
        }
        if (event == XMLStreamConstants.START_ELEMENT && !reader.element(xml)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean readRelation(XMLStreamReader xml, Map<String, String> targets) {
    if (xml.getLocalName().equals("Relationship")) {
      String target = attribute(xml, "Target");
      targets.put(
          attribute(xml, "Id"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
    }
    return true;
  }

  private boolean readSheetName(
      XMLStreamReader xml, Map<String, String> sheets, Map<String, String> hidden) {
    if (xml.getLocalName().equals("workbookPr")) {
      String first = attribute(xml, "date1904");
      is1904 = first.equals("1") || first.equals("true");
    }
    if (xml.getLocalName().equals("sheet")) {
      boolean isHidden = attribute(xml, "state").toLowerCase(Locale.ROOT).endsWith("hidden");
      (isHidden ? hidden : sheets).put(attribute(xml, "name"), attribute(xml, "id"));
    }
    return true;
  }

  private boolean readSharedString(XMLStreamReader xml) throws XMLStreamException, IOException {
    if (xml.getLocalName().equals("si")) {
      String text = richText(xml);
      sharedCharacters += text.length() + CHARACTERS_PER_OBJECT;
      if (sharedCharacters > MAX_SHARED_CHARACTERS) {
        throw new IOException("it holds more text than any code file");
      }
      sharedStrings.add(text);
    }
    return true;
  }

  /** The text of a string item: its runs joined, without phonetic hints. */
  private static String richText(XMLStreamReader xml) throws XMLStreamException, IOException {
    String end = xml.getLocalName();
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(end)) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (xml.getLocalName().equals("t")) {
          text.append(text(xml));
          checkLength(text);
        } else if (xml.getLocalName().equals("rPh")) {
          skip(xml);
        }
      }
    }
    return unescape(text.toString());
  }

  /** The text of an element, up to its end. */
  private static String text(XMLStreamReader xml) throws XMLStreamException, IOException {
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.END_ELEMENT -> {
          return text.toString();
        }
        case XMLStreamConstants.START_ELEMENT -> skip(xml);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
          checkLength(text);
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new IOException("it refers to an entity, which no workbook needs");
        default -> {}
      }
    }
    return text.toString();
  }

  private static void checkLength(StringBuilder text) throws IOException {
    if (text.length() > MAX_CELL_CHARACTERS) {
      throw new IOException("a cell holds more than " + MAX_CELL_CHARACTERS + " characters");
    }
  }

  /** Characters that XML cannot hold stand as {@code _x000D_}. */
  private static String unescape(String text) {
    return text.contains("_x")
        ? ESCAPE
            .matcher(text)
            .replaceAll(
                escape ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
        : text;
  }

  private boolean readSheet(ZipFile zip, String name, String target)
      throws IOException, XMLStreamException {
    sink.sheet(name);
    int[] lastRow = {0};
    return part(
        zip,
        target,
        xml -> {
          if (!xml.getLocalName().equals("row")) {
            return true;
          }
          String number = attribute(xml, "r");
          lastRow[0] = number.isEmpty() ? lastRow[0] + 1 : parse(number);
          SheetRow row = readRow(xml, lastRow[0]);
          return row.columns() == 0 || sink.row(row);
        });
  }

  private SheetRow readRow(XMLStreamReader xml, int number) throws XMLStreamException, IOException {
    SheetRow row = new SheetRow(number);
    int column = -1;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
        String reference = attribute(xml, "r");
        column = reference.isEmpty() ? column + 1 : column(reference);
        readCell(xml, row, column, attribute(xml, "t"));
      }
    }
    return row;
  }

  private void readCell(XMLStreamReader xml, SheetRow row, int column, String type)
      throws XMLStreamException, IOException {
    String value = null;
    boolean isFormula = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "v" -> value = text(xml);
          case "is" -> value = richText(xml);
          case "f" -> {
            isFormula = true;
            skip(xml);
          }
          default -> skip(xml);
        }
      }
    }
    if (value != null) {
      setCell(row, column, type, value);
    } else if (isFormula) {
      row.set(column, SheetRow.CellType.ERROR, "a formula that nobody computed");
    }
  }

  private void setCell(SheetRow row, int column, String type, String value) throws IOException {
    switch (type) {
      case "s" -> row.set(column, SheetRow.CellType.TEXT, sharedString(value));
      case "str" -> row.set(column, SheetRow.CellType.TEXT, unescape(value));
      case "inlineStr", "d" -> row.set(column, SheetRow.CellType.TEXT, value);
      case "e" -> row.set(column, SheetRow.CellType.ERROR, value);
      case "b" -> row.set(column, SheetRow.CellType.TEXT, value.equals("1") ? "TRUE" : "FALSE");
      default -> WorkbookReader.setNumber(row, column, value, is1904);
    }
  }

  private String sharedString(String index) throws IOException {
    int i = parse(index);
    if (i < 0 || i >= sharedStrings.size()) {
      throw new IOException("a cell points at string " + index + ", which it does not have");
    }
    return sharedStrings.get(i);
  }

  private static void skip(XMLStreamReader xml) throws XMLStreamException {
    int depth = 1;
    while (depth > 0 && xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  /** The 0-based column of a reference such as {@code AB12}. */
  private static int column(String reference) {
    int column = 0;
    for (int i = 0; i < reference.length() && column < 1 << 20; i++) {
      char c = Character.toUpperCase(reference.charAt(i));
      if (c < 'A' || c > 'Z') {
        break;
      }
      column = column * 26 + (c - 'A' + 1);
    }
    return column - 1;
  }

  private static int parse(String number) {
    try {
      return Integer.parseInt(number.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String attribute(XMLStreamReader xml, String localName) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(localName)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  private HcpcsException unreadable(String why) {
    return ErrorCode.FILE_UNREADABLE.failure("%s: the workbook cannot be read: %s", file, why);
  }

  /** Refuses to unpack more than a workbook can hold. */
  private InputStream limited(InputStream in) throws IOException {
    return BoundedInputStream.builder()
        .setInputStream(in)
        .setMaxCount(MAX_PART_BYTES + 1)
        .setOnMaxCount(
            (most, read) -> {
              throw unreadable("a part of it unpacks to more than " + (most >> 20) + " MB");
            })
        .get();
  }
}

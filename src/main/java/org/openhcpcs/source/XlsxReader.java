package org.openhcpcs.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
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

  private final String file;
  private final byte[] bytes;
  private final SheetSink sink;
  private final XMLInputFactory factory;
  private List<String> sharedStrings = List.of();

  XlsxReader(String file, byte[] bytes, SheetSink sink) {
    this.file = file;
    this.bytes = bytes;
    this.sink = sink;
    this.factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  void read() {
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get()) {
      Map<String, String> targets = new HashMap<>();
      Map<String, String> sheets = new LinkedHashMap<>();
      part(zip, "xl/_rels/workbook.xml.rels", xml -> readRelation(xml, targets));
      part(zip, "xl/workbook.xml", xml -> readSheetName(xml, sheets));
      if (sheets.isEmpty()) {
        throw unreadable("it has no sheet", null);
      }
      List<String> strings = new ArrayList<>();
      part(zip, "xl/sharedStrings.xml", xml -> readSharedString(xml, strings));
      sharedStrings = strings;
      for (Map.Entry<String, String> sheet : sheets.entrySet()) {
        if (!readSheet(zip, sheet.getKey(), targets.getOrDefault(sheet.getValue(), ""))) {
          return;
        }
      }
    } catch (HcpcsException e) {
      throw e;
    } catch (IOException | XMLStreamException | RuntimeException e) {
      // Parser and unpacker report some kinds of damage with runtime exceptions.
      throw unreadable(String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
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
    try (InputStream in = new Limited(zip.getInputStream(entry))) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw unreadable("it has a document type, which no workbook needs", null);
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

  private static boolean readSheetName(XMLStreamReader xml, Map<String, String> sheets) {
    if (xml.getLocalName().equals("sheet")) {
      sheets.put(attribute(xml, "name"), attribute(xml, "id"));
    }
    return true;
  }

  private static boolean readSharedString(XMLStreamReader xml, List<String> strings)
      throws XMLStreamException {
    if (xml.getLocalName().equals("si")) {
      strings.add(richText(xml));
    }
    return true;
  }

  /** The text of a string item: its runs joined, without phonetic hints. */
  private static String richText(XMLStreamReader xml) throws XMLStreamException {
    String end = xml.getLocalName();
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(end)) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (xml.getLocalName().equals("t")) {
          text.append(xml.getElementText());
        } else if (xml.getLocalName().equals("rPh")) {
          skip(xml);
        }
      }
    }
    return text.toString();
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
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "v" -> value = xml.getElementText();
          case "is" -> value = richText(xml);
          default -> skip(xml);
        }
      }
    }
    if (value != null) {
      setCell(row, column, type, value);
    }
  }

  private void setCell(SheetRow row, int column, String type, String value) throws IOException {
    switch (type) {
      case "s" -> row.set(column, SheetRow.CellType.TEXT, sharedString(value));
      case "str", "inlineStr", "d" -> row.set(column, SheetRow.CellType.TEXT, value);
      case "e" -> row.set(column, SheetRow.CellType.ERROR, value);
      case "b" -> row.set(column, SheetRow.CellType.TEXT, value.equals("1") ? "TRUE" : "FALSE");
      default -> row.set(column, SheetRow.CellType.NUMBER, WorkbookReader.plain(value));
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

  private HcpcsException unreadable(String why, @Nullable Exception cause) {
    return new HcpcsException(
        ErrorCode.FILE_UNREADABLE,
        file + ": the workbook cannot be read: " + why.toLowerCase(Locale.ROOT),
        cause);
  }

  /** Refuses to unpack more than a workbook can hold. */
  private final class Limited extends FilterInputStream {

    private long left = MAX_PART_BYTES;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    private void count(int n) {
      left -= n;
      if (left < 0) {
        throw unreadable(
            "a part of it unpacks to more than " + (MAX_PART_BYTES >> 20) + " MB", null);
      }
    }
  }
}

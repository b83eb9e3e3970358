package org.openhcpcs.source.reference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.OneLine;
import org.openhcpcs.code.reference.Gtin;
import org.openhcpcs.code.reference.Ndc;
import org.openhcpcs.release.archive.Utf16;
import org.openhcpcs.source.reference.ReferenceTable.ReferenceForm;
import org.openhcpcs.source.table.CsvReader;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.table.SheetSink;
import org.openhcpcs.source.table.WorkbookReader;
import org.openhcpcs.source.text.CodeShape;

/**
 * Reads a reference table, a workbook or CSV: an NDC-HCPCS crosswalk, a payment file or the RBCS.
 * Titles and notes may stand above the header, which is found by the names in it.
 *
 * <p>Source: the files of CMS's "ASP NDC-HCPCS Crosswalk", with names as of 2016 to 2026, of "ASP
 * Pricing File", since 2026 "Medicare Part B Payment Limit File", and of "Restructured BETOS
 * Classification System", release years 2020 to 2025.
 */
public final class ReferenceReader implements SheetSink {

  /** No header stands lower; those of crosswalks stand in rows 7 to 10. */
  private static final int LAST_HEADER_ROW = 60;

  private static final int MOST_NAMED = 20;

  /** Level II without the dental codes: the others have descriptors that belong to somebody. */
  private static final Pattern PUBLIC_CODE = Pattern.compile("[A-CE-Z][0-9]{4}");

  private static final String MOVED = "it has more cells than the table has columns";

  private static final Pattern HTML = Pattern.compile("(?is)\\s*<(!doctype|html|head|\\?xml).*");

  private final String file;
  private final boolean isWorkbook;
  private final List<String> titles = new ArrayList<>();
  private final List<ReferenceTable.ReferenceLine> lines = new ArrayList<>();
  private final List<ReferenceTable.Rejected> rejected = new ArrayList<>();
  private final List<ReferenceTable.Unread> unread = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable ReferenceColumns columns;
  private String sheetName = "";
  private int leftOut;
  private boolean isOver;
  private boolean hasCellsBehind;

  private ReferenceReader(String file, boolean isWorkbook) {
    this.file = file;
    this.isWorkbook = isWorkbook;
  }

  /**
   * Reads a file; the first bytes tell whether it is a workbook, whatever its name says. Empty if
   * no row of it is the header of a reference table.
   *
   * @throws HcpcsException FILE_UNREADABLE if it is neither a workbook nor CSV, or is damaged
   */
  public static Optional<ReferenceTable> read(String file, byte[] bytes) {
    boolean isWorkbook =
        bytes.length > 8
            && ((bytes[0] == 'P' && bytes[1] == 'K')
                || ((bytes[0] & 0xff) == 0xD0 && (bytes[1] & 0xff) == 0xCF));
    ReferenceReader reader = new ReferenceReader(file, isWorkbook);
    if (isWorkbook) {
      WorkbookReader.read(file, bytes, reader);
    } else {
      refuseOtherFiles(file, bytes);
      CsvReader.read(file, bytes, reader);
    }
    return Optional.ofNullable(reader.columns).map(reader::table);
  }

  private static void refuseOtherFiles(String file, byte[] bytes) {
    String begin =
        new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1)
            .replaceFirst("^\u00ef\u00bb\u00bf", "");
    String why = null;
    if (begin.isBlank()) {
      why = "the file is empty; download it again";
    } else if (begin.indexOf('\0') >= 0) {
      why = Utf16.is(bytes) ? Utf16.REASON : "neither CSV nor an Excel workbook";
    } else if (HTML.matcher(begin).matches()) {
      why = "a web page instead of a table; download the file again";
    }
    if (why != null) {
      throw ErrorCode.FILE_UNREADABLE.failure("%s: %s", file, why);
    }
  }

  @Override
  public void sheet(String name) {
    sheetName = name;
    isOver = columns != null;
    if (!isOver) {
      titles.clear();
    }
  }

  @Override
  public boolean row(SheetRow row) {
    ReferenceColumns header = columns;
    if (header == null) {
      findHeader(row);
    } else if (isOver) {
      if (row.number() <= LAST_HEADER_ROW && ReferenceColumns.of(row).isPresent()) {
        notes.add(
            "%s line %d: the sheet %s holds a table too; only the first was loaded"
                .formatted(file, row.number(), OneLine.of(sheetName)));
        return false;
      }
    } else if (!row.isBlank()) {
      read(row, header);
    }
    return true;
  }

  private void findHeader(SheetRow row) {
    if (row.number() > LAST_HEADER_ROW) {
      return;
    }
    Optional<ReferenceColumns> found = ReferenceColumns.of(row);
    found.ifPresentOrElse(
        header -> {
          columns = header;
          for (String name : header.unknown()) {
            notes.add(
                "%s line %d: no layout knows the column %s, or it stands there twice; it was not loaded"
                    .formatted(file, row.number(), name));
          }
        },
        () -> titles.add(row.raw().replace('\t', ' ').strip()));
  }

  private ReferenceTable table(ReferenceColumns header) {
    if (header.form() == ReferenceForm.PAYMENT_LIMITS) {
      noteRepeats();
    }
    return new ReferenceTable(header.form(), titles, lines, rejected, leftOut, unread, notes);
  }

  /** A code has one limit: where lines say several things of it, somebody should look. */
  private void noteRepeats() {
    Map<String, Map<Map<ReferenceColumn, Object>, Integer>> said = new LinkedHashMap<>();
    lines.forEach(
        line ->
            said.computeIfAbsent(
                    line.text(ReferenceColumn.CODE).orElse(""), code -> new LinkedHashMap<>())
                .putIfAbsent(line.values(), line.number()));
    said.values().removeIf(several -> several.size() == 1);
    if (!said.isEmpty()) {
      notes.add(
          "%s: the lines of a code say different things, the last line counts: %s%s"
              .formatted(
                  file,
                  said.entrySet().stream()
                      .limit(MOST_NAMED)
                      .map(each -> each.getKey() + " in lines " + each.getValue().values())
                      .collect(Collectors.joining(", ")),
                  said.size() > MOST_NAMED
                      ? ", and %d more codes".formatted(said.size() - MOST_NAMED)
                      : ""));
    }
  }

  private void read(SheetRow row, ReferenceColumns header) {
    String code = header.text(row, ReferenceColumn.CODE).toUpperCase(Locale.ROOT);
    boolean isPublic = PUBLIC_CODE.matcher(code).matches();
    try {
      if (header.has(ReferenceColumn.CODE)
          && (code.length() != 5 || !CodeShape.isOfAnyLevel(code))) {
        throw new ReferenceColumns.BadCell(
            code.isEmpty() ? "there is no code" : ReferenceColumns.shown(code) + " is no code");
      }
      if (header.form() == ReferenceForm.PAYMENT_LIMITS && !isPublic) {
        leftOut++;
        return;
      }
      lines.add(new ReferenceTable.ReferenceLine(row.number(), values(row, header, code)));
    } catch (ReferenceColumns.BadCell e) {
      boolean isShown =
          header.form() == ReferenceForm.RBCS || !header.has(ReferenceColumn.CODE) || isPublic;
      String raw = isShown ? row.raw() : header.text(row, ReferenceColumn.CODE);
      rejected.add(new ReferenceTable.Rejected(row.number(), String.valueOf(e.getMessage()), raw));
    }
  }

  /**
   * In CSV a cell too many moves those behind it; in a workbook each cell has its place. Returns
   * whether cells are moved.
   */
  private boolean isMoved(SheetRow row, ReferenceColumns header) {
    if (row.isBlankFrom(header.width())) {
      return false;
    }
    if (isWorkbook && !hasCellsBehind) {
      hasCellsBehind = true;
      notes.add(
          "%s line %d: cells behind the last column were not loaded, here and below"
              .formatted(file, row.number()));
    }
    return !isWorkbook;
  }

  /**
   * Code and NDC make a row, or the code alone; any other cell that cannot be read is left empty.
   * Not so in the RBCS, where a blank cell says that there is no such day.
   */
  private Map<ReferenceColumn, Object> values(SheetRow row, ReferenceColumns header, String code)
      throws ReferenceColumns.BadCell {
    Map<ReferenceColumn, Object> values = new EnumMap<>(ReferenceColumn.class);
    boolean isRbcs = header.form() == ReferenceForm.RBCS;
    boolean isPayment = header.form() == ReferenceForm.PAYMENT_LIMITS;
    String product = header.text(row, ReferenceColumn.PRODUCT_NUMBER);
    if (!isRbcs && !isPayment) {
      Ndc.elevenDigits(product).ifPresent(ndc -> values.put(ReferenceColumn.NDC, ndc));
      Gtin.fourteenDigits(product).ifPresent(gtin -> values.put(ReferenceColumn.GTIN, gtin));
    }
    boolean isMoved = isMoved(row, header);
    if (isMoved && !isPayment && !values.containsKey(ReferenceColumn.NDC)) {
      throw new ReferenceColumns.BadCell(MOVED);
    }
    if (!isPayment && (isRbcs ? header.text(row, ReferenceColumn.RBCS_ID) : product).isEmpty()) {
      throw new ReferenceColumns.BadCell(isRbcs ? "there is no RBCS id" : "there is no NDC");
    }
    boolean isPublic = PUBLIC_CODE.matcher(code).matches();
    SheetRow cells = isMoved ? begin(row, header, isPayment, isPublic) : row;
    Set<ReferenceColumn> columns = header.form().columns();
    if (!isPublic) {
      columns.remove(ReferenceColumn.SHORT_DESCRIPTION);
    }
    for (ReferenceColumn column : columns) {
      Object value = isRbcs ? header.value(cells, column) : valueIfAny(cells, header, column);
      if (value != null) {
        values.put(column, value);
      }
    }
    if (!code.isEmpty()) {
      values.put(ReferenceColumn.CODE, code);
    }
    return values;
  }

  /** The cells up to the one that makes the row; those behind it may be of other columns. */
  private SheetRow begin(
      SheetRow row, ReferenceColumns header, boolean isPayment, boolean isPublic) {
    int behind =
        header.place(isPayment ? ReferenceColumn.CODE : ReferenceColumn.PRODUCT_NUMBER) + 1;
    unread.add(
        new ReferenceTable.Unread(
            row.number(),
            MOVED + "; those behind the " + (isPayment ? "code" : "NDC") + " were left empty",
            isPublic ? row.raw(behind) : ""));
    return row.until(behind);
  }

  private @Nullable Object valueIfAny(
      SheetRow row, ReferenceColumns header, ReferenceColumn column) {
    try {
      return header.value(row, column);
    } catch (ReferenceColumns.BadCell e) {
      unread.add(
          new ReferenceTable.Unread(
              row.number(), e.getMessage() + "; it was left empty", header.text(row, column)));
      return null;
    }
  }
}

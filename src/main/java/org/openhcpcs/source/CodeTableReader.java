package org.openhcpcs.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.table.SheetSink;
import org.openhcpcs.source.table.TableForm;
import org.openhcpcs.source.text.CodeShape;
import org.openhcpcs.source.text.FieldReader;
import org.openhcpcs.source.text.MisreadQuotes;

/**
 * Reads a code file in columns, a workbook or CSV. A row is a line of the fixed-width file (until
 * 2013) or a whole code (since 2016); the record identification code tells, so both may stand in
 * one file. Whether a file is such a table at all is asked of {@link CodeTableHeader}.
 */
public final class CodeTableReader implements SheetSink {

  private final String file;
  private final Edition edition;
  private final TableForm form;
  private final List<PublishedRecord> records = new ArrayList<>();
  private final List<RejectedLine> rejected = new ArrayList<>();
  private final List<SourceLine> keptLines = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> codes = new HashSet<>();
  private final @Nullable Set<String> wanted; // null for all, without their lines
  private final Map<String, List<SourceLine>> lines = new HashMap<>();
  private @Nullable CodeColumns columns;
  private @Nullable OpenRecord draft;
  private String sheetName = "";
  private int recordRows;

  private CodeTableReader(String file, Edition edition, @Nullable Set<String> wanted) {
    this.file = file;
    this.edition = edition;
    this.form = TableForm.of(file);
    this.wanted = wanted;
  }

  /**
   * Reads a CSV file, or the first sheet of a workbook that is a code table.
   *
   * @throws HcpcsException FILE_UNREADABLE if it is neither, NO_RELEASE_FOUND if it is no code
   *     table
   */
  public static CodeFile read(String file, byte[] bytes, Edition edition) {
    return new CodeTableReader(file, edition, null).read(bytes);
  }

  /**
   * Reads what a code table says of some codes, exactly as if all of it were read, and in which
   * rows.
   *
   * @throws HcpcsException as {@link #read} does
   */
  public static CodeExcerpt readOf(String file, byte[] bytes, Edition edition, Set<String> wanted) {
    CodeTableReader reader = new CodeTableReader(file, edition, wanted);
    return new CodeExcerpt(reader.read(bytes), reader.lines);
  }

  private CodeFile read(byte[] bytes) {
    form.read(file, bytes, this);
    return result();
  }

  @Override
  public void sheet(String name) {
    finishDraft();
    columns = null;
    sheetName = name;
  }

  @Override
  public boolean row(SheetRow row) {
    CodeColumns header = columns;
    if (header == null) {
      if (row.number() <= CodeTableHeader.LAST_ROW) {
        CodeColumns.of(row).ifPresent(found -> begin(found, row));
      }
      return true;
    }
    if (!row.isBlank()) {
      readRecord(row, header);
    }
    return true;
  }

  private void begin(CodeColumns found, SheetRow header) {
    if (!codes.isEmpty()) {
      findings.add(
          Finding.warning(
                  "layout-sheet",
                  "a further sheet of the workbook is a code table; it was not loaded")
              .at(file, header.number())
              .observed(sheetName));
      return;
    }
    columns = found;
    List<String> missing = CodeColumns.missing(header);
    if (!missing.isEmpty()) {
      findings.add(
          Finding.error(
                  "layout-column", "the table lacks columns of CMS's; their fields were left empty")
              .at(file, header.number())
              .observed(String.join(", ", missing)));
    }
    for (String name : found.unknown()) {
      findings.add(
          Finding.warning(
                  "layout-column",
                  "the table has a column that no layout knows, or a second one of a field; it was not loaded")
              .at(file, header.number())
              .observed(name));
    }
  }

  private CodeFile result() {
    finishDraft();
    if (codes.isEmpty()) {
      throw rejected.isEmpty()
          ? ErrorCode.NO_RELEASE_FOUND.failure(
              "%s: no sheet of it is a code table with the columns of CMS's", file)
          : ErrorCode.NO_RELEASE_FOUND.failure(
              "%s: not one row of its code table is an HCPCS record; row %s: %s",
              file, rejected.get(0).line(), rejected.get(0).reason());
    }
    return new CodeFile(file, records, rejected, keptLines, findings, recordRows);
  }

  private void readRecord(SheetRow row, CodeColumns header) {
    String code = header.code(row);
    Optional<RecordIdentification> identification =
        identification(code, header.identification(row));
    if (identification.isEmpty() || !CodeShape.matches(code, identification.get().kind())) {
      reject(row, "no code, or one that its record identification code contradicts");
      return;
    }
    if (form == TableForm.CSV && row.columns() > header.width()) {
      reject(row, "it has more cells than the table has columns");
      return;
    }
    recordRows++;
    if (identification.get().isFirst()) {
      finishDraft();
      draft = new OpenRecord(code, identification.get().kind(), row, header);
    } else if (draft != null && draft.code.equals(code)) {
      draft.rows.add(row);
    } else {
      reject(row, "a continuation of " + code + " that does not follow its first row");
    }
  }

  /** The record identification code; where it is blank, the shape of the code tells. */
  private static Optional<RecordIdentification> identification(String code, String text) {
    if (!text.isEmpty()) {
      return text.length() == 1 ? RecordIdentification.of(text.charAt(0)) : Optional.empty();
    }
    return Optional.of(
        code.length() == 2
            ? RecordIdentification.MODIFIER_FIRST
            : RecordIdentification.PROCEDURE_FIRST);
  }

  private void finishDraft() {
    if (draft == null) {
      return;
    }
    OpenRecord done = draft;
    draft = null;
    if (codes.add(done.code)) {
      if (wanted != null && wanted.contains(done.code)) {
        lines.put(done.code, done.rows.stream().map(CodeTableReader::line).toList());
      }
      if (wanted == null || wanted.contains(done.code)) {
        records.add(done.published());
      }
    } else {
      done.rows.forEach(row -> reject(row, RejectedLine.duplicate(done.code)));
    }
  }

  private void reject(SheetRow row, String reason) {
    rejected.add(new RejectedLine(row.number(), StandardCharsets.UTF_8.encode(row.raw()), reason));
    String raw = row.raw().strip();
    findings.add(
        Finding.error("record-rejected", "the row was not loaded: " + reason)
            .at(file, row.number())
            .observed(raw.length() > 40 ? raw.substring(0, 40) + "…" : raw));
  }

  private void note(Finding finding, SheetRow row) {
    findings.add(finding.at(file, row.number()));
    if (keptLines.isEmpty() || keptLines.get(keptLines.size() - 1).line() != row.number()) {
      keptLines.add(line(row));
    }
  }

  private static SourceLine line(SheetRow row) {
    return new SourceLine(row.number(), StandardCharsets.UTF_8.encode(row.raw()));
  }

  /** A record whose continuations are still being read. */
  private final class OpenRecord {

    private final String code;
    private final Kind kind;
    private final SheetRow row;
    private final CodeColumns header;
    private final List<SheetRow> rows = new ArrayList<>();

    OpenRecord(String code, Kind kind, SheetRow row, CodeColumns header) {
      this.code = code;
      this.kind = kind;
      this.row = row;
      this.header = header;
      rows.add(row);
    }

    PublishedRecord published() {
      checkWidth();
      Map<Field, String> values = new EnumMap<>(Field.class);
      Set<Field> unreadable = EnumSet.noneOf(Field.class);
      for (Field field : Field.ALL) {
        if (field != Field.LONG_DESCRIPTION) {
          values.put(field, value(field, row, unreadable));
        }
      }
      StringBuilder description = new StringBuilder();
      for (SheetRow line : rows) {
        String segment = value(Field.LONG_DESCRIPTION, line, unreadable);
        description.append(description.isEmpty() || segment.isEmpty() ? "" : " ").append(segment);
      }
      values.put(Field.LONG_DESCRIPTION, description.toString());
      CodeRecord codeRecord =
          new CodeRecord(code, kind, Field.ALL.stream().map(values::get).toList());
      return new PublishedRecord(codeRecord, sequenceNumber(), row.number(), unreadable);
    }

    private void checkWidth() {
      if (form == TableForm.CSV && row.columns() < header.width()) {
        note(
            Finding.warning(
                    "record-short-row",
                    "the row has fewer cells than the table has columns; the missing ones were left empty")
                .about(code)
                .observed(row.columns() + " cells")
                .expected(header.width() + " cells"),
            row);
      } else if (!row.isBlankFrom(header.width())) {
        note(
            Finding.warning(
                    "record-extra-cell",
                    "a cell stands behind the last column of the table; it was not loaded")
                .about(code)
                .observed(row.raw(header.width()).strip())
                .expected("blanks"),
            row);
      }
    }

    /** Workbooks print four of the five digits. */
    private int sequenceNumber() {
      String digits = header.sequence(row);
      if (!digits.matches("\\d{1,5}")) {
        return 100;
      }
      int number = Integer.parseInt(digits);
      return digits.length() <= 4 ? number * 10 : number;
    }

    private String value(Field field, SheetRow line, Set<Field> unreadable) {
      int column = header.column(field);
      String raw = line.content(column);
      SheetRow.CellType type = line.type(column);
      if (type == SheetRow.CellType.ERROR) {
        unreadable.add(field);
        note(
            Finding.error(
                    "field-cell-error",
                    "the cell holds an error instead of a value; it was left empty")
                .about(code)
                .in(field, raw),
            line);
        return "";
      }
      FieldReader.FieldValue result =
          type == SheetRow.CellType.NUMBER
              ? FieldReader.readNumberCell(field, raw)
              : FieldReader.read(field, raw);
      if (result.finding().isPresent()) {
        if (result.value().isEmpty()) {
          unreadable.add(field);
        }
        note(result.finding().get().about(code), line);
      }
      return repair(field, result.value(), line);
    }

    private String repair(Field field, String value, SheetRow line) {
      String repaired = MisreadQuotes.repair(value, edition);
      if (!repaired.equals(value)) {
        note(MisreadQuotes.finding(value, repaired).about(code).in(field, value), line);
      }
      return repaired;
    }
  }
}

package org.openhcpcs.source.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.poifs.storage.BATBlock;
import org.apache.poi.poifs.storage.HeaderBlock;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;

/** Streams the cells of an {@code .xls} workbook (BIFF8) with POI's event model. */
final class XlsReader implements HSSFListener {

  /** Blocks are stated by the hundred, and a program may set some aside. */
  private static final int MAX_UNUSED_BYTES = 16 << 20;

  private final SheetSink sink;
  private final List<String> sheetNames = new ArrayList<>();
  private @Nullable SSTRecord sharedStrings;
  private int sheet = -1;
  private @Nullable SheetRow row;
  private int formulaColumn = -1;
  private boolean enough;
  private boolean is1904;

  private XlsReader(SheetSink sink) {
    this.sink = sink;
  }

  static void read(String file, byte[] bytes, SheetSink sink) {
    XlsReader reader = new XlsReader(sink);
    checkSize(file, bytes);
    try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
      HSSFRequest request = new HSSFRequest();
      request.addListenerForAllRecords(reader);
      new HSSFEventFactory().processWorkbookEvents(request, files);
    } catch (HcpcsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // POI reports damage with runtime exceptions of many kinds.
      throw WorkbookReader.unreadable(file, e);
    }
  }

  /** POI sets memory aside for what the header states, which need not be true. */
  private static void checkSize(String file, byte[] bytes) {
    try {
      long stated = BATBlock.calculateMaximumSize(new HeaderBlock(ByteBuffer.wrap(bytes)));
      if (stated > (long) bytes.length + MAX_UNUSED_BYTES) {
        throw new IOException("its header states more than there is");
      }
    } catch (IOException | RuntimeException e) {
      throw WorkbookReader.unreadable(file, e);
    }
  }

  @Override
  public void processRecord(Record biffRecord) {
    if (enough) {
      return;
    }
    if (biffRecord instanceof CellValueRecordInterface cell) {
      begin(cell.getRow() + 1);
    }
    if (biffRecord instanceof BOFRecord bof && bof.getType() == BOFRecord.TYPE_WORKSHEET) {
      sheet++;
      sink.sheet(sheet < sheetNames.size() ? sheetNames.get(sheet) : "");
    } else if (biffRecord instanceof BoundSheetRecord bound) {
      sheetNames.add(bound.getSheetname());
    } else if (biffRecord instanceof DateWindow1904Record days) {
      is1904 = days.getWindowing() == 1;
    } else if (biffRecord instanceof SSTRecord strings) {
      sharedStrings = strings;
    } else if (biffRecord instanceof EOFRecord) {
      finish();
    } else {
      readCell(biffRecord);
    }
  }

  private void readCell(Record biffRecord) {
    if (biffRecord instanceof LabelSSTRecord cell && sharedStrings != null) {
      set(
          cell.getColumn(),
          SheetRow.CellType.TEXT,
          sharedStrings.getString(cell.getSSTIndex()).getString());
    } else if (biffRecord instanceof LabelRecord cell) {
      set(cell.getColumn(), SheetRow.CellType.TEXT, cell.getValue());
    } else if (biffRecord instanceof NumberRecord cell) {
      setNumber(cell.getColumn(), cell.getValue());
    } else if (biffRecord instanceof BoolErrRecord cell && cell.isBoolean()) {
      setBoolean(cell.getColumn(), cell.getBooleanValue());
    } else if (biffRecord instanceof BoolErrRecord cell) {
      setError(cell.getColumn(), cell.getErrorValue());
    } else if (biffRecord instanceof FormulaRecord cell) {
      setFormula(cell);
    } else if (biffRecord instanceof StringRecord text && formulaColumn >= 0) {
      set(formulaColumn, SheetRow.CellType.TEXT, text.getString());
      formulaColumn = -1;
    }
  }

  private void setBoolean(int column, boolean value) {
    set(column, SheetRow.CellType.TEXT, value ? "TRUE" : "FALSE");
  }

  private void setError(int column, int code) {
    set(column, SheetRow.CellType.ERROR, FormulaError.forInt(code).getString());
  }

  private void setFormula(FormulaRecord cell) {
    if (cell.hasCachedResultString()) {
      formulaColumn = cell.getColumn(); // the text follows in a record of its own
    } else if (cell.getCachedResultTypeEnum() == CellType.ERROR) {
      setError(cell.getColumn(), cell.getCachedErrorValue());
    } else if (cell.getCachedResultTypeEnum() == CellType.NUMERIC) {
      setNumber(cell.getColumn(), cell.getValue());
    } else if (cell.getCachedResultTypeEnum() == CellType.BOOLEAN) {
      setBoolean(cell.getColumn(), cell.getCachedBooleanValue());
    }
  }

  private void begin(int number) {
    if (row == null || row.number() != number) {
      finish();
      row = new SheetRow(number);
    }
  }

  private void set(int column, SheetRow.CellType type, String text) {
    if (row != null) {
      row.set(column, type, text);
    }
  }

  private void setNumber(int column, double number) {
    if (row != null) {
      WorkbookReader.setNumber(row, column, Double.toString(number), is1904);
    }
  }

  private void finish() {
    SheetRow done = row;
    row = null;
    if (done != null && done.columns() > 0 && !enough) {
      enough = !sink.row(done);
    }
  }
}

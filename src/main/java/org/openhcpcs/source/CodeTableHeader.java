package org.openhcpcs.source;

import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.table.SheetSink;
import org.openhcpcs.source.table.TableForm;

/**
 * Looks whether a workbook or CSV is a code table: whether some row of it names the columns of one.
 * It remembers the row that is most like a header.
 */
public final class CodeTableHeader implements SheetSink {

  /** No header stands lower; CMS's stand in rows 1 to 11. */
  static final int LAST_ROW = 60;

  private final boolean inAllSheets;
  private boolean found;
  private List<String> missing = CodeColumns.missing(new SheetRow(1));

  private CodeTableHeader(boolean inAllSheets) {
    this.inAllSheets = inAllSheets;
  }

  /**
   * Why a workbook or CSV is no code table, whatever its name: FILE_UNREADABLE if it cannot be
   * read, NO_RELEASE_FOUND with the columns that are missing; empty if it is one.
   */
  public static Optional<HcpcsException> problem(String file, byte[] bytes) {
    return problem(file, bytes, new CodeTableHeader(true));
  }

  /** The same by the first sheet alone, for a look at many files that nobody means to load. */
  public static Optional<HcpcsException> problemAtFirst(String file, byte[] bytes) {
    return problem(file, bytes, new CodeTableHeader(false));
  }

  private static Optional<HcpcsException> problem(
      String file, byte[] bytes, CodeTableHeader search) {
    try {
      TableForm.of(file).read(file, bytes, search);
    } catch (HcpcsException e) {
      return Optional.of(e);
    }
    return search.found
        ? Optional.empty()
        : Optional.of(ErrorCode.NO_RELEASE_FOUND.failure("%s: %s", file, search.missing()));
  }

  @Override
  public boolean row(SheetRow row) {
    if (row.number() > LAST_ROW) {
      return inAllSheets; // those behind this one may have it
    }
    found = CodeColumns.of(row).isPresent();
    if (!found) {
      List<String> here = CodeColumns.missing(row);
      missing = here.size() < missing.size() ? here : missing;
    }
    return !found;
  }

  private String missing() {
    return missing.size() == CodeColumns.missing(new SheetRow(1)).size()
        ? "no row of it names the columns of a code file"
        : "it is no code file; of its columns these are missing: " + String.join(", ", missing);
  }
}

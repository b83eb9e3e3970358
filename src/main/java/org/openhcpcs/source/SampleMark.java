package org.openhcpcs.source;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.table.SheetSink;
import org.openhcpcs.source.table.TableForm;

/**
 * The line by which the sample that this project made up tells that it is no CMS publication. It
 * stands before the first record of a code file, or anywhere in a read-me. Names tell nothing.
 */
public final class SampleMark {

  private static final String BEGINNING = "*Sample made by ";

  /** What some editors put at the beginning of a text, as single bytes. */
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  private static final Pattern RECORD = Pattern.compile(".{5}[0-9]{5}[3478]");

  private SampleMark() {}

  /** Whether a read-me has it. */
  public static boolean isInReadMe(byte[] bytes) {
    return lines(bytes).anyMatch(SampleMark::isMark);
  }

  /** Whether a code file as text has it. */
  public static boolean isInText(byte[] bytes) {
    return lines(bytes)
        .takeWhile(line -> !RECORD.matcher(line).lookingAt())
        .anyMatch(SampleMark::isMark);
  }

  /** Whether a code file as a workbook or CSV has it; false also for one that cannot be read. */
  public static boolean isInTable(String file, byte[] bytes) {
    Search search = new Search();
    try {
      TableForm.of(file).read(file, bytes, search);
    } catch (HcpcsException e) {
      return false; // whoever loads it tells why
    }
    return search.found;
  }

  private static Stream<String> lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lines();
  }

  private static boolean isMark(String text) {
    return text.replace(BYTE_ORDER_MARK, "").strip().startsWith(BEGINNING);
  }

  /** Looks at the rows above the header. */
  private static final class Search implements SheetSink {

    private boolean found;

    @Override
    public boolean row(SheetRow row) {
      if (row.number() > CodeTableHeader.LAST_ROW) {
        return true; // another sheet may have it
      }
      for (int column = 0; column < row.columns(); column++) {
        found |= isMark(row.text(column));
      }
      return !found && CodeColumns.of(row).isEmpty();
    }
  }
}

package org.openhcpcs.claim.cell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.openhcpcs.code.CodeRecord;

/**
 * Where the cells of a line lie among bytes of UTF-8, as RFC 4180 has it: a cell that begins with a
 * quotation mark ends with one, and may hold separators and line ends. Marks that do not match cost
 * one line, which is then cut as if it had none: that is so where other characters stand behind the
 * last mark, where a claim line stands between two, or where they are too far apart.
 *
 * <p>One object is used for line after line; not thread-safe.
 */
public final class LineCells {

  /** A cell has no more lines. */
  private static final int MOST_LINES = 1000;

  /** What a cell without a value holds in files of databases, SAS, R and pandas, in capitals. */
  private static final Set<String> NOTHING =
      Set.of("NULL", "NA", "N/A", "#N/A", "<NA>", "NAN", "NAT", "NONE", "\\N", ".");

  private static final Pattern FRACTION = Pattern.compile("^([0-9]+)[.]0+$");

  private static final int BROKEN = -1;
  private static final int INCOMPLETE = -2;

  private final byte separator;
  private final int columns;
  private final int date;

  /** What stands before the first cell, and behind each. */
  private int[] bounds = new int[64];

  private byte[] bytes = {};
  private int count;
  private int next;
  private boolean broken;
  private boolean mayHoldMore;
  private int from;
  private int to;

  /**
   * For lines of a file.
   *
   * @param columns how many columns it has, 0 if that is not known yet
   * @param date the column of the date of service
   */
  public LineCells(byte separator, int columns, int date) {
    this.separator = separator;
    this.columns = columns;
    this.date = date;
  }

  /** How many cells the line has. */
  public int count() {
    return count;
  }

  /** Where a cell begins; a quotation mark belongs to it. */
  public int begin(int cell) {
    return bounds[cell] + 1;
  }

  /** Where a cell ends. */
  public int end(int cell) {
    return bounds[cell + 1];
  }

  /** Where the next line begins. */
  public int next() {
    return next;
  }

  /** Whether the quotation marks of the line do not match. */
  public boolean isBroken() {
    return broken;
  }

  /** Whether bytes may be among it that are not ASCII. */
  public boolean mayHoldMoreThanAscii() {
    return mayHoldMore;
  }

  /** Whether there is nothing in the line. */
  public boolean isBlank() {
    return count == 1 && text(0).isBlank();
  }

  /** Whether a cell is quoted. */
  public boolean isQuoted(int cell) {
    return !broken && begin(cell) < end(cell) && bytes[begin(cell)] == '"';
  }

  /** What a cell holds. */
  public String text(int cell) {
    String raw = new String(bytes, begin(cell), end(cell) - begin(cell), StandardCharsets.UTF_8);
    return isQuoted(cell) ? raw.substring(1, raw.lastIndexOf('"')).replace("\"\"", "\"") : raw;
  }

  /**
   * A cell in capitals, without the blanks around it; a no-break space within is a blank too. What
   * programs write for nothing is nothing, and {@code 25.0}, which is what pandas makes of 25 in a
   * column with gaps, is 25.
   */
  public String value(int cell) {
    String value = cell < count ? CodeRecord.codeOf(meant(cell)) : "";
    return NOTHING.contains(value) ? "" : FRACTION.matcher(value).replaceFirst("$1");
  }

  /**
   * What a cell means: of {@code ="00100"}, by which a file keeps Excel from reading a number, what
   * is in it. A no-break space is a blank.
   */
  public String meant(int cell) {
    String text = text(cell).replace('\u00a0', ' ').strip();
    return text.startsWith("=\"") && text.endsWith("\"") && text.length() > 2
        ? text.substring(2, text.length() - 1).strip()
        : text;
  }

  /** Finds what is in a cell; false if that takes more than to leave out blanks around ASCII. */
  public boolean trim(int cell) {
    from = 0;
    to = 0;
    if (cell >= count) {
      return true;
    }
    from = begin(cell);
    to = end(cell);
    if (from < to && bytes[from] == '"') {
      if (to - from < 2 || bytes[to - 1] != '"') {
        return false;
      }
      from++;
      to--;
      for (int i = from; i < to; i++) {
        if (bytes[i] == '"') {
          return false;
        }
      }
    }
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    while (from < to && isBlank(bytes[to - 1])) {
      to--;
    }
    return from == to || (bytes[from] > 0 && bytes[to - 1] > 0 && !mayBeNothing());
  }

  /** Whether it begins as NULL, NA, NaN or None do, but is not NU or another modifier. */
  private boolean mayBeNothing() {
    int length = to - from;
    return (bytes[from] | 0x20) == 'n'
        && length <= 4
        && length > 1
        && (length > 2 || (bytes[from + 1] | 0x20) == 'a');
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || (b >= 9 && b <= 13) || (b >= 28 && b <= 31);
  }

  /** Where what {@link #trim} found begins. */
  public int from() {
    return from;
  }

  /** Where what {@link #trim} found ends. */
  public int to() {
    return to;
  }

  /**
   * The date in a cell, {@link ClaimDate#NONE} if it is none.
   *
   * @param serials whether a number of five digits is one
   */
  public int date(int cell, boolean serials) {
    int day = trim(cell) ? ClaimDate.read(bytes, from, to) : ClaimDate.NONE;
    return day == ClaimDate.NONE ? ClaimDate.read(value(cell), serials) : day;
  }

  /**
   * Cuts the line that begins at a place; false if it may go on behind the limit.
   *
   * @param isLast whether nothing comes behind the limit
   */
  public boolean cut(byte[] text, int from, int limit, boolean isLast) {
    bytes = text;
    broken = false;
    int outcome = cells(from, limit, isLast, true);
    if (outcome == BROKEN) {
      broken = true;
      outcome = cells(from, limit, isLast, false);
    }
    return outcome != INCOMPLETE;
  }

  private int cells(int start, int limit, boolean isLast, boolean quotes) {
    byte[] b = bytes;
    byte between = separator;
    int all = 0;
    int pos = start;
    count = 0;
    bounds[0] = start - 1;
    while (true) {
      if (quotes && pos < limit && b[pos] == '"') {
        pos = behindQuote(pos, limit, isLast);
        if (pos < 0) {
          return pos;
        }
        all |= -1; // a look at the cell would take longer than one at the whole line
      } else {
        while (pos < limit) {
          byte c = b[pos];
          if (c == between || (c <= '\r' && (c == '\n' || c == '\r'))) {
            break;
          }
          all |= c;
          pos++;
        }
      }
      if (++count == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * count);
      }
      bounds[count] = pos;
      if (pos == limit) {
        next = limit;
        mayHoldMore = all < 0;
        return isLast ? 0 : INCOMPLETE;
      }
      if (b[pos] != between) {
        next = pos + 1;
        mayHoldMore = all < 0;
        if (b[pos] == '\r') {
          if (next == limit && !isLast) {
            return INCOMPLETE;
          }
          next += next < limit && b[next] == '\n' ? 1 : 0;
        }
        return 0;
      }
      pos++;
    }
  }

  /** Where the separator or line end behind a quoted cell stands; blanks may stand before it. */
  private int behindQuote(int open, int limit, boolean isLast) {
    byte[] b = bytes;
    int line = -1;
    int lines = 0;
    int pos = open + 1;
    while (pos < limit) {
      byte c = b[pos];
      if (c == '"' && pos + 1 < limit && b[pos + 1] == '"') {
        pos += 2;
      } else if (c != '"' && c != '\n') {
        pos++;
      } else if (line >= 0 && isClaimLine(line, pos)) {
        return BROKEN;
      } else if (c == '"') {
        return behind(pos, limit, isLast);
      } else {
        line = ++pos;
        if (++lines > MOST_LINES) {
          return BROKEN;
        }
      }
    }
    return isLast ? BROKEN : INCOMPLETE;
  }

  private int behind(int mark, int limit, boolean isLast) {
    int pos = mark + 1;
    while (pos < limit && (bytes[pos] == ' ' || (bytes[pos] == '\t' && separator != '\t'))) {
      pos++;
    }
    if (pos == limit) {
      return isLast ? pos : INCOMPLETE;
    }
    return bytes[pos] == separator || bytes[pos] == '\n' || bytes[pos] == '\r' ? pos : BROKEN;
  }

  /** Whether a line within a quoted cell has all columns, and a date where it belongs. */
  private boolean isClaimLine(int from, int to) {
    int cell = 0;
    int begin = from;
    boolean hasDate = false;
    for (int pos = from; pos <= to; pos++) {
      if (pos == to || bytes[pos] == separator) {
        if (cell++ == date) {
          String text = new String(bytes, begin, pos - begin, StandardCharsets.UTF_8);
          hasDate = ClaimDate.read(text.replace("\"", ""), true) != ClaimDate.NONE;
        }
        begin = pos + 1;
      }
    }
    return cell == columns && hasDate;
  }
}

package org.openhcpcs.claim;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.cell.ClaimDate;
import org.openhcpcs.claim.cell.LineCells;
import org.openhcpcs.claim.cell.PlainText;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.archive.Utf16;
import org.openhcpcs.source.text.MixedText;

/**
 * A file of claim lines, or a pipe, of any length: text with a header, in UTF-8, windows-1252 or
 * UTF-16 with its mark, with commas, semicolons, tabs or vertical bars between the cells, packed by
 * gzip or not. It comes out in blocks of whole lines.
 */
public final class ClaimInput implements AutoCloseable {

  /** What most blocks hold. */
  static final int BLOCK = 1 << 18;

  /** A line that is longer is not judged. */
  static final int LONGEST_LINE = 1 << 24;

  private static final byte[] SEPARATORS = {',', ';', '\t', '|'};
  private static final List<String> SEPARATOR_NAMES =
      List.of("commas", "semicolons", "tabs", "vertical bars");

  /** A line before the header: blank, or the separator for Excel, which the header tells too. */
  private static final Pattern BEFORE_HEADER =
      Pattern.compile("\\x{FEFF}?(\"?[Ss][Ee][Pp]=.[,;\t|]*\"?)?\\s*");

  private static final int UTF_8_MARK = 3;

  private final String name;
  private final @Nullable FileChannel channel;
  private final InputStream in;
  private final boolean isUtf16;
  private final LineCells cells;
  private final ClaimColumns columns;
  private final byte[] header;
  private final byte separator;
  private final boolean hasSerials;
  private final Queue<byte[]> spares = new ConcurrentLinkedQueue<>();
  private byte[] bytes = new byte[BLOCK];
  private int size;
  private boolean atEnd;
  private boolean inLongLine;
  private @Nullable IOException failure;

  /**
   * A part of a file.
   *
   * @param bytes lines, and behind them nothing that counts
   * @param length where they end
   * @param isCut whether it is the beginning of one line that is too long
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Block(byte[] bytes, int length, boolean isCut) {}

  /**
   * Begins to read, and reads the header.
   *
   * @param name what messages call it
   * @param raw its bytes
   * @param wanted columns by their names, where the user says so
   * @throws HcpcsException FILE_UNREADABLE if it is empty or no text, USAGE if its columns are not
   *     those of a claims file
   */
  public ClaimInput(String name, InputStream raw, Map<ClaimColumns.Role, List<String>> wanted) {
    this(name, null, raw, wanted);
  }

  private ClaimInput(
      String name,
      @Nullable FileChannel channel,
      InputStream raw,
      Map<ClaimColumns.Role, List<String>> wanted) {
    this.name = name;
    this.channel = channel;
    try {
      PlainText plain = PlainText.of(raw);
      isUtf16 = plain.isUtf16();
      in = plain.bytes();
    } catch (IOException e) {
      throw unreadable(e);
    }
    fill();
    LineCells first = new LineCells(SEPARATORS[0], 0, 0);
    first.cut(bytes, 0, size, true);
    int mark = markLength(bytes, size);
    while (size > mark && isBeforeHeader(first.next())) {
      drop(mark, first.next());
      first.cut(bytes, 0, size, true);
    }
    if (size == mark) {
      throw unreadable("the file is empty; its first line must name the columns", failure);
    }
    header = MixedText.inUtf8(bytes, 0, first.next());
    refuseBinary();
    int found = separator(wanted);
    separator = SEPARATORS[found];
    columns = ClaimColumns.of(name, form(found), names(separator), wanted);
    cells = new LineCells(separator, columns.names().size(), columns.date());
    drop(0, first.next());
    hasSerials = hasOnlySerials();
  }

  /**
   * Opens a file.
   *
   * @throws HcpcsException PATH_NOT_FOUND or FILE_UNREADABLE if it cannot be read, and as the
   *     constructor does
   */
  public static ClaimInput open(Path path, Map<ClaimColumns.Role, List<String>> wanted) {
    if (Files.isDirectory(path)) {
      throw ErrorCode.FILE_UNREADABLE.failure("%s: a folder, not a file", path);
    }
    if (!Files.exists(path)) {
      throw ErrorCode.PATH_NOT_FOUND.failure("%s: no such file", path);
    }
    try {
      return opened(path, FileChannel.open(path), wanted);
    } catch (IOException e) {
      throw ErrorCode.FILE_UNREADABLE.failure(e, "%s: cannot be read: %s", path, e);
    }
  }

  private static ClaimInput opened(
      Path path, FileChannel channel, Map<ClaimColumns.Role, List<String>> wanted)
      throws IOException {
    try {
      return new ClaimInput(path.toString(), channel, Channels.newInputStream(channel), wanted);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  /** Its columns. */
  public ClaimColumns columns() {
    return columns;
  }

  /** The share of it that was read, from 0 to 1; negative if nobody knows how much there is. */
  public double share() {
    try {
      return channel == null || channel.size() == 0
          ? -1
          : (double) channel.position() / channel.size();
    } catch (IOException e) {
      return -1;
    }
  }

  /** The header in UTF-8, a mark before it included. */
  byte[] header() {
    return header;
  }

  byte separator() {
    return separator;
  }

  /** A copy of the first lines, the last of them perhaps cut, before any was taken. */
  Block head() {
    return new Block(Arrays.copyOf(bytes, size), size, false);
  }

  /** Whether its dates of service are serial numbers of a workbook, as far as the first block. */
  boolean hasSerials() {
    return hasSerials;
  }

  /**
   * The next lines; null at the end.
   *
   * @throws HcpcsException FILE_UNREADABLE if it cannot be read on, behind what could be read
   */
  @Nullable Block next() {
    while (true) {
      fill();
      if (inLongLine) {
        int end = 0;
        while (end < size && bytes[end] != '\n') {
          end++;
        }
        inLongLine = end == size && !atEnd;
        drop(0, Math.min(end + 1, size));
        if (inLongLine) {
          continue;
        }
        fill();
      }
      if (size == 0 && failure == null) {
        return null;
      }
      int end = atEnd && failure == null ? size : endOfLines();
      if (end > 0) {
        return take(end, false);
      }
      if (failure != null) {
        throw unreadable(failure); // a line that was cut is not judged
      }
      if (size < LONGEST_LINE) {
        bytes = Arrays.copyOf(bytes, Math.min(LONGEST_LINE, 4 * bytes.length));
        continue;
      }
      cells.cut(bytes, 0, size, true);
      inLongLine = cells.next() == size;
      return take(cells.next(), inLongLine);
    }
  }

  /** Where the last whole line ends, 0 if none does. */
  private int endOfLines() {
    int end = size;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end == 0 || hasQuote()) {
      end = 0;
      while (cells.cut(bytes, end, size, false)) {
        end = cells.next();
      }
    }
    return end;
  }

  private boolean hasQuote() {
    byte[] b = bytes;
    int end = size;
    int i = 0;
    while (i < end && b[i] != '"') {
      i++;
    }
    return i < end;
  }

  private Block take(int end, boolean isCut) {
    Block block = new Block(bytes, end, isCut);
    byte[] spare = size - end <= BLOCK ? spares.poll() : null;
    byte[] others = spare == null ? new byte[Math.max(BLOCK, size - end)] : spare;
    System.arraycopy(bytes, end, others, 0, size - end);
    bytes = others;
    size -= end;
    return block;
  }

  /** Takes a block back that nobody needs any more: its place serves for the next. */
  void giveBack(Block block) {
    if (block.bytes().length == BLOCK) {
      spares.add(block.bytes());
    }
  }

  private void drop(int begin, int end) {
    System.arraycopy(bytes, end, bytes, begin, size - end);
    size -= end - begin;
  }

  private boolean isBeforeHeader(int end) {
    return BEFORE_HEADER.matcher(new String(bytes, 0, end, StandardCharsets.UTF_8)).matches();
  }

  private void fill() {
    try {
      while (!atEnd && size < bytes.length) {
        int count = in.read(bytes, size, bytes.length - size);
        atEnd = count < 0;
        size += Math.max(count, 0);
      }
    } catch (IOException e) {
      failure = e;
      atEnd = true;
    }
  }

  private void refuseBinary() {
    boolean hasZero = IntStream.range(0, header.length).anyMatch(i -> header[i] == 0);
    if (hasZero) {
      throw unreadable(
          Utf16.is(Arrays.copyOf(bytes, size))
              ? "it is in UTF-16 without the mark at its beginning, which is not read; save it in UTF-8"
              : "not a text file; a claims file is CSV in UTF-8, UTF-16 or windows-1252",
          null);
    }
  }

  /** The separator that makes columns out of the header, else the one that makes most. */
  private int separator(Map<ClaimColumns.Role, List<String>> wanted) {
    int best = 0;
    boolean isFitting = false;
    int most = 0;
    for (int i = 0; i < SEPARATORS.length; i++) {
      List<String> names = names(SEPARATORS[i]);
      boolean fits = ClaimColumns.fits(names, wanted);
      if (fits == isFitting ? names.size() > most : fits) {
        best = i;
        isFitting = fits;
        most = names.size();
      }
    }
    return best;
  }

  private List<String> names(byte candidate) {
    LineCells line = new LineCells(candidate, 0, 0);
    line.cut(header, markLength(), header.length, true);
    return IntStream.range(0, line.count()).mapToObj(line::meant).toList();
  }

  /** How long the mark before the header is. */
  int markLength() {
    return markLength(header, header.length);
  }

  private static int markLength(byte[] bytes, int size) {
    String mark = new String(bytes, 0, Math.min(size, UTF_8_MARK), StandardCharsets.UTF_8);
    return mark.equals("\uFEFF") ? UTF_8_MARK : 0;
  }

  /** What ends its lines. */
  byte[] lineEnd() {
    byte[] end = headerEnd();
    return end.length == 0 ? new byte[] {'\n'} : end;
  }

  /** What ends the header, if anything does. */
  byte[] headerEnd() {
    int end = header.length;
    while (end > 0 && (header[end - 1] == '\n' || header[end - 1] == '\r')) {
      end--;
    }
    return Arrays.copyOfRange(header, end, header.length);
  }

  private String form(int found) {
    return (isUtf16 ? "UTF-16" : "UTF-8 or windows-1252")
        + " with "
        + SEPARATOR_NAMES.get(found)
        + " between the cells";
  }

  private boolean hasOnlySerials() {
    boolean hasOne = false;
    for (int at = 0; at < size && cells.cut(bytes, at, size, atEnd); at = cells.next()) {
      String date = cells.value(columns.date());
      if (!date.isEmpty() && !ClaimDate.isSerial(date)) {
        return false;
      }
      hasOne |= !date.isEmpty();
    }
    return hasOne;
  }

  private HcpcsException unreadable(IOException e) {
    return unreadable(
        e instanceof EOFException
            ? "it ends in the middle; what could be read was judged"
            : "cannot be read: " + e.getMessage(),
        e);
  }

  private HcpcsException unreadable(String what, @Nullable IOException cause) {
    return ErrorCode.FILE_UNREADABLE.failure(cause, "%s: %s", name, what);
  }

  /** Closes the file. */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}

package org.openhcpcs.claim;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.CodeIndex.Known;
import org.openhcpcs.claim.cell.ByteText;
import org.openhcpcs.claim.cell.ClaimDate;
import org.openhcpcs.claim.cell.LineCells;
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.Verdict;
import org.openhcpcs.source.text.MixedText;

/**
 * Judges claim lines, block after block, and writes them down with what was found.
 *
 * <p>A line is as good as its worst part. The parts are the code and its modifiers; a modifier of
 * Level I or dental, of which the public files say nothing, is no worse than a valid one. Of parts
 * that are equally bad the first counts, the code before its modifiers.
 *
 * <p>{@link LineCells} finds the cells of a line and what is in them; {@link LineParts} keeps what
 * was found of each part, and writes it down. What nearly all lines have, a code and a date of
 * ASCII letters and digits, is read from the bytes where they lie; anything else takes a longer
 * way. One thread uses it at a time.
 */
final class ClaimJudge {

  private static final Pattern BETWEEN_MODIFIERS = Pattern.compile(CompositeCode.BETWEEN);
  private static final boolean[] IS_BETWEEN_MODIFIERS = new boolean[Byte.MAX_VALUE + 1];

  static {
    for (char c = 0; c <= Byte.MAX_VALUE; c++) {
      IS_BETWEEN_MODIFIERS[c] = BETWEEN_MODIFIERS.matcher(String.valueOf(c)).matches();
    }
  }

  private static final byte[] EMPTY_CELLS = {',', ',', ',', ','}; // behind verdict and reason
  private static final String ZERO = "a NUL character stands in the ";

  private final ClaimColumns columns;
  private final byte separator;
  private final boolean serials;
  private final CodeIndex index;
  private final PackageUnits packages;
  private final ClaimCounts counts;
  private final @Nullable Consumer<ClaimQuestion> notValid;
  private final Known defaultKnown;
  private final int oldest;
  private final int newestEnd;
  private final int wanted;
  private final int[] modifiers;
  private final byte[] lineEnd;
  private final LineCells cells;
  private final LineParts parts;
  private Known known;
  private ByteText out = new ByteText(0);
  private byte[] bytes = {};

  private long lines;

  /**
   * For the lines of a file.
   *
   * @param notValid hears what was asked by each line whose verdict is another than valid; null if
   *     nobody wants to know
   */
  ClaimJudge(
      ClaimInput input,
      ClaimBasis basis,
      CodeIndex index,
      @Nullable Consumer<ClaimQuestion> notValid) {
    this.notValid = notValid;
    this.columns = input.columns();
    this.separator = input.separator();
    this.serials = input.hasSerials();
    this.index = index;
    this.packages = basis.packages();
    this.counts = new ClaimCounts(index);
    this.defaultKnown = index.known((int) basis.knownOn().toEpochDay());
    this.known = defaultKnown;
    List<CodeLives.Listing> ends = basis.lives().ends();
    this.oldest = ends.isEmpty() ? 0 : ends.get(0).effectiveOn();
    this.newestEnd = ends.isEmpty() ? 0 : ends.get(1).end();
    this.lineEnd = input.lineEnd();
    this.modifiers = columns.modifiers().stream().mapToInt(Integer::intValue).toArray();
    this.wanted = columns.names().size();
    this.cells = new LineCells(separator, wanted, columns.date());
    this.parts = new LineParts(index);
  }

  ClaimCounts counts() {
    return counts;
  }

  /** How many lines the last block had. */
  long lines() {
    return lines;
  }

  /**
   * Judges the lines of a block.
   *
   * @param target takes them, in the place of what it holds
   */
  ByteText judge(ClaimInput.Block block, ByteText target) {
    lines = 0;
    int length = block.length();
    out = target.clear(3 * length);
    if (block.isCut()) {
      out.add(",".repeat(wanted - 1).getBytes(StandardCharsets.UTF_8));
      lines = 1;
      unjudged(
          Verdict.BAD_LINE,
          "it is longer than " + ClaimInput.LONGEST_LINE + " bytes, and is left out");
      out.add(lineEnd);
      return out;
    }
    int next;
    for (int at = 0; at < length; at = next) {
      bytes = block.bytes();
      cells.cut(bytes, at, length, true);
      next = cells.next();
      if (cells.mayHoldMoreThanAscii() && !MixedText.isUtf8(bytes, at, next)) {
        bytes = MixedText.inUtf8(bytes, at, next);
        cells.cut(bytes, 0, bytes.length, true);
      }
      if (!cells.isBlank()) {
        lines++;
        cells();
        judgeLine();
        lineEnd();
      }
    }
    return out;
  }

  /** The line's end as it came; the last line of a file may have none. */
  private void lineEnd() {
    int end = cells.end(cells.count() - 1);
    if (end == cells.next()) {
      out.add(lineEnd);
    } else {
      out.add(bytes, end, cells.next());
    }
  }

  /** As many cells as there are columns, as they came where that is CSV with commas. */
  private void cells() {
    int there = Math.min(wanted, cells.count());
    if (separator == ',' && !cells.isBroken()) {
      out.add(bytes, cells.begin(0), cells.end(there - 1));
    } else {
      for (int i = 0; i < there; i++) {
        if (i > 0) {
          out.add(',');
        }
        if (cells.isQuoted(i)) {
          out.add(bytes, cells.begin(i), cells.end(i));
        } else {
          out.addCell(cells.text(i));
        }
      }
    }
    for (int i = there; i < wanted; i++) {
      out.add(',');
    }
  }

  private void judgeLine() {
    if (cells.isBroken()) {
      unjudged(Verdict.BAD_LINE, "its quotation marks do not match");
      return;
    }
    String surplus = surplus();
    if (!surplus.isEmpty()) {
      unjudged(Verdict.BAD_LINE, surplus);
      return;
    }
    parts.clear();
    boolean isSimple = cells.trim(columns.code());
    long key = isSimple ? CodeIndex.key(bytes, cells.from(), cells.to()) : 0;
    String code = key == 0 ? cells.value(columns.code()) : "";
    if (key == 0 && code.isEmpty()) {
      unjudged(Verdict.NO_CODE, "there is no code");
      return;
    }
    int day = cells.date(columns.date(), serials);
    if (day == ClaimDate.NONE) {
      badDate("date of service", columns.date());
      return;
    }
    if (columns.hasKnownOn() && !takeKnownOn()) {
      badDate("known-on date", columns.knownOn());
      return;
    }
    if (code.indexOf('\0') >= 0) {
      unjudged(Verdict.BAD_LINE, ZERO + "code");
      return;
    }
    if (key != 0) {
      code(key, null, day);
    } else {
      code(CodeIndex.key(code), code, day);
    }
    for (int column : modifiers) {
      if (!modifiers(column, day)) {
        unjudged(Verdict.BAD_LINE, ZERO + "modifiers");
        return;
      }
    }
    counts.before += day < oldest ? 1 : 0;
    counts.after += day >= newestEnd ? 1 : 0;
    Verdict verdict = parts.write(out, counts);
    if (notValid != null && verdict != Verdict.VALID) {
      notValid.accept(parts.question(day, known.knownOn()));
    }
    if (columns.hasPackages()) {
      out.add(',')
          .addCell(
              packages.objection(
                  parts.text(0),
                  LocalDate.ofEpochDay(day),
                  cells.value(columns.units()),
                  cells.value(columns.ndc())));
    }
  }

  /** What to say of cells without a column, unless there is nothing in them. */
  private String surplus() {
    if (cells.count() <= wanted) {
      return "";
    }
    boolean hasText = false;
    StringBuilder last = new StringBuilder();
    for (int i = wanted; i < cells.count(); i++) {
      String text = cells.text(i);
      hasText |= !text.isBlank();
      last.append(i == wanted ? "" : ", ").append(text);
    }
    return hasText
        ? cells.count() + " cells under " + wanted + " columns, the last being: " + last
        : "";
  }

  private boolean takeKnownOn() {
    int day = cells.date(columns.knownOn(), serials && columns.knownOn() == columns.date());
    boolean isBlank = day == ClaimDate.NONE && cells.value(columns.knownOn()).isEmpty();
    if (day == ClaimDate.NONE && !isBlank) {
      return false;
    }
    if (isBlank) {
      known = defaultKnown;
    } else if (known.knownOn() != day) {
      known = index.known(day);
    }
    return true;
  }

  private void badDate(String what, int column) {
    String text = column < cells.count() ? cells.text(column) : "";
    if (text.indexOf('\0') >= 0) {
      unjudged(Verdict.BAD_LINE, ZERO + what);
      return;
    }
    unjudged(
        Verdict.BAD_DATE,
        cells.value(column).isEmpty()
            ? "there is no " + what
            : text.strip() + " is no " + what + "; write YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY");
  }

  private void code(long key, @Nullable String text, int day) {
    int place = index.place(key);
    boolean isLong = text != null || key >>> 40 != 0;
    Optional<CompositeCode> composite =
        place < 0 && isLong ? CompositeCode.of(LineParts.text(key, text)) : Optional.empty();
    if (composite.isEmpty()) {
      parts.add(key, text, place, day, known);
      return;
    }
    CompositeCode both = composite.get();
    if (both.isDivided() || isListed(both)) {
      parts.add(
          CodeIndex.key(both.code()),
          both.code(),
          index.place(CodeIndex.key(both.code())),
          day,
          known);
      both.modifiers().forEach(modifier -> modifier(CodeIndex.key(modifier), modifier, day));
      return;
    }
    parts.add(key, text, place, day, known);
    if (index.place(CodeIndex.key(both.code())) >= 0
        || Verdict.ofUnlisted(both.code()) != Verdict.UNKNOWN) {
      parts.ask(both.question());
    }
  }

  /** Whether editions list a code and all its modifiers: nothing else can be meant. */
  private boolean isListed(CompositeCode both) {
    return index.place(CodeIndex.key(both.code())) >= 0
        && both.modifiers().stream().allMatch(each -> index.place(CodeIndex.key(each)) >= 0);
  }

  /** The modifiers of a column; false if one holds a NUL. */
  private boolean modifiers(int column, int day) {
    int before = parts.count();
    boolean isSimple = cells.trim(column);
    int at = cells.from();
    int to = cells.to();
    while (isSimple && at < to) {
      int begin = at;
      while (at < to && !isBetweenModifiers(bytes[at])) {
        at++;
      }
      if (at > begin) {
        long key = CodeIndex.key(bytes, begin, at);
        isSimple = key != 0;
        modifier(key, null, day);
      }
      at++;
    }
    if (isSimple) {
      return true;
    }
    parts.cutTo(before);
    String text = cells.value(column);
    BETWEEN_MODIFIERS
        .splitAsStream(text)
        .filter(Predicate.not(String::isEmpty))
        .forEach(each -> modifier(CodeIndex.key(each), each, day));
    return text.indexOf('\0') < 0;
  }

  private static boolean isBetweenModifiers(byte b) {
    return b > 0 && IS_BETWEEN_MODIFIERS[b];
  }

  private void modifier(long key, @Nullable String text, int day) {
    parts.add(key, text, index.place(key), day, known);
  }

  private void unjudged(Verdict verdict, String reason) {
    counts.line(verdict);
    out.add(',').addCell(verdict.label()).add(',').addCell(reason).add(EMPTY_CELLS);
    if (columns.hasPackages()) {
      out.add(',').addCell(PackageUnits.UNREAD_LINE);
    }
  }
}

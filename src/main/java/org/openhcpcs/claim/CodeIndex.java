package org.openhcpcs.claim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.cell.ByteText;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.history.Verdict;

/**
 * Finds the span that judges a code on a day, a few nanoseconds after its code was asked for the
 * first time. Threads may share it.
 */
final class CodeIndex {

  /** No code that is looked up here is longer. */
  static final int LONGEST = 8;

  private static final int PLACE_BITS = 20;
  private static final long LARGEST_KEY = Long.MAX_VALUE >>> PLACE_BITS;

  private final CodeLives lives;
  private final String[] codes;

  /** The key of a code with its place behind it, where its hash or the next free place is. */
  private final long[] table;

  private final Map<Integer, Known> days = new ConcurrentHashMap<>();

  /** Few are different, which fit where the processor is fast. */
  private final Map<Verdict, Map<String, Map<Integer, SpanText>>> texts =
      new EnumMap<>(Verdict.class);

  CodeIndex(CodeLives lives) {
    this.lives = lives;
    codes = lives.codes().toArray(String[]::new);
    for (Verdict verdict : Verdict.values()) {
      texts.put(verdict, new ConcurrentHashMap<>());
    }
    table = new long[Integer.highestOneBit(2 * codes.length + 1) * 2];
    for (int i = 0; i < codes.length; i++) {
      long key = key(codes[i]);
      if (key > 0 && key <= LARGEST_KEY) { // no reader of releases lets another in
        table[slot(key)] = (key << PLACE_BITS) | i;
      }
    }
  }

  /**
   * What one verdict looks like, whichever codes and dates it is about.
   *
   * @param cells verdict, reason, replacement and edition as cells, with a comma behind each
   * @param label the verdict alone
   * @param span a span that it is about
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record SpanText(byte[] cells, byte[] label, int badness, ValidSpan span) {

    static SpanText of(ValidSpan span) {
      return new SpanText(
          cells(span, span.reason()),
          span.verdict().label().getBytes(StandardCharsets.UTF_8),
          span.verdict().badness(),
          span);
    }

    /** The same with another reason. */
    SpanText withReason(String reason) {
      return new SpanText(cells(span, reason), label, badness, span);
    }

    /** Whether the reason is in quotation marks. */
    boolean isQuoted() {
      return cells[label.length + 1] == '"';
    }

    private static byte[] cells(ValidSpan span, String reason) {
      return new ByteText(80)
          .addCell(span.verdict().label())
          .add(',')
          .addCell(reason)
          .add(',')
          .addCell(span.replacement())
          .add(',')
          .addCell(span.edition())
          .add(',')
          .toBytes();
    }
  }

  /**
   * What was known on a day: the spans of all codes, one behind the other.
   *
   * @param knownOn that day
   * @param first where the spans of a code begin, by its place
   * @param ends where each span ends
   * @param spans the spans
   * @param texts what each looks like, once it was asked for
   * @param unlisted what holds for codes of which nothing was known, by the verdict of their shape
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Known(
      int knownOn,
      int[] first,
      int[] ends,
      ValidSpan[] spans,
      @Nullable SpanText[] texts,
      Map<Verdict, SpanText> unlisted) {}

  /** What was known on a day. */
  Known known(int knownOn) {
    Known known = days.computeIfAbsent(lives.asOf(knownOn), asOf -> knownAsOf(knownOn, asOf));
    return known.knownOn() == knownOn
        ? known
        : new Known(
            knownOn,
            known.first(),
            known.ends(),
            known.spans(),
            known.texts(),
            unlistedOn(knownOn));
  }

  private Known knownAsOf(int knownOn, int asOf) {
    int[] first = new int[codes.length + 1];
    List<ValidSpan> all = new ArrayList<>();
    for (int i = 0; i < codes.length; i++) {
      all.addAll(lives.spans(codes[i], asOf));
      first[i + 1] = all.size();
    }
    ValidSpan[] spans = all.toArray(ValidSpan[]::new);
    int[] ends = new int[spans.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = spans[i].to();
    }
    return new Known(knownOn, first, ends, spans, new SpanText[ends.length], unlistedOn(knownOn));
  }

  private SpanText text(ValidSpan span) {
    String source =
        span.replacement().isEmpty() ? span.edition() : span.edition() + " " + span.replacement();
    return Objects.requireNonNull(texts.get(span.verdict()))
        .computeIfAbsent(source, any -> new ConcurrentHashMap<>())
        .computeIfAbsent(span.about(), any -> SpanText.of(span));
  }

  private static Map<Verdict, SpanText> unlistedOn(int knownOn) {
    Map<Verdict, SpanText> texts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : List.of(Verdict.LEVEL_I, Verdict.DENTAL, Verdict.UNKNOWN)) {
      texts.put(verdict, SpanText.of(ValidSpan.unlisted(verdict, knownOn)));
    }
    return texts;
  }

  /** How many codes there are. */
  int size() {
    return codes.length;
  }

  String code(int place) {
    return codes[place];
  }

  /** The place of a code, -1 if no edition ever listed it. */
  int place(long key) {
    if (key == 0 || key > LARGEST_KEY) {
      return -1;
    }
    long found = table[slot(key)];
    return found == 0 ? -1 : (int) found & ((1 << PLACE_BITS) - 1);
  }

  /** What holds for a code on a day; null if nothing was known of it. */
  @Nullable SpanText find(Known known, int place, int day) {
    int[] ends = known.ends();
    int end = known.first()[place + 1];
    for (int i = known.first()[place]; i < end; i++) {
      if (day < ends[i]) { // they leave no day out
        SpanText text = known.texts()[i];
        if (text == null) { // threads that find out at once find the same
          text = text(known.spans()[i]);
          known.texts()[i] = text;
        }
        return text;
      }
    }
    return null;
  }

  private int slot(long key) {
    long[] all = table;
    int mask = all.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (all[slot] != 0 && all[slot] >>> PLACE_BITS != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Up to eight letters and digits as one number, letters as capitals; 0 for anything else. */
  static long key(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return 0;
    }
    long key = 0;
    for (int i = to - 1; i >= from; i--) {
      int c = bytes[i];
      if (c >= 'a' && c <= 'z') {
        c -= 'a' - 'A';
      } else if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
        return 0;
      }
      key = (key << 8) | c;
    }
    return key;
  }

  static long key(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return key(bytes, 0, bytes.length);
  }
}

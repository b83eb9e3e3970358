package org.openhcpcs.claim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.CodeIndex.Known;
import org.openhcpcs.claim.CodeIndex.SpanText;
import org.openhcpcs.claim.cell.ByteText;
import org.openhcpcs.history.Verdict;

/**
 * The parts of a claim line, its code and then its modifiers, with the span of each. The worst
 * counts; of parts that are equally bad the first.
 *
 * <p>One object is used for line after line; not thread-safe.
 */
final class LineParts {

  private static final byte[] MODIFIER = "modifier ".getBytes(StandardCharsets.US_ASCII);

  private final CodeIndex index;
  private int count;
  private long[] keys = new long[16];
  private @Nullable String[] texts = new String[16];
  private SpanText[] found = new SpanText[16];
  private int[] places = new int[16];

  LineParts(CodeIndex index) {
    this.index = index;
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  /** Leaves only so many. */
  void cutTo(int fewer) {
    count = fewer;
  }

  /**
   * Adds a part.
   *
   * @param key what {@link CodeIndex#key} packed; 0 if it could not
   * @param text the part; null if the key tells it
   * @param place where the index has it; negative if it has not
   */
  void add(long key, @Nullable String text, int place, int day, Known known) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      texts = Arrays.copyOf(texts, 2 * count);
      found = Arrays.copyOf(found, 2 * count);
      places = Arrays.copyOf(places, 2 * count);
    }
    SpanText span = place < 0 ? null : index.find(known, place, day);
    keys[count] = key;
    texts[count] = text;
    places[count] = place;
    found[count++] =
        span == null
            ? Objects.requireNonNull(known.unlisted().get(Verdict.ofUnlisted(text(key, text))))
            : span;
  }

  /** Adds a question to what was found of the first. */
  void ask(String question) {
    found[0] = found[0].withReason(found[0].span().reason() + "; " + question);
  }

  /** Writes what was found, counts it, and returns the verdict on the line. */
  Verdict write(ByteText out, ClaimCounts counts) {
    int worst = 0;
    boolean isMisplaced = isMisplaced(0);
    for (int i = 1; i < count; i++) {
      if (found[i].badness() > found[worst].badness()) {
        worst = i;
      }
      isMisplaced |= isMisplaced(i);
    }
    counts.misplaced += isMisplaced ? 1 : 0;
    SpanText span = found[worst];
    counts.line(span.span().verdict());
    if (span.badness() > 0) {
      if (places[worst] >= 0) {
        counts.bad(places[worst], span);
      } else {
        counts.stranger(text(worst), span);
      }
    }
    out.add(',');
    if (worst == 0) {
      out.add(span.cells());
    } else if (keys[worst] == 0) {
      String reason = "modifier " + text(worst) + ": " + span.span().reason();
      out.add(span.withReason(reason).cells());
    } else {
      int reason = span.label().length + 1 + (span.isQuoted() ? 1 : 0);
      out.add(span.cells(), 0, reason).add(MODIFIER).addKey(keys[worst]).add(':').add(' ');
      out.add(span.cells(), reason, span.cells().length);
    }
    if (keys[worst] == 0) {
      out.addCell(text(0, texts[worst]));
    } else {
      out.addKey(keys[worst]);
    }
    out.add(',');
    modifierVerdicts(out);
    return span.span().verdict();
  }

  /** Whether a modifier stands where the code does, or a code among the modifiers. */
  private boolean isMisplaced(int part) {
    boolean isModifier = keys[part] >>> (2 * Byte.SIZE) == 0; // which have two characters
    return isModifier == (part == 0) && found[part].span().verdict() != Verdict.UNKNOWN;
  }

  /** What the line asked. */
  ClaimQuestion question(int day, int knownOn) {
    List<String> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(text(i));
    }
    return new ClaimQuestion(all.get(0), day, knownOn, all.subList(1, count));
  }

  private void modifierVerdicts(ByteText out) {
    boolean isQuoted = false;
    for (int i = 1; i < count; i++) {
      isQuoted |= keys[i] == 0;
    }
    if (isQuoted) {
      out.add('"');
    }
    for (int i = 1; i < count; i++) {
      if (i > 1) {
        out.add(';').add(' ');
      }
      addPart(out, i, isQuoted);
      out.add(' ').add(found[i].label());
    }
    if (isQuoted) {
      out.add('"');
    }
  }

  private void addPart(ByteText out, int i, boolean isInMarks) {
    if (keys[i] != 0) {
      out.addKey(keys[i]);
    } else {
      String text = text(0, texts[i]);
      out.add((isInMarks ? text.replace("\"", "\"\"") : text).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A part as it was written, in capitals. */
  String text(int part) {
    return text(keys[part], texts[part]);
  }

  static String text(long key, @Nullable String text) {
    if (text != null) {
      return text;
    }
    byte[] letters = new ByteText(Long.BYTES).addKey(key).toBytes();
    return new String(letters, StandardCharsets.US_ASCII);
  }
}

package org.openhcpcs.claim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.CodeIndex.SpanText;
import org.openhcpcs.history.Verdict;

/** What one thread counts. */
@SuppressWarnings("EnumOrdinal") // nobody keeps these counts
final class ClaimCounts {

  /** Of codes that no edition ever listed, no more different ones are counted by themselves. */
  private static final int MOST_STRANGERS = 10_000;

  /** A code has digits, and a modifier two characters. */
  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,2}|(?=.*[0-9])[A-Z0-9]{3,9}");

  private static final int BAD_VERDICTS = Verdict.UNKNOWN.badness();

  private final long[] verdicts = new long[Verdict.values().length];
  long before;
  long after;
  long misplaced;
  private final CodeIndex index;
  private final long[] bad;
  private final @Nullable SpanText[] reasons;
  private final Map<String, BadCode> strangers = new HashMap<>();

  /** A code that made lines bad. */
  static final class BadCode {
    final SpanText span;
    long lines;

    BadCode(SpanText span) {
      this.span = span;
    }
  }

  ClaimCounts(CodeIndex index) {
    this.index = index;
    bad = new long[BAD_VERDICTS * index.size()];
    reasons = new SpanText[bad.length];
  }

  /** Counts a line. */
  void line(Verdict verdict) {
    verdicts[verdict.ordinal()]++;
  }

  /** How many lines got a verdict. */
  long lines(Verdict verdict) {
    return verdicts[verdict.ordinal()];
  }

  /** Counts a line that is bad because of a code that an edition lists. */
  void bad(int place, SpanText span) {
    int i = place * BAD_VERDICTS + span.badness() - 1;
    if (bad[i]++ == 0) {
      reasons[i] = span;
    }
  }

  /** Counts a line that is bad because of a code that none lists; a name is never kept. */
  void stranger(String text, SpanText span) {
    String code = CODE.matcher(text).matches() ? text : "";
    String key = strangers.size() < MOST_STRANGERS || strangers.containsKey(code) ? code : "";
    strangers.computeIfAbsent(key, k -> new BadCode(span)).lines++;
  }

  /** Adds what was counted of single codes. */
  void addTo(Map<List<String>, Long> lines) {
    for (int i = 0; i < bad.length; i++) {
      SpanText reason = reasons[i];
      if (reason != null) {
        add(lines, index.code(i / BAD_VERDICTS), reason, bad[i]);
      }
    }
    strangers.forEach((code, each) -> add(lines, code, each.span, each.lines));
  }

  private static void add(Map<List<String>, Long> lines, String code, SpanText span, long count) {
    lines.merge(
        List.of(code, span.span().verdict().label(), span.span().reason()), count, Long::sum);
  }
}

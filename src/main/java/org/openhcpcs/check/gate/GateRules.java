package org.openhcpcs.check.gate;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.CodeFile;

/**
 * Whether a release as a whole can be what CMS meant to publish. A share that may change counts per
 * year: it applies once for editions up to a year apart, and once more for every year begun.
 */
public final class GateRules {

  /** The rule of findings of a line that could not be read, though the twin has what it said. */
  public static final String TAKEN_LINE = "twin-taken-line";

  private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z0-9]+");
  private static final int NAMED = 5;
  private static final int MONTHS_PER_YEAR = 12;

  private final GateLimits limits;
  private final Edition edition;
  private final Map<String, CodeRecord> codes = new HashMap<>();

  private GateRules(GateLimits limits, Edition edition, CodeFile file) {
    this.limits = limits;
    this.edition = edition;
    for (PublishedRecord published : file.records()) {
      codes.put(published.code(), published.record());
    }
  }

  /**
   * The gates that do not let a release pass, each once.
   *
   * @param undocumented the values that no document explains
   * @param baselines what it is compared with
   */
  public static List<Gate.Refusal> check(
      GateLimits limits,
      Edition edition,
      CodeFile file,
      Map<Indicator, Set<String>> undocumented,
      List<Baseline> baselines) {
    GateRules rules = new GateRules(limits, edition, file);
    List<Gate.Refusal> refusals = new ArrayList<>();
    rejects(file, limits.of(Gate.REJECTS)).ifPresent(refusals::add);
    rules.codes(baselines).ifPresent(refusals::add);
    rules.first(baselines, rules::vanished).ifPresent(refusals::add);
    rules.first(baselines, rules::terminated).ifPresent(refusals::add);
    rules.first(baselines, rules::texts).ifPresent(refusals::add);
    rules.undecoded(undocumented).ifPresent(refusals::add);
    rules.dates().ifPresent(refusals::add);
    return refusals;
  }

  /**
   * The refusal of a file of which more lines were damaged than the limit allows, also where its
   * twin has what they said. Level I and dental records are kept out for what they are, not for
   * damage.
   */
  static Optional<Gate.Refusal> rejects(CodeFile file, Limit limit) {
    long taken =
        file.findings().stream().filter(finding -> finding.rule().equals(TAKEN_LINE)).count();
    int rejected =
        (int) (taken + file.rejected().stream().filter(line -> !LevelGuard.keptOut(line)).count());
    int all = file.recordLines() + rejected;
    int allowed = limit.most(all, 1);
    if (rejected <= allowed) {
      return Optional.empty();
    }
    return Optional.of(
        new Gate.Refusal(
            Gate.REJECTS,
            String.format(
                Locale.ROOT,
                "%,d of %,d lines could not be loaded, at most %,d may (limit %s)",
                rejected,
                all,
                allowed,
                limit),
            rejected,
            allowed,
            Optional.empty()));
  }

  private Optional<Gate.Refusal> first(
      List<Baseline> baselines, Function<Baseline, Optional<Gate.Refusal>> comparison) {
    return baselines.stream().flatMap(each -> comparison.apply(each).stream()).findFirst();
  }

  private Optional<Gate.Refusal> codes(List<Baseline> baselines) {
    Limit limit = limits.of(Gate.CODES);
    return baselines.stream()
        .filter(baseline -> codes.size() < limit.least(baseline.codes().size()))
        .findFirst()
        .map(
            baseline ->
                tooFew(
                    limit.least(baseline.codes().size()),
                    String.format(
                        Locale.ROOT,
                        " where %s has %,d",
                        baseline.edition(),
                        baseline.codes().size()),
                    Optional.of(baseline)))
        .or(
            () ->
                codes.size() < limit.count()
                    ? Optional.of(tooFew(limit.count(), "", Optional.empty()))
                    : Optional.empty());
  }

  private Gate.Refusal tooFew(int least, String where, Optional<Baseline> baseline) {
    return new Gate.Refusal(
        Gate.CODES,
        String.format(
            Locale.ROOT,
            "it has %,d codes and modifiers%s, at least %,d are wanted (limit %s)",
            codes.size(),
            where,
            least,
            limits.of(Gate.CODES)),
        codes.size(),
        least,
        baseline);
  }

  private Optional<Gate.Refusal> vanished(Baseline baseline) {
    List<String> living = living(baseline);
    List<String> vanished = living.stream().filter(code -> !codes.containsKey(code)).toList();
    return tooMany(
        Gate.VANISHED,
        vanished,
        living.size(),
        Optional.of(baseline),
        "that " + baseline.edition() + " lists and that never ended are missing");
  }

  private Optional<Gate.Refusal> terminated(Baseline baseline) {
    List<String> living = living(baseline);
    List<String> ended =
        living.stream()
            .filter(codes::containsKey)
            .filter(code -> !record(code).get(Field.TERMINATION_DATE).isEmpty())
            .toList();
    return tooMany(
        Gate.TERMINATED,
        ended,
        living.size(),
        Optional.of(baseline),
        "that had no end in " + baseline.edition() + " have one now");
  }

  private static List<String> living(Baseline baseline) {
    return baseline.codes().entrySet().stream()
        .filter(entry -> !entry.getValue().isTerminated())
        .map(Map.Entry::getKey)
        .toList();
  }

  private Optional<Gate.Refusal> texts(Baseline baseline) {
    Map<String, Baseline.ListedCode> both = new HashMap<>(baseline.codes());
    both.keySet().retainAll(codes.keySet());
    List<String> changed =
        both.entrySet().stream()
            .filter(each -> !isAlike(each.getValue(), record(each.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    return tooMany(
        Gate.TEXTS,
        changed,
        both.size(),
        Optional.of(baseline),
        "have other descriptions than in " + baseline.edition());
  }

  private static boolean isAlike(Baseline.ListedCode before, CodeRecord now) {
    return isAlike(before.longDescription(), now.get(Field.LONG_DESCRIPTION))
        && isAlike(before.shortDescription(), now.get(Field.SHORT_DESCRIPTION));
  }

  private static boolean isAlike(String before, String now) {
    return before.equals(now) || letters(before).equals(letters(now));
  }

  private Optional<Gate.Refusal> undecoded(Map<Indicator, Set<String>> undocumented) {
    Map<Field, Set<String>> values = byField(undocumented);
    List<String> undecoded =
        codes.values().stream()
            .filter(
                record ->
                    values.entrySet().stream()
                        .anyMatch(entry -> entry.getValue().contains(record.get(entry.getKey()))))
            .map(CodeRecord::code)
            .toList();
    return tooMany(
        Gate.UNDECODED,
        undecoded,
        codes.size(),
        Optional.empty(),
        "have values that no record layout explains");
  }

  /** As where each line broke off, or dates are written in another way: all would seem valid. */
  private Optional<Gate.Refusal> dates() {
    List<String> undated =
        codes.values().stream()
            .filter(record -> record.get(Field.ADDED_DATE).isEmpty())
            .map(CodeRecord::code)
            .toList();
    return tooMany(
        Gate.DATES, undated, codes.size(), Optional.empty(), "have no added date that can be read");
  }

  /** Processing notes come in a file of their own, which many releases lack. */
  private static Map<Field, Set<String>> byField(Map<Indicator, Set<String>> undocumented) {
    Map<Field, Set<String>> values = new EnumMap<>(Field.class);
    for (Field field : Field.ALL) {
      field
          .indicator()
          .filter(indicator -> indicator != Indicator.PROCESSING_NOTE)
          .map(undocumented::get)
          .ifPresent(those -> values.put(field, those));
    }
    return values;
  }

  private Optional<Gate.Refusal> tooMany(
      Gate gate, List<String> found, int all, Optional<Baseline> baseline, String what) {
    int years = baseline.map(this::yearsBegun).orElse(1);
    int allowed = limits.of(gate).most(all, years);
    return found.size() <= allowed
        ? Optional.empty()
        : Optional.of(
            new Gate.Refusal(
                gate,
                String.format(
                    Locale.ROOT,
                    "%,d of %,d codes %s%s, at most %,d may (limit %s%s)",
                    found.size(),
                    all,
                    what,
                    examples(found),
                    allowed,
                    limits.of(gate),
                    years > 1 ? ", for " + years + " years" : ""),
                found.size(),
                allowed,
                baseline));
  }

  private static String examples(List<String> found) {
    return found.stream()
        .sorted()
        .limit(NAMED)
        .collect(Collectors.joining(" ", " (", found.size() > NAMED ? " ...)" : ")"));
  }

  private int yearsBegun(Baseline baseline) {
    long months =
        ChronoUnit.MONTHS.between(baseline.edition().effectiveOn(), edition.effectiveOn());
    return (int) Math.max(1, (months + MONTHS_PER_YEAR - 1) / MONTHS_PER_YEAR);
  }

  private CodeRecord record(String code) {
    return Objects.requireNonNull(codes.get(code));
  }

  /**
   * A description without what CMS changes for all at once: capitals, which it had until 2012, and
   * signs that depend on the encoding. {@code hcpcs_load.gate_evidence} compares the same.
   */
  private static String letters(String description) {
    return NO_LETTER.matcher(description).replaceAll("").toLowerCase(Locale.ROOT);
  }
}

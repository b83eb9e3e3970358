package org.openhcpcs.code.unit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;

/** Reads what one unit stands for out of the words of a description or of a dosage. */
public final class UnitText {

  /** Counts the changes of the rule, for what was read by an older one to be read again. */
  public static final int VERSION = 1;

  /** The quantity that one unit is said to be: {@code 500 ml = 1 unit}. */
  private static final Pattern EQUAL_BEHIND = Pattern.compile("(?i)^\\s*=\\s*(?:1|one)\\s+unit\\b");

  private static final Pattern EQUAL_BEFORE =
      Pattern.compile("(?i)\\b(?:1|one)\\s+unit\\s*(?:=|equals)\\s*$");

  private static final Pattern ONE_UNIT = Pattern.compile("(?i)\\b(?:1|one)\\s+unit\\b");

  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  /** Without a digit or one of these words there is no quantity. */
  private static final List<String> MAY_SAY = List.of("per", "each", "one");

  private static final Pattern MAY_SAY_WORD =
      Pattern.compile("\\b(?:" + String.join("|", MAY_SAY) + ")\\b");

  private static final UnitReading NOTHING =
      new UnitReading(Optional.empty(), List.of(), List.of());

  private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");

  private static final Pattern EACH =
      Pattern.compile(
          "(?i)(?:^|[\\s,;])(each)(?:\\s+(?!additional\\b|unit\\b)[a-z]+)?\\s*[.]?\\s*$");

  private static final MeasureUnit EACH_UNIT = MeasureUnits.named("each").orElseThrow();

  /**
   * As many as two editions have: the store reads again what the check has read, and the next
   * edition says most of it too.
   */
  private static final int REMEMBERED = 1 << 14;

  private static final Map<String, UnitReading> READ =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, UnitReading> eldest) {
              return size() > REMEMBERED;
            }
          });

  private UnitText() {}

  /** What the long description of a record says; a modifier has no unit. */
  public static UnitReading of(CodeRecord record) {
    return record.kind() == Kind.PROCEDURE ? read(record.get(Field.LONG_DESCRIPTION)) : NOTHING;
  }

  /** What a text says; a text without a quantity says nothing. */
  public static UnitReading read(String text) {
    return READ.computeIfAbsent(text, UnitText::readAnew);
  }

  private static UnitReading readAnew(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!DIGIT.matcher(text).find()
        && (MAY_SAY.stream().noneMatch(lower::contains) || !MAY_SAY_WORD.matcher(lower).find())) {
      return NOTHING;
    }
    String plain = text.replace('\u00a0', ' ');
    Optional<BilledUnit> equal =
        lower.contains("unit") && ONE_UNIT.matcher(plain).find()
            ? equal(plain, text)
            : Optional.empty();
    if (equal.isPresent()) {
      return said(equal.get(), List.of());
    }
    List<Mention> aside = new ArrayList<>();
    String main = withoutParentheses(plain, aside);
    List<Mention> mentions = Mentions.of(main, text);
    List<Mention> units = mentions.stream().filter(Mention::isUnit).toList();
    List<BilledUnit> bounds = new ArrayList<>();
    mentions.stream()
        .filter(mention -> mention.role() == Mention.Role.BOUND)
        .forEach(bound -> bounds.add(bound.quantity()));
    aside.forEach(mention -> bounds.add(mention.quantity()));

    List<Mention> pers = units.stream().filter(Mention::isPer).toList();
    if (!pers.isEmpty()) {
      units.stream().filter(unit -> !unit.isPer()).forEach(unit -> bounds.add(unit.quantity()));
      return one(withoutFrequencies(pers), bounds);
    }
    Matcher each = EACH.matcher(main);
    if (lower.contains("each") && each.find()) {
      return said(each(each.group(1)), bounds);
    }
    if (units.isEmpty()) {
      return ofAside(aside, mentions, bounds);
    }
    List<Mention> alone = units.stream().filter(Mention::isAlone).toList();
    List<Mention> asked = alone.isEmpty() ? units : alone;
    if (asked.size() == 1 && isOnlyOneOfItsDimension(asked.get(0), units)) {
      return said(asked.get(0).quantity(), bounds);
    }
    return sum(units, aside)
        .map(sum -> said(sum, bounds))
        .orElseGet(() -> contradicting(units, bounds));
  }

  private static Optional<BilledUnit> equal(String text, String shown) {
    return Mentions.of(text, shown).stream()
        .filter(
            mention ->
                EQUAL_BEHIND.matcher(text.substring(mention.end())).find()
                    || EQUAL_BEFORE.matcher(text.substring(0, mention.begin())).find())
        .map(Mention::quantity)
        .findFirst();
  }

  /** The text with blanks for what stands in parentheses, whose mentions are added to a list. */
  private static String withoutParentheses(String text, List<Mention> aside) {
    String main = text;
    Matcher matcher = PARENTHESES.matcher(main);
    while (matcher.find()) {
      String inner = main.substring(matcher.start() + 1, matcher.end() - 1);
      aside.addAll(Mentions.of(inner, inner));
      main =
          main.substring(0, matcher.start())
              + " ".repeat(matcher.end() - matcher.start())
              + main.substring(matcher.end());
      matcher = PARENTHESES.matcher(main);
    }
    return main;
  }

  /** What stands in parentheses counts where nothing else does: {@code dosage form (354 mg)}. */
  private static UnitReading ofAside(
      List<Mention> aside, List<Mention> mentions, List<BilledUnit> bounds) {
    List<Mention> units = aside.stream().filter(Mention::isUnit).filter(Mention::isAlone).toList();
    if (units.size() == 1 && mentions.isEmpty()) {
      return said(units.get(0).quantity(), List.of());
    }
    List<Mention> concentrations =
        mentions.stream().filter(m -> m.role() == Mention.Role.CONCENTRATION).toList();
    return contradicting(concentrations, bounds);
  }

  private static boolean isOnlyOneOfItsDimension(Mention asked, List<Mention> units) {
    return units.stream()
            .filter(u -> u.quantity().unit().dimension() == asked.quantity().unit().dimension())
            .count()
        == 1;
  }

  /** Two strengths whose sum stands behind them: {@code 1 gram/0.125 grams (1.125 grams)}. */
  private static Optional<BilledUnit> sum(List<Mention> units, List<Mention> aside) {
    Dimension dimension = units.get(0).quantity().unit().dimension();
    boolean isOneDimension =
        units.stream().allMatch(unit -> unit.quantity().unit().dimension() == dimension);
    BigDecimal total =
        units.stream().map(unit -> unit.quantity().size()).reduce(BigDecimal.ZERO, BigDecimal::add);
    return aside.stream()
        .filter(mention -> isOneDimension && mention.quantity().unit().dimension() == dimension)
        .map(Mention::quantity)
        .filter(quantity -> quantity.size().compareTo(total) == 0)
        .findFirst();
  }

  /** Beside a unit that stands alone, five sessions per course of treatment are a frequency. */
  private static List<Mention> withoutFrequencies(List<Mention> pers) {
    boolean hasOneAlone = pers.stream().anyMatch(Mention::isAlone);
    return pers.stream()
        .filter(
            per ->
                per.isAlone()
                    || !hasOneAlone
                    || per.quantity().unit().dimension().use() != Dimension.Use.AFTER_PER)
        .toList();
  }

  private static UnitReading one(List<Mention> pers, List<BilledUnit> bounds) {
    BilledUnit first = pers.get(0).quantity();
    return pers.stream().allMatch(per -> per.quantity().isSameQuantity(first))
        ? said(first, bounds)
        : contradicting(pers, bounds);
  }

  private static BilledUnit each(String word) {
    return new BilledUnit(BigDecimal.ONE, EACH_UNIT, EACH_UNIT.ucum(), UnitBasis.EACH, word);
  }

  private static UnitReading said(BilledUnit unit, List<BilledUnit> bounds) {
    return new UnitReading(Optional.of(unit), List.of(), bounds);
  }

  private static UnitReading contradicting(List<Mention> mentions, List<BilledUnit> bounds) {
    return new UnitReading(
        Optional.empty(), mentions.stream().map(Mention::quantity).toList(), bounds);
  }
}

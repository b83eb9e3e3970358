package org.openhcpcs.code.unit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the quantities in a text, and what the words around each make of it. */
final class Mentions {

  /** Numbers with commas between thousands, decimals, and the halves and quarters in use. */
  private static final String NUMBER =
      "(?<![\\p{Alnum}.^-])(?<![0-9],)"
          + "(1/2|1/4|3/4|(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:[.][0-9]+)?|[.][0-9]+|one)";

  private static final String BASIS =
      "\\b(up\\s+to|per|each)\\s+(?:a\\s+)?(?:single[\\s-]+(?:use|dose)\\s+|factor\\s+viii\\s+)?";

  private static final String UNITS =
      MeasureUnits.ALL.stream()
          .map(unit -> "(" + unit.spellings() + ")")
          .collect(Collectors.joining("|", "(?:", ")"));

  private static final Pattern QUANTITY =
      Pattern.compile(
          "(?i)(?:" + BASIS + NUMBER + "?|" + NUMBER + ")[\\s-]*" + UNITS + "(?![\\p{L}\\p{N}^])");

  private static final int BASIS_GROUP = 1;
  private static final int NUMBER_GROUP = 2;
  private static final int NUMBER_WITHOUT_BASIS_GROUP = 3;
  private static final int FIRST_UNIT_GROUP = 4;

  private static final Pattern END_OF_SEGMENT =
      Pattern.compile("[;:]|,(?![0-9]{3}(?![0-9]))|,(?<![0-9],)");

  private static final Pattern BOUND_BEFORE =
      Pattern.compile(
          "(?i)\\b(?:less\\s+than|equal\\s+to|greater\\s+than|more\\s+than|over|above|below|under|at\\s+least|minimum(?:\\s+of)?"
              + "|maximum(?:\\s+of)?|exceed(?:s|ing)?|first|additional|containing(?:\\s+nominal)?|contains|provided\\s+in"
              + "|rate\\s+of|size|(?<!%\\s{0,3})in)\\s+(?:an?\\s+)?$"
              + "|[<>≤≥]=?\\s*$");

  private static final Pattern RANGE_BEFORE =
      Pattern.compile("(?i)[0-9]\\s*(?:[a-z]{1,12}\\s*)?(?:-|–|\\bto|\\bthrough|\\bor)\\s*$");

  private static final Pattern BOUND_BEHIND =
      Pattern.compile(
          "(?i)^\\s*(?:or\\s+(?:less|more|greater|fewer|higher|lower|larger|smaller|above|over)\\b"
              + "|and\\s+(?:above|over|greater)\\b"
              + "|(?:to|through|or|-|–)\\s*[0-9]"
              + "|(?:per|every)\\s+(?:[0-9]|hour|day|minute|kg|actuation)|size\\b)");

  private static final Pattern CONCENTRATION_BEHIND =
      Pattern.compile(
          "(?i)^\\s*(?:/|per)\\s*(?:[0-9.]+\\s*)?(?:ml|milliliter|cc|l|dl|liter|actuation|spray|hour|hr|day|kg"
              + "|vial|ampule|dose|syringe|tablet|capsule|patch)\\b");

  /** What stands before the second half of {@code 10 mg per ml}, and of {@code 10 mg/5 ml}. */
  private static final Pattern QUANTITY_BEFORE =
      Pattern.compile("(?i)" + NUMBER + "[\\s-]*" + UNITS + "\\s*$");

  private static final Pattern QUANTITY_AND_SLASH_BEFORE =
      Pattern.compile("(?i)" + NUMBER + "[\\s-]*" + UNITS + "\\s*/\\s*$");

  /** What speaks of a service: an amount that is mentioned in it is a dose or a finding. */
  private static final Pattern SERVICE =
      Pattern.compile(
          "(?i)\\b(?:patients?|visits?|evaluation|laboratory|document(?:ed|ation)|history\\s+of|serum\\s+creatinine)\\b");

  /** What begins with a thing: an amount in it is its size. */
  private static final Pattern THING =
      Pattern.compile(
          "(?i)^\\s*(?:disposable\\s+|insulin\\s+|irrigation\\s+|sterile\\s+)?"
              + "(?:syringes?|needles?|catheters?|bags?|pumps?|tubes?|containers?|bottles?|canisters?)\\b");

  private Mentions() {}

  /**
   * The quantities of a text, in their order; none of anything is no quantity.
   *
   * @param text a text in which what is not to be read is blank
   * @param shown the same text, as it was published
   */
  static List<Mention> of(String text, String shown) {
    List<Mention> found = new ArrayList<>();
    Matcher matcher = QUANTITY.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    int place = 0;
    while (place < text.length()) {
      if (!mayBegin(text, place) || !matcher.region(place, text.length()).lookingAt()) {
        place++;
        continue;
      }
      Mention mention = mention(matcher, text, shown);
      if (mention.quantity().amount().signum() > 0) {
        found.add(mention);
      }
      place = matcher.end();
    }
    return found;
  }

  /**
   * Whether a quantity may begin at a place, which is not within a word. Nearly all places are done
   * with, and the pattern has seventy units to try.
   */
  private static boolean mayBegin(String text, int place) {
    if (place > 0 && isWord(text.charAt(place - 1))) {
      return false;
    }
    return switch (text.charAt(place)) {
      case '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> true;
      case 'o', 'O' -> begins(text, place, "one");
      case 'p', 'P' -> begins(text, place, "per");
      case 'e', 'E' -> begins(text, place, "each");
      case 'u', 'U' -> begins(text, place, "up");
      default -> false;
    };
  }

  private static boolean begins(String text, int place, String word) {
    return text.regionMatches(true, place, word, 0, word.length());
  }

  private static boolean isWord(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static Mention mention(Matcher matcher, String text, String shown) {
    int place = 0;
    while (matcher.group(FIRST_UNIT_GROUP + place) == null) {
      place++;
    }
    MeasureUnit unit = MeasureUnits.ALL.get(place);
    String words = matcher.group(FIRST_UNIT_GROUP + place).toLowerCase(Locale.ROOT);
    String number =
        matcher.group(
            matcher.group(BASIS_GROUP) == null ? NUMBER_WITHOUT_BASIS_GROUP : NUMBER_GROUP);
    BilledUnit quantity =
        new BilledUnit(
            amount(number),
            unit,
            ucum(unit, words),
            basis(matcher.group(BASIS_GROUP)),
            shown.substring(matcher.start(), matcher.end()).strip());
    String before = text.substring(segmentBegin(text, matcher.start()), matcher.start());
    String behind = text.substring(matcher.end());
    boolean isAlone = before.isBlank();
    Mention.Role role = role(quantity, text, before, behind);
    return new Mention(quantity, role, isAlone, matcher.start(), matcher.end());
  }

  private static Mention.Role role(BilledUnit quantity, String text, String before, String behind) {
    if (BOUND_BEFORE.matcher(before).find()
        || BOUND_BEHIND.matcher(behind).find()
        || (quantity.basis() == UnitBasis.EXACT && RANGE_BEFORE.matcher(before).find())) {
      return Mention.Role.BOUND;
    }
    Dimension dimension = quantity.unit().dimension();
    boolean isPer = quantity.basis() == UnitBasis.PER || quantity.basis() == UnitBasis.EACH;
    boolean isAlone = before.isBlank();
    if (!isPer && (THING.matcher(text).find() || (!isAlone && SERVICE.matcher(text).find()))) {
      return Mention.Role.OTHER;
    }
    boolean isAmount = dimension.use() == Dimension.Use.AMOUNT;
    if (isAmount && CONCENTRATION_BEHIND.matcher(behind).find()) {
      return Mention.Role.CONCENTRATION;
    }
    Pattern ofFirstHalf = isPer ? QUANTITY_BEFORE : QUANTITY_AND_SLASH_BEFORE;
    if (dimension == Dimension.VOLUME && ofFirstHalf.matcher(before).find()) {
      return Mention.Role.CONCENTRATION;
    }
    boolean endsSegment = behind.isBlank() || END_OF_SEGMENT.matcher(behind.strip()).lookingAt();
    boolean fits =
        switch (dimension.use()) {
          case AMOUNT -> true;
          case STANDING_ALONE -> isAlone || isPer;
          case AFTER_PER ->
              isPer
                  ? isAlone || (endsSegment && before.chars().noneMatch(Character::isDigit))
                  : isAlone && endsSegment && dimension == Dimension.COUNT && isOne(quantity);
        };
    return fits ? Mention.Role.UNIT : Mention.Role.OTHER;
  }

  private static boolean isOne(BilledUnit quantity) {
    return quantity.amount().compareTo(BigDecimal.ONE) == 0;
  }

  private static int segmentBegin(String text, int before) {
    Matcher matcher = END_OF_SEGMENT.matcher(text).region(0, before);
    int begin = 0;
    while (matcher.find()) {
      begin = matcher.end();
    }
    return begin;
  }

  private static BigDecimal amount(@Nullable String number) {
    if (number == null || number.equalsIgnoreCase("one")) {
      return BigDecimal.ONE;
    }
    return switch (number) {
      case "1/2" -> new BigDecimal("0.5");
      case "1/4" -> new BigDecimal("0.25");
      case "3/4" -> new BigDecimal("0.75");
      default -> new BigDecimal(number.replace(",", ""));
    };
  }

  private static UnitBasis basis(@Nullable String words) {
    if (words == null) {
      return UnitBasis.EXACT;
    }
    return switch (words.toLowerCase(Locale.ROOT)) {
      case "per" -> UnitBasis.PER;
      case "each" -> UnitBasis.EACH;
      default -> UnitBasis.UP_TO;
    };
  }

  /** Units of activity are those of the WHO or those of a pharmacopoeia where the words say so. */
  private static String ucum(MeasureUnit unit, String words) {
    if (unit.dimension() != Dimension.BIOLOGICAL_ACTIVITY) {
      return unit.ucum();
    }
    if (words.contains("usp") || words.contains("u.s.p")) {
      return unit.ucum().replace("[arb'U]", "[USP'U]");
    }
    return words.contains("iu") || words.contains("i.u") || words.contains("international")
        ? unit.ucum().replace("[arb'U]", "[iU]")
        : unit.ucum();
  }
}

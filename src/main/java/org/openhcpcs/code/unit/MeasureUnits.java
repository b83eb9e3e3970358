package org.openhcpcs.code.unit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The units that descriptions, dosages and doses are written in. */
public final class MeasureUnits {

  /** Stands before a unit that is counted by the million or billion. */
  private static final String MILLION = "million\\s+";

  private static final String ACTIVITY =
      "(?:(?:international|usp|u[.]s[.]p[.]?)\\s+)?units?(?!\\s+(?:dos|of\\s+serv))|i[.]u[.]?|iu|usp";

  /** Those that are measured. A longer spelling stands before a shorter one that it begins with. */
  private static final List<MeasureUnit> MEASURED =
      List.of(
          MeasureUnit.of("mcg", "ug", Dimension.MASS, "0.001", "micrograms?|mcgs?|ug|µg|μg"),
          MeasureUnit.of("mg", "mg", Dimension.MASS, "1", "milligrams?|mgs?"),
          MeasureUnit.of("kg", "kg", Dimension.MASS, "1000000", "kilograms?|kgs?"),
          MeasureUnit.of("g", "g", Dimension.MASS, "1000", "grams?|gms?|g"),
          MeasureUnit.of(
              "ml", "mL", Dimension.VOLUME, "1", "milliliters?|mls?|ccs?|cubic\\s+centimeters?"),
          MeasureUnit.of("l", "L", Dimension.VOLUME, "1000", "liters?|l"),
          MeasureUnit.of(
              "million units",
              "10*6.[arb'U]",
              Dimension.BIOLOGICAL_ACTIVITY,
              "1000000",
              MILLION + "(?:" + ACTIVITY + ")"),
          MeasureUnit.of("unit", "[arb'U]", Dimension.BIOLOGICAL_ACTIVITY, "1", ACTIVITY),
          MeasureUnit.of("kiu", "{KIU}", Dimension.KALLIKREIN_INHIBITION, "1", "kiu|k[.]i[.]u[.]?"),
          MeasureUnit.of("mCi", "mCi", Dimension.RADIOACTIVITY, "1", "milli-?curies?|mcis?"),
          MeasureUnit.of(
              "microcurie", "uCi", Dimension.RADIOACTIVITY, "0.001", "micro-?curies?|uci|µci|μci"),
          MeasureUnit.of(
              "meq", "meq", Dimension.EQUIVALENTS, "1", "milli-?equivalents?|meqs?|m[.]eq[.]?"),
          MeasureUnit.of(
              "million pfu",
              "10*6.[PFU]",
              Dimension.PLAQUES,
              "1",
              MILLION + "(?:plaque[\\s-]+forming\\s+units?(?:\\s*\\(pfu\\))?|pfu)"),
          MeasureUnit.of(
              "billion vector genomes",
              "10*9.{vector_genome}",
              Dimension.GENOMES,
              "1",
              "billion\\s+(?:vector\\s+genomes?|vg)"),
          MeasureUnit.of(
              "million cells",
              "10*6.{cell}",
              Dimension.CELLS,
              "1",
              MILLION + "(?:[a-z0-9()+-]+\\s+){0,9}?cells?"),
          MeasureUnit.of(
              "cm2",
              "cm2",
              Dimension.AREA,
              "1",
              "(?:square|sq)[.]?\\s*(?:cent?in?met(?:er|re)s?|cenitmeters?|cms?)[.]?|cm2|cm²"),
          MeasureUnit.of(
              "mm2",
              "mm2",
              Dimension.AREA,
              "0.01",
              "(?:square|sq)[.]?\\s*(?:millimeters?|mms?)[.]?|mm2|mm²"),
          MeasureUnit.of(
              "square inch",
              "[sin_i]",
              Dimension.AREA,
              "6.4516",
              "(?:square|sq)[.]?\\s*(?:inch(?:es)?|in)[.]?"),
          MeasureUnit.of(
              "square foot",
              "[sft_i]",
              Dimension.AREA,
              "929.0304",
              "(?:square|sq)[.]?\\s*(?:foot|feet|ft)[.]?"),
          MeasureUnit.of("mm", "mm", Dimension.LENGTH, "0.1", "millimeters?|mm"),
          MeasureUnit.of("cm", "cm", Dimension.LENGTH, "1", "centimeters?(?:\\s+length)?|cm"),
          MeasureUnit.of("inch", "[in_i]", Dimension.LENGTH, "2.54", "inch(?:es)?"),
          MeasureUnit.of("foot", "[ft_i]", Dimension.LENGTH, "30.48", "foot|feet"),
          MeasureUnit.of("yard", "[yd_i]", Dimension.LENGTH, "91.44", "(?:linear\\s+)?yards?"),
          MeasureUnit.of("mile", "[mi_i]", Dimension.LENGTH, "160934.4", "(?:statute\\s+)?miles?"),
          MeasureUnit.of("minute", "min", Dimension.TIME, "1", "minutes?"),
          MeasureUnit.of("hour", "h", Dimension.TIME, "60", "hours?"),
          MeasureUnit.of("day", "d", Dimension.TIME, "1440", "days?|diem"),
          MeasureUnit.of("week", "wk", Dimension.TIME, "10080", "weeks?"),
          MeasureUnit.of("calorie", "[Cal]", Dimension.ENERGY, "1", "calories?|kcals?"));

  /** What is given at a time, and things, which stand behind per, each or a number. */
  private static final List<MeasureUnit> COUNTED =
      List.of(
          MeasureUnit.counted("session", Dimension.OCCASION, "(?:treatment\\s+)?sessions?"),
          MeasureUnit.counted("study dose", Dimension.OCCASION, "study\\s+doses?"),
          MeasureUnit.counted(
              "therapeutic dose", Dimension.OCCASION, "(?:therapeutic|treatment)\\s+doses?"),
          MeasureUnit.counted("dose", Dimension.OCCASION, "doses?"),
          MeasureUnit.counted("treatment", Dimension.OCCASION, "treatments?"),
          MeasureUnit.counted("study", Dimension.OCCASION, "study|studies"),
          MeasureUnit.counted("infusion", Dimension.OCCASION, "infusions?"),
          MeasureUnit.counted("instillation", Dimension.OCCASION, "instillations?"),
          MeasureUnit.counted("visit", Dimension.OCCASION, "visits?"),
          MeasureUnit.counted("encounter", Dimension.OCCASION, "(?:patient\\s+)?encounters?"),
          MeasureUnit.counted(
              "course of treatment", Dimension.OCCASION, "courses?\\s+of\\s+treatment"),
          MeasureUnit.counted("injection", Dimension.OCCASION, "injections?"),
          MeasureUnit.counted("administration", Dimension.OCCASION, "administrations?"),
          MeasureUnit.counted("application", Dimension.OCCASION, "applications?"),
          MeasureUnit.counted("procedure", Dimension.OCCASION, "procedures?"),
          MeasureUnit.counted("prescription", Dimension.OCCASION, "prescriptions?"),
          MeasureUnit.counted("unit dose", Dimension.OCCASION, "unit\\s+dos(?:e|age)s?"),
          MeasureUnit.counted("each", Dimension.COUNT, "each|ea"),
          MeasureUnit.counted("vial", Dimension.COUNT, "vials?"),
          MeasureUnit.counted("ampule", Dimension.COUNT, "amp(?:o)?ul(?:e)?s?"),
          MeasureUnit.counted("implant", Dimension.COUNT, "implants?"),
          MeasureUnit.counted("syringe", Dimension.COUNT, "syringes?"),
          MeasureUnit.counted("kit", Dimension.COUNT, "kits?"),
          MeasureUnit.counted("bottle", Dimension.COUNT, "bottles?"),
          MeasureUnit.counted("bag", Dimension.COUNT, "bags?"),
          MeasureUnit.counted("capsule", Dimension.COUNT, "capsules?"),
          MeasureUnit.counted("cartridge", Dimension.COUNT, "cartridges?"),
          MeasureUnit.counted("ring", Dimension.COUNT, "rings?"),
          MeasureUnit.counted("device", Dimension.COUNT, "devices?"),
          MeasureUnit.counted("patch", Dimension.COUNT, "patch(?:es)?"),
          MeasureUnit.counted("applicator", Dimension.COUNT, "applicators?"),
          MeasureUnit.counted("tablet", Dimension.COUNT, "tablets?"),
          MeasureUnit.counted("strip", Dimension.COUNT, "strips?"),
          MeasureUnit.counted("test", Dimension.COUNT, "tests?"),
          MeasureUnit.counted("source", Dimension.COUNT, "sources?"),
          MeasureUnit.counted("lens", Dimension.COUNT, "lens(?:es)?"),
          MeasureUnit.counted("shoe", Dimension.COUNT, "shoes?"),
          MeasureUnit.counted("pair", Dimension.COUNT, "pairs?"),
          MeasureUnit.counted("set", Dimension.COUNT, "sets?"),
          MeasureUnit.counted("box", Dimension.COUNT, "box(?:es)?"),
          MeasureUnit.counted("bar", Dimension.COUNT, "bars?"),
          MeasureUnit.counted("packet", Dimension.COUNT, "packets?"),
          MeasureUnit.counted("meal", Dimension.COUNT, "meals?"),
          MeasureUnit.counted("specimen", Dimension.COUNT, "specimens?"),
          MeasureUnit.counted(
              "month", Dimension.COUNT, "(?:calendar\\s+)?months?(?:'s)?(?:\\s+supply)?"),
          MeasureUnit.counted("fluid ounce", Dimension.COUNT, "fluid\\s+ounces?"),
          MeasureUnit.counted("ounce", Dimension.COUNT, "ounces?|oz[.]?"),
          MeasureUnit.counted("pint", Dimension.COUNT, "pints?"),
          MeasureUnit.counted("gallon", Dimension.COUNT, "gallons?"),
          MeasureUnit.counted("pound", Dimension.COUNT, "pounds?|lbs?[.]?"),
          MeasureUnit.counted("cubic foot", Dimension.COUNT, "cubic\\s+(?:foot|feet)"));

  /** All of them; the order is that in which spellings are tried. */
  public static final List<MeasureUnit> ALL =
      Stream.concat(MEASURED.stream(), COUNTED.stream()).toList();

  private static final Map<MeasureUnit, Pattern> WHOLE =
      ALL.stream()
          .collect(
              Collectors.toMap(
                  unit -> unit, unit -> Pattern.compile("(?i)(?:" + unit.spellings() + ")[.]?")));

  private MeasureUnits() {}

  /** The unit that a word or two spell; empty if none does. */
  public static Optional<MeasureUnit> named(String words) {
    return ALL.stream().filter(unit -> is(unit, words)).findFirst();
  }

  private static boolean is(MeasureUnit unit, String words) {
    Pattern pattern = WHOLE.get(unit);
    return pattern != null && pattern.matcher(words.strip()).matches();
  }
}

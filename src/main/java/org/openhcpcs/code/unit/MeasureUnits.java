package org.openhcpcs.code.unit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The units that descriptions, dosages and doses are written in. */
public final class MeasureUnits {

  /** Stands before a unit that is counted by the million or billion. */
  private static final String MILLION = "million\\s+";

  private static final String ACTIVITY =
      "(?:(?:international|usp|u[.]s[.]p[.]?)\\s+)?units?(?!\\s+(?:dos|of\\s+serv))|i[.]u[.]?|iu|usp";

  /**
   * Those that are measured: name, UCUM, dimension, size, spellings, in which %1$s is a million and
   * %2$s a unit of activity. A longer spelling stands before a shorter one that it begins with.
   */
  private static final List<MeasureUnit> MEASURED =
      rows(
          """
          mcg                     ug                    MASS                   0.001     micrograms?|mcgs?|ug|µg|μg
          mg                      mg                    MASS                   1         milligrams?|mgs?
          kg                      kg                    MASS                   1000000   kilograms?|kgs?
          g                       g                     MASS                   1000      grams?|gms?|g
          ml                      mL                    VOLUME                 1         milliliters?|mls?|ccs?|cubic\\s+centimeters?
          l                       L                     VOLUME                 1000      liters?|l
          million units           10*6.[arb'U]          BIOLOGICAL_ACTIVITY    1000000   %1$s(?:%2$s)
          unit                    [arb'U]               BIOLOGICAL_ACTIVITY    1         %2$s
          kiu                     {KIU}                 KALLIKREIN_INHIBITION  1         kiu|k[.]i[.]u[.]?
          mCi                     mCi                   RADIOACTIVITY          1         milli-?curies?|mcis?
          microcurie              uCi                   RADIOACTIVITY          0.001     micro-?curies?|uci|µci|μci
          meq                     meq                   EQUIVALENTS            1         milli-?equivalents?|meqs?|m[.]eq[.]?
          million pfu             10*6.[PFU]            PLAQUES                1         %1$s(?:plaque[\\s-]+forming\\s+units?(?:\\s*\\(pfu\\))?|pfu)
          billion vector genomes  10*9.{vector_genome}  GENOMES                1         billion\\s+(?:vector\\s+genomes?|vg)
          million cells           10*6.{cell}           CELLS                  1         %1$s(?:[a-z0-9()+-]+\\s+){0,9}?cells?
          cm2                     cm2                   AREA                   1         (?:square|sq)[.]?\\s*(?:cent?in?met(?:er|re)s?|cenitmeters?|cms?)[.]?|cm2|cm²
          mm2                     mm2                   AREA                   0.01      (?:square|sq)[.]?\\s*(?:millimeters?|mms?)[.]?|mm2|mm²
          square inch             [sin_i]               AREA                   6.4516    (?:square|sq)[.]?\\s*(?:inch(?:es)?|in)[.]?
          square foot             [sft_i]               AREA                   929.0304  (?:square|sq)[.]?\\s*(?:foot|feet|ft)[.]?
          mm                      mm                    LENGTH                 0.1       millimeters?|mm
          cm                      cm                    LENGTH                 1         centimeters?(?:\\s+length)?|cm
          inch                    [in_i]                LENGTH                 2.54      inch(?:es)?
          foot                    [ft_i]                LENGTH                 30.48     foot|feet
          yard                    [yd_i]                LENGTH                 91.44     (?:linear\\s+)?yards?
          mile                    [mi_i]                LENGTH                 160934.4  (?:statute\\s+)?miles?
          minute                  min                   TIME                   1         minutes?
          hour                    h                     TIME                   60        hours?
          day                     d                     TIME                   1440      days?|diem
          week                    wk                    TIME                   10080     weeks?
          calorie                 [Cal]                 ENERGY                 1         calories?|kcals?
          """
              .formatted(MILLION, ACTIVITY),
          row ->
              new MeasureUnit(
                  row[0], row[1], Dimension.valueOf(row[2]), new BigDecimal(row[3]), row[4]));

  /**
   * What is given at a time, and things, which stand behind per, each or a number: name, dimension,
   * spellings.
   */
  private static final List<MeasureUnit> COUNTED =
      rows(
          """
          session              OCCASION  (?:treatment\\s+)?sessions?
          study dose           OCCASION  study\\s+doses?
          therapeutic dose     OCCASION  (?:therapeutic|treatment)\\s+doses?
          dose                 OCCASION  doses?
          treatment            OCCASION  treatments?
          study                OCCASION  study|studies
          infusion             OCCASION  infusions?
          instillation         OCCASION  instillations?
          visit                OCCASION  visits?
          encounter            OCCASION  (?:patient\\s+)?encounters?
          course of treatment  OCCASION  courses?\\s+of\\s+treatment
          injection            OCCASION  injections?
          administration       OCCASION  administrations?
          application          OCCASION  applications?
          procedure            OCCASION  procedures?
          prescription         OCCASION  prescriptions?
          unit dose            OCCASION  unit\\s+dos(?:e|age)s?
          each                 COUNT     each|ea
          vial                 COUNT     vials?
          ampule               COUNT     amp(?:o)?ul(?:e)?s?
          implant              COUNT     implants?
          syringe              COUNT     syringes?
          kit                  COUNT     kits?
          bottle               COUNT     bottles?
          bag                  COUNT     bags?
          capsule              COUNT     capsules?
          cartridge            COUNT     cartridges?
          ring                 COUNT     rings?
          device               COUNT     devices?
          patch                COUNT     patch(?:es)?
          applicator           COUNT     applicators?
          tablet               COUNT     tablets?
          strip                COUNT     strips?
          test                 COUNT     tests?
          source               COUNT     sources?
          lens                 COUNT     lens(?:es)?
          shoe                 COUNT     shoes?
          pair                 COUNT     pairs?
          set                  COUNT     sets?
          box                  COUNT     box(?:es)?
          bar                  COUNT     bars?
          packet               COUNT     packets?
          meal                 COUNT     meals?
          specimen             COUNT     specimens?
          month                COUNT     (?:calendar\\s+)?months?(?:'s)?(?:\\s+supply)?
          fluid ounce          COUNT     fluid\\s+ounces?
          ounce                COUNT     ounces?|oz[.]?
          pint                 COUNT     pints?
          gallon               COUNT     gallons?
          pound                COUNT     pounds?|lbs?[.]?
          cubic foot           COUNT     cubic\\s+(?:foot|feet)
          """,
          row -> MeasureUnit.counted(row[0], Dimension.valueOf(row[1]), row[2]));

  /** All of them; the order is that in which spellings are tried. */
  public static final List<MeasureUnit> ALL =
      Stream.concat(MEASURED.stream(), COUNTED.stream()).toList();

  private static final Map<MeasureUnit, Pattern> WHOLE =
      ALL.stream()
          .collect(
              Collectors.toMap(
                  unit -> unit, unit -> Pattern.compile("(?i)(?:" + unit.spellings() + ")[.]?")));

  private MeasureUnits() {}

  /** A unit for each line of a table, which has two blanks or more between its columns. */
  private static List<MeasureUnit> rows(String table, Function<String[], MeasureUnit> unit) {
    return table.lines().map(line -> line.split(" {2,}", -1)).map(unit).toList();
  }

  /** The unit that a word or two spell; empty if none does. */
  public static Optional<MeasureUnit> named(String words) {
    return ALL.stream().filter(unit -> is(unit, words)).findFirst();
  }

  private static boolean is(MeasureUnit unit, String words) {
    Pattern pattern = WHOLE.get(unit);
    return pattern != null && pattern.matcher(words.strip()).matches();
  }
}

package org.openhcpcs.sample;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.openhcpcs.code.Field;

/** Makes records out of random numbers: new ones, and old ones as a later edition changes them. */
final class SyntheticRecords {

  private static final String LETTERS = "ABCEGHJKLMPQRSTV";
  private static final String MODIFIER_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int NUMBERS = 10_000;
  private static final int STRIDE =
      7919; // shares no factor with 10,000, so that every number comes once

  private final Random random;
  private final SyntheticText text;

  SyntheticRecords(Random random) {
    this.random = random;
    this.text = new SyntheticText(random);
  }

  /** How many different procedure codes there are. */
  static int capacity() {
    return LETTERS.length() * NUMBERS;
  }

  /** How many different modifiers there are. */
  static int modifierCapacity() {
    return MODIFIER_LETTERS.length() * MODIFIER_LETTERS.length();
  }

  /** The procedure code with an index below {@link #capacity()}; never a D code. */
  static String code(int index) {
    int number = (int) ((long) (index / LETTERS.length()) * STRIDE % NUMBERS);
    return LETTERS.charAt(index % LETTERS.length()) + "%04d".formatted(number);
  }

  /** The modifier with an index below {@link #modifierCapacity()}; two letters. */
  static String modifier(int index) {
    int count = MODIFIER_LETTERS.length();
    return "" + MODIFIER_LETTERS.charAt(index / count) + MODIFIER_LETTERS.charAt(index % count);
  }

  /** A record that is new on a date. */
  SampleRecord added(String code, LocalDate on, String action) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    values.put(Field.LONG_DESCRIPTION, text.longDescription());
    values.put(Field.SHORT_DESCRIPTION, text.shortDescription());
    values.put(Field.COVERAGE, coverage());
    values.put(Field.ADDED_DATE, date(on));
    values.put(Field.ACTION_EFFECTIVE_DATE, date(on));
    values.put(Field.ACTION, action);
    if (code.length() == 5) {
      values.put(Field.PRICING_INDICATOR_1, pricing());
      values.put(Field.MULTIPLE_PRICING_INDICATOR, "A");
      values.put(Field.BETOS, text.one(List.of("D1A", "D1E", "D1F", "O1E", "P6C", "Z2")));
      values.put(Field.TYPE_OF_SERVICE_1, typeOfService());
      values.put(Field.ANESTHESIA_BASE_UNITS, "0");
    }
    return new SampleRecord(code, values);
  }

  /** The record as an edition lists it that leaves it alone. */
  static SampleRecord unchanged(SampleRecord old) {
    return old.with(Field.ACTION, "N");
  }

  /**
   * The record as an edition lists it that changes it: any action but A, or A for a code that is
   * used again.
   */
  SampleRecord changed(SampleRecord old, LocalDate on) {
    if (!old.get(Field.TERMINATION_DATE).isEmpty()) {
      return random.nextInt(4) == 0
          ? added(old.code(), on, "A")
          : act(old.with(Field.TERMINATION_DATE, ""), on, "R");
    }
    return switch (random.nextInt(7)) {
      case 0 -> act(old.with(Field.LONG_DESCRIPTION, text.longDescription()), on, "C");
      case 1 -> act(old.with(Field.SHORT_DESCRIPTION, text.shortDescription()), on, "S");
      case 2 -> act(old.with(Field.COVERAGE, coverage()), on, "F");
      case 3 -> act(old.with(Field.PRICING_INDICATOR_1, pricing()), on, "P");
      case 4 -> act(old.with(Field.TYPE_OF_SERVICE_1, typeOfService()), on, "T");
      case 5 ->
          act(
              old.with(Field.COVERAGE, coverage())
                  .with(Field.LONG_DESCRIPTION, text.longDescription()),
              on,
              "B");
      default -> act(old.with(Field.TERMINATION_DATE, date(on.minusDays(1))), on, "D");
    };
  }

  private static SampleRecord act(SampleRecord changed, LocalDate on, String action) {
    return changed.with(Field.ACTION_EFFECTIVE_DATE, date(on)).with(Field.ACTION, action);
  }

  private String coverage() {
    return text.one(List.of("C", "D", "I", "M", "S"));
  }

  private String pricing() {
    return text.one(List.of("00", "11", "13", "32", "34", "38", "51", "52", "53"));
  }

  private String typeOfService() {
    return text.one(List.of("1", "2", "9", "A", "P", "S"));
  }

  private static String date(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }
}

package org.openhcpcs.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** A cell of a workbook. */
sealed interface Cell {

  /** A cell that is not there. */
  Cell BLANK = new Text("");

  /** Text, or no cell at all when it is empty. */
  static Cell text(String text) {
    return new Text(text);
  }

  record Text(String text) implements Cell {}

  record Numeric(long value) implements Cell {}

  /** A true date: a serial number with a date format. */
  record Day(LocalDate date) implements Cell {

    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);

    long serial() {
      return ChronoUnit.DAYS.between(EPOCH, date);
    }
  }
}

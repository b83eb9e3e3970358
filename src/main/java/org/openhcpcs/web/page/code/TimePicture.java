package org.openhcpcs.web.page.code;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.openhcpcs.database.NamedRow;

/**
 * The time line of a code as a picture: its spans, the years, the editions that list it, and the
 * day that is looked at. Places are shares of the width.
 */
public record TimePicture(
    LocalDate begin, LocalDate end, LocalDate on, List<NamedRow> spans, List<NamedRow> listings) {

  /** Narrower than that, no word fits into a bar. */
  private static final double ROOM_FOR_WORDS = 9;

  /** Years are written so far from each other. */
  private static final double ROOM_FOR_YEAR = 7;

  static TimePicture of(LocalDate on, LocalDate today, LifeView life) {
    List<LocalDate> days = new ArrayList<>(List.of(on, today));
    Stream.concat(
            life.spans().stream()
                .flatMap(span -> Stream.of(span.get("valid_from"), span.get("valid_to"))),
            life.listings().stream().map(listing -> listing.get("effective_on")))
        .filter(day -> !day.isEmpty())
        .map(LocalDate::parse)
        .forEach(days::add);
    return new TimePicture(
        Collections.min(days).withDayOfYear(1).minusYears(1),
        Collections.max(days).withDayOfYear(1).plusYears(2),
        on,
        life.spans(),
        life.listings());
  }

  /**
   * A span as a bar.
   *
   * @param day the day that a click on it asks for
   * @param label what stands in it; empty if nothing fits
   */
  public record Bar(
      String x,
      String width,
      String verdict,
      String meaning,
      String day,
      String label,
      String words) {}

  /** A place with a text. */
  public record Mark(String x, String text, boolean isOn) {}

  public List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (NamedRow span : spans) {
      LocalDate from = span.has("valid_from") ? LocalDate.parse(span.get("valid_from")) : begin;
      LocalDate to = span.has("valid_to") ? LocalDate.parse(span.get("valid_to")) : end;
      LocalDate day = span.has("valid_from") ? from : to.minusDays(1);
      double width = share(to) - share(from);
      bars.add(
          new Bar(
              percent(share(from)),
              percent(Math.max(width, 0.4)),
              span.get("verdict"),
              span.get("meaning"),
              day.toString(),
              width < ROOM_FOR_WORDS ? "" : label(span),
              words(span)));
    }
    return bars;
  }

  private String label(NamedRow span) {
    return span.get("verdict").equals("valid")
        ? spans.stream().anyMatch(each -> !each.get("meaning").equals(spans.get(0).get("meaning")))
            ? "meaning " + span.get("meaning")
            : "valid"
        : span.get("verdict");
  }

  private static String words(NamedRow span) {
    return span.get("verdict")
        + (span.has("valid_from") ? " from " + span.get("valid_from") : "")
        + (span.has("valid_to")
            ? " through " + LocalDate.parse(span.get("valid_to")).minusDays(1)
            : "");
  }

  /** The years, as many as there is room for. */
  public List<Mark> years() {
    List<Mark> years = new ArrayList<>();
    double free = 0;
    for (LocalDate day = begin.plusYears(1); day.isBefore(end); day = day.plusYears(1)) {
      if (share(day) >= free && share(day) < 97) {
        years.add(new Mark(percent(share(day)), String.valueOf(day.getYear()), false));
        free = share(day) + ROOM_FOR_YEAR;
      }
    }
    return years;
  }

  /** The editions, with whether they list the code. */
  public List<Mark> editions() {
    return listings.stream()
        .map(
            listing ->
                new Mark(
                    percent(share(LocalDate.parse(listing.get("effective_on")))),
                    listing.get("edition"),
                    listing.is("is_listed")))
        .toList();
  }

  /** The day that is looked at. */
  public String you() {
    return percent(share(on));
  }

  private double share(LocalDate day) {
    return 100.0 * ChronoUnit.DAYS.between(begin, day) / ChronoUnit.DAYS.between(begin, end);
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).setScale(2, RoundingMode.HALF_UP) + "%";
  }
}

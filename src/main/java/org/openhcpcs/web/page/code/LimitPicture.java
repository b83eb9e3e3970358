package org.openhcpcs.web.page.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.NamedRow;

/**
 * What Medicare paid, quarter by quarter, as bars: a quarter that no file speaks of has none.
 * Places are shares of the width and of the height.
 *
 * @param limits rows with {@code edition} and {@code payment_limit}, the oldest first
 */
public record LimitPicture(List<NamedRow> limits) {

  /** A quarter as a bar. */
  public record Bar(String x, String y, String width, String height, String words) {}

  public LimitPicture {
    limits = limits.stream().filter(limit -> limit.has("payment_limit")).toList();
  }

  /** One bar alone shows nothing. */
  public boolean isWorthIt() {
    return limits.size() > 1;
  }

  public List<Bar> bars() {
    int first = quarter(limits.get(0));
    double width = 100.0 / (quarter(limits.get(limits.size() - 1)) - first + 1);
    double most = limits.stream().mapToDouble(LimitPicture::dollars).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    for (NamedRow limit : limits) {
      double height = most == 0 ? 0 : 100 * dollars(limit) / most;
      bars.add(
          new Bar(
              percent(width * (quarter(limit) - first)),
              percent(100 - height),
              percent(0.8 * width),
              percent(height),
              limit.get("edition") + ": $" + limit.get("payment_limit")));
    }
    return bars;
  }

  private static int quarter(NamedRow limit) {
    Edition edition = Edition.parse(limit.get("edition")).orElseThrow();
    return edition.year() * 4 + edition.month() / 3;
  }

  private static double dollars(NamedRow limit) {
    return Double.parseDouble(limit.get("payment_limit"));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share);
  }
}

package org.openhcpcs.web.report;

import java.util.Locale;
import org.openhcpcs.web.Html;

/** What all charts begin and end with. */
final class Charts {

  private Charts() {}

  /** A figure with its title to see, and a description to hear. */
  static String open(String id, String title, String description, int width, int height) {
    return """
        <figure class="chart">
        <figcaption id="%1$s-title">%2$s</figcaption>
        <svg viewBox="0 0 %4$d %5$d" role="img" aria-labelledby="%1$s-title" aria-describedby="%1$s-desc">
        <desc id="%1$s-desc">%3$s</desc>
        """
        .formatted(id, Html.text(title), Html.text(description), width, height);
  }

  static String close() {
    return "</svg>\n</figure>\n";
  }

  static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}

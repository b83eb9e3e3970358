package org.openhcpcs.web.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Which form of an answer a client likes best, as RFC 9110 has it. Pure. */
final class Negotiation {

  private Negotiation() {}

  /**
   * The form that an {@code Accept} header likes best; empty if it takes none of them.
   *
   * @param offered the forms that there are
   * @param usual the one of them for who likes several as well, or says nothing
   */
  static Optional<MediaType> choose(String accept, Collection<MediaType> offered, MediaType usual) {
    if (accept.isBlank()) {
      return Optional.of(usual);
    }
    double best = quality(accept, usual.range());
    MediaType chosen = usual;
    for (MediaType type : offered) {
      double quality = quality(accept, type.range());
      if (quality > best) {
        best = quality;
        chosen = type;
      }
    }
    return best > 0 ? Optional.of(chosen) : Optional.empty();
  }

  /** Whether a client unpacks gzip. */
  static boolean takesGzip(String acceptEncoding) {
    return quality(acceptEncoding, "gzip") > 0;
  }

  /** How much a header likes something, from 0 to 1: the most exact range that it is in counts. */
  private static double quality(String header, String wanted) {
    double quality = 0;
    int exactness = -1;
    for (String range : header.toLowerCase(Locale.ROOT).split(",", 100)) {
      String[] parts = range.split(";", 10);
      int matched = exactness(parts[0].strip(), wanted);
      if (matched > exactness) {
        exactness = matched;
        quality = weight(parts);
      }
    }
    return quality;
  }

  private static int exactness(String range, String wanted) {
    if (range.equals(wanted)) {
      return 2;
    }
    if (range.equals("*/*") || range.equals("*")) {
      return 0;
    }
    return range.endsWith("/*") && wanted.startsWith(range.substring(0, range.length() - 1))
        ? 1
        : -1;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.startsWith("q=")) {
        try {
          double weight = Double.parseDouble(part.substring(2));
          return weight >= 0 && weight <= 1 ? weight : 1;
        } catch (NumberFormatException e) {
          return 1;
        }
      }
    }
    return 1;
  }
}

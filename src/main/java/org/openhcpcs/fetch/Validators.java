package org.openhcpcs.fetch;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a server says by which a content can be told from a later one (RFC 9110, section 8.8).
 *
 * @param etag header ETag
 * @param lastModified header Last-Modified, as it came
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

  /** Nothing is known. */
  public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

  private static final Duration CLOCK_STEP = Duration.ofMinutes(1);

  /**
   * Whether these and those of a content that came before tell the same content; empty if the
   * server did not state the same kind both times.
   */
  public Optional<Boolean> isSame(Validators before) {
    if (etag.isPresent() && before.etag.isPresent()) {
      return Optional.of(opaque(etag.get()).equals(opaque(before.etag.get())));
    }
    return lastModified.flatMap(mine -> before.lastModified.map(mine::equals));
  }

  /** A tag without the mark of a weak one: what is asked is whether it is worth fetching. */
  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  static Validators of(HttpHeaders headers) {
    return new Validators(headers.firstValue("etag"), headers.firstValue("last-modified"));
  }

  /**
   * The one by which a server may be asked for the rest of a content: a tag that is not weak, or a
   * time that lay a minute back when the content came.
   */
  static Optional<String> strong(HttpHeaders headers) {
    return headers
        .firstValue("etag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(
            () ->
                headers
                    .firstValue("last-modified")
                    .filter(
                        modified -> isLongBefore(modified, headers.firstValue("date").orElse(""))));
  }

  private static boolean isLongBefore(String earlier, String later) {
    try {
      return Duration.between(time(earlier), time(later)).compareTo(CLOCK_STEP) >= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  static ZonedDateTime time(String header) {
    return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
  }
}

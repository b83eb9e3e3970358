package org.openhcpcs.web.http;

import java.nio.charset.StandardCharsets;
import org.openhcpcs.json.Json;

/**
 * Why a request has no other answer, as RFC 9457 has it.
 *
 * @param status the status of HTTP
 * @param title what it is called, the same for all of its kind
 * @param detail one sentence that says what to do
 */
public record Problem(int status, String title, String detail) {

  /** The problem of a status, with what to do about this one. */
  public static Problem of(int status, String detail) {
    return new Problem(status, title(status), detail);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "The request cannot be understood";
      case 404 -> "There is nothing here";
      case 405 -> "This method is not for this address";
      case 406 -> "There is no such form of it";
      case 408 -> "The request took too long";
      case 413 -> "The request is too large";
      case 414 -> "The address is too long";
      case 415 -> "Such content is not read";
      case 431 -> "The headers are too long";
      case 503 -> "It cannot be answered now";
      default -> status < 500 ? "The request is refused" : "The answer failed";
    };
  }

  /** As JSON. */
  public byte[] json() {
    return new Json()
        .with("type", "about:blank")
        .with("title", title)
        .with("status", status)
        .with("detail", detail)
        .line()
        .getBytes(StandardCharsets.UTF_8);
  }
}

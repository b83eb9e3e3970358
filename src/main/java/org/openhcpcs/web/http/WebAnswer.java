package org.openhcpcs.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param status the status of HTTP
 * @param type the form of the body
 * @param headers other headers, by name
 * @param body what is sent
 */
public record WebAnswer(int status, MediaType type, Map<String, String> headers, Body body) {

  public WebAnswer {
    headers = Map.copyOf(headers);
  }

  /** What is sent: all at once, or as it is made. */
  public sealed interface Body permits Whole, Streamed {}

  /** All of it. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Whole(byte[] bytes) implements Body {}

  /** Written as it is made; the request may still be read meanwhile. */
  public non-sealed interface Streamed extends Body {
    void write(OutputStream out) throws IOException;
  }

  /** An answer that is there. */
  public static WebAnswer of(MediaType type, byte[] bytes) {
    return new WebAnswer(200, type, Map.of(), new Whole(bytes));
  }

  public static WebAnswer of(MediaType type, String text) {
    return of(type, text.getBytes(StandardCharsets.UTF_8));
  }

  public static WebAnswer html(String text) {
    return of(MediaType.HTML, text);
  }

  /** An answer that is made while it is sent. */
  public static WebAnswer streamed(MediaType type, Streamed body) {
    return new WebAnswer(200, type, Map.of(), body);
  }

  /**
   * Sends the reader to another address.
   *
   * @param location relative to that of the request
   */
  public static WebAnswer seeOther(String location) {
    return new WebAnswer(303, MediaType.TEXT, Map.of("Location", location), new Whole(new byte[0]));
  }

  /** The same, of which any page of the web may read what it says. */
  public WebAnswer ofCms() {
    return with("Access-Control-Allow-Origin", "*");
  }

  static WebAnswer of(Problem problem) {
    return new WebAnswer(problem.status(), MediaType.PROBLEM, Map.of(), new Whole(problem.json()));
  }

  /** The same with another status. */
  public WebAnswer withStatus(int newStatus) {
    return new WebAnswer(newStatus, type, headers, body);
  }

  /** The same with one more header. */
  public WebAnswer with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new WebAnswer(status, type, all, body);
  }
}

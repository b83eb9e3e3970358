package org.openhcpcs.web.http;

/** The forms of an answer. */
public enum MediaType {
  HTML("text/html; charset=utf-8", ""),
  JSON("application/json", ".json"),
  CSV("text/csv; charset=utf-8; header=present", ".csv"),
  NDJSON("application/x-ndjson", ""),
  PROBLEM("application/problem+json", ""),
  CSS("text/css; charset=utf-8", ""),
  SCRIPT("text/javascript; charset=utf-8", ""),
  SVG("image/svg+xml", ""),
  TEXT("text/plain; charset=utf-8", "");

  private final String header;
  private final String suffix;

  MediaType(String header, String suffix) {
    this.header = header;
    this.suffix = suffix;
  }

  /** As the header {@code Content-Type} has it. */
  public String header() {
    return header;
  }

  /** What at the end of a path asks for it; empty if nothing does. */
  String suffix() {
    return suffix;
  }

  /** The type without its parameters. */
  String range() {
    return header.replaceFirst(";.*", "");
  }
}

package org.openhcpcs.web.http;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as it came.
 *
 * @param method in capitals
 * @param path decoded, beginning with a slash
 * @param parameters what stands behind the question mark
 * @param header a header's value by its name, if it is there
 * @param body what comes behind the headers
 */
public record WebRequest(
    String method,
    String path,
    Parameters parameters,
    Function<String, Optional<String>> header,
    InputStream body) {

  /** The value of a header, or another text if it is not there. */
  public String headerOr(String name, String otherwise) {
    return header.apply(name).orElse(otherwise);
  }
}

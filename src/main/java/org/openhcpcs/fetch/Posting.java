package org.openhcpcs.fetch;

import java.net.URI;
import java.util.Optional;
import org.openhcpcs.code.Edition;

/**
 * A zip that may be on the server.
 *
 * @param url where
 * @param edition the quarter that the name or the link's text states; empty if they state none
 * @param fileName the zip's name, as far as the link tells
 * @param basis what makes one look for it
 */
public record Posting(URI url, Optional<Edition> edition, String fileName, FoundBy basis) {

  /** What makes one look for a zip. */
  public enum FoundBy {
    /** A link on the landing page. */
    LINK,
    /** The way in which CMS has named its zips. */
    PATTERN
  }
}

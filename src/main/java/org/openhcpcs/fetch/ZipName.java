package org.openhcpcs.fetch;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of zips, safe to be used as names of files. */
final class ZipName {

  private static final Pattern DISPOSITION =
      Pattern.compile("(?i)filename\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))");
  private static final int LONGEST = 120;

  private ZipName() {}

  /** The name that a URL ends with, if it is one of a zip. */
  static Optional<String> of(URI url) {
    String path = String.valueOf(url.getPath());
    return Optional.of(path.substring(path.lastIndexOf('/') + 1))
        .filter(ZipName::isZip)
        .map(ZipName::from);
  }

  /** The name that a server gives, if it is one of a zip. */
  static Optional<String> of(HttpHeaders headers) {
    return headers
        .firstValue("content-disposition")
        .map(DISPOSITION::matcher)
        .filter(Matcher::find)
        .map(name -> name.group(1) == null ? name.group(2) : name.group(1))
        .filter(ZipName::isZip)
        .map(ZipName::from);
  }

  /** A name of a zip, made from any text. */
  static String from(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9._ -]+", "_").replaceFirst("(?i)\\.zip$", "").strip();
    String shorter = safe.substring(0, Math.min(safe.length(), LONGEST)).replaceFirst("^\\.+", "");
    return (shorter.isEmpty() ? "download" : shorter) + ".zip";
  }

  private static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }
}

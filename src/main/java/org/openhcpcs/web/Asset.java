package org.openhcpcs.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;
import org.openhcpcs.release.archive.ContentDigest;

/**
 * The style sheet or the script of all pages.
 *
 * @param text as it stands in a saved page
 * @param hash what a content security policy calls it
 * @param path where a served page finds it; another text has another path
 */
public record Asset(String text, String hash, String path) {

  public static final Asset STYLE = of("style.css", read("style.css"));

  /** Of saved pages: tables that sort and filter. */
  public static final Asset TABLE_SCRIPT = of("table.js", read("table.js"));

  /** Of served pages: also what speaks with the server. */
  public static final Asset SCRIPT = of("script.js", read("table.js") + read("site.js"));

  private static String read(String name) {
    String file = "/org/openhcpcs/web/" + name;
    return "\n" + Uncheck.get(() -> IOUtils.resourceToString(file, StandardCharsets.UTF_8));
  }

  private static Asset of(String name, String text) {
    byte[] digest = ContentDigest.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
    String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 12);
    return new Asset(
        text, "sha256-" + Base64.getEncoder().encodeToString(digest), "assets/" + tag + "/" + name);
  }
}

package org.openhcpcs.web.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.store.read.ReportData;
import org.openhcpcs.store.read.ReportQueries;
import org.openhcpcs.web.Html;

/**
 * What an edition is and what it changed, as one HTML page that loads nothing. The same database
 * gives the same bytes.
 */
public final class EditionReport {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%1$s'; script-src '%2$s'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%3$s</title>
      <style>%4$s</style>
      </head>
      <body>
      %5$s<script>%6$s</script>
      </body>
      </html>
      """;

  private EditionReport() {}

  /**
   * The page of an edition.
   *
   * @param edition its current revision as {@code 2023-01}, another one as {@code 2023-01.1}
   * @throws org.openhcpcs.code.HcpcsException EDITION_UNKNOWN if it is not loaded
   */
  public static String html(Database database, String edition) {
    return RowQuery.inSnapshot(database, () -> html(new ReportQueries(database).read(edition)));
  }

  private static String html(ReportData data) {
    ReportPage page = new ReportPage(data);
    String style = resource("report.css");
    String script = resource("report.js");
    return PAGE.formatted(
        hash(style), hash(script), Html.text(page.title()), style, page.body(), script);
  }

  private static String resource(String name) {
    try (InputStream in = EditionReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the program");
      }
      return "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a content security policy calls a text that may stand in the page. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}

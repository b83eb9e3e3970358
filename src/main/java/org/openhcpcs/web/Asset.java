package org.openhcpcs.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style sheet or the script of all pages.
 *
 * @param text as it stands in a saved page
 * @param hash what a content security policy calls it
 * @param path where a served page finds it; another text has another path
 */
public record Asset(String text, String hash, String path) {

  public static final Asset STYLE = read("style.css");
  public static final Asset SCRIPT = read("script.js");

  private static Asset read(String name) {
    try (InputStream in = Asset.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the program");
      }
      byte[] bytes =
          ("\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String hash = Base64.getEncoder().encodeToString(digest);
      String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 12);
      return new Asset(
          new String(bytes, StandardCharsets.UTF_8),
          "sha256-" + hash,
          "assets/" + tag + "/" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}

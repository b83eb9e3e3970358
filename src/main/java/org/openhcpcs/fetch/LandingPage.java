package org.openhcpcs.fetch;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.openhcpcs.release.Naming;

/** Finds the zips of HCPCS releases that a page links to. */
final class LandingPage {

  /** What tells the code set's zips from the others that a page links to. */
  private static final Pattern RELEASE =
      Pattern.compile(
          "hcpc|alpha[ -]?numeric|anweb|record[ _-]?layout|proc[ _-]?notes|transaction|correction|\\bnoc\\b");

  /** CMS's links to a document by its number. */
  private static final Pattern MEDIA = Pattern.compile("/media/\\d+(/download)?/?");

  private static final Pattern ZIP_WORD = Pattern.compile("\\bzip\\b");
  private static final Pattern WRAPPED = Pattern.compile("(?i)(?:^|&)file=([^&]+)");
  private static final int MOST_WRAPPERS = 3;

  /** Browsers and servers take no longer ones either. */
  private static final int LONGEST_URL = 2000;

  private LandingPage() {}

  /**
   * The zips that a page links to, in its order, each once.
   *
   * @param html the page
   * @param url where it came from
   * @param site where links may lead
   */
  static List<Posting> postings(String html, URI url, CmsSite site) {
    Map<URI, Posting> postings = new LinkedHashMap<>();
    for (Element link : Jsoup.parse(html, url.toString()).select("a[href]")) {
      String base = link.baseUri().isEmpty() ? url.toString() : link.baseUri();
      resolve(base, link.attr("href"))
          .map(target -> unwrap(target, base))
          .flatMap(site::resolve)
          .filter(target -> target.toString().length() <= LONGEST_URL)
          .flatMap(target -> posting(target, link.text()))
          .ifPresent(posting -> postings.putIfAbsent(posting.url(), posting));
    }
    return List.copyOf(postings.values());
  }

  private static Optional<Posting> posting(URI target, String text) {
    String name = ZipName.of(target).orElse("");
    String words = (name + " " + text).toLowerCase(Locale.ROOT);
    boolean zip =
        !name.isEmpty()
            || (MEDIA.matcher(target.getPath()).matches() && ZIP_WORD.matcher(words).find());
    if (!zip || !RELEASE.matcher(words).find()) {
      return Optional.empty();
    }
    return Optional.of(
        new Posting(
            target,
            Naming.quarterly(name).or(() -> Naming.quarterly(text)),
            name.isEmpty() ? ZipName.from(text) : name,
            Posting.FoundBy.LINK));
  }

  /** The link behind a page that asks for a licence to be accepted. */
  private static URI unwrap(URI link, String base) {
    URI target = link;
    for (int i = 0; i < MOST_WRAPPERS && target.getRawQuery() != null; i++) {
      Matcher file = WRAPPED.matcher(target.getRawQuery());
      Optional<URI> wrapped = file.find() ? resolve(base, decode(file.group(1))) : Optional.empty();
      if (wrapped.isEmpty()) {
        return target;
      }
      target = wrapped.get();
    }
    return target;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a stray percent sign
    }
  }

  private static Optional<URI> resolve(String base, String link) {
    try {
      String encoded = link.strip().replaceAll("\\s", "%20").replaceFirst("#.*$", "");
      return encoded.isEmpty() ? Optional.empty() : Optional.of(URI.create(base).resolve(encoded));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // nothing that a browser could follow either
    }
  }
}

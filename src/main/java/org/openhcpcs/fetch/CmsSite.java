package org.openhcpcs.fetch;

import java.net.URI;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * CMS's web site, or a mirror of it with the same paths.
 *
 * @param base scheme, host and perhaps a leading path, without a slash at the end
 * @param trusted other sites that it may redirect to
 */
public record CmsSite(URI base, List<URI> trusted) {

  /** CMS itself. */
  public static final String CMS = "https://www.cms.gov";

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private static final String LANDING_PAGE =
      "/medicare/coding-billing/healthcare-common-procedure-system/quarterly-update";

  public CmsSite {
    trusted = List.copyOf(trusted);
  }

  /**
   * The site at a URL, which redirects to no other.
   *
   * @throws HcpcsException USAGE if it is no http or https URL, or has a user name and password,
   *     which would be printed and stored with every download, a query or a fragment
   */
  public static CmsSite at(String url) {
    try {
      URI base = URI.create(url.strip().replaceFirst("/+$", ""));
      boolean isPlain =
          base.getRawUserInfo() == null
              && base.getRawQuery() == null
              && base.getRawFragment() == null;
      if (base.getHost() != null && isWeb(base) && isPlain) {
        return new CmsSite(base, List.of());
      }
    } catch (IllegalArgumentException e) {
      throw noSite(url); // without the cause, which would tell a password
    }
    throw noSite(url);
  }

  /**
   * The same site, which may redirect to others.
   *
   * @throws HcpcsException USAGE as {@link #at} does
   */
  public CmsSite trusting(Collection<String> urls) {
    return new CmsSite(base, urls.stream().map(url -> at(url).base()).toList());
  }

  private static HcpcsException noSite(String url) {
    return ErrorCode.USAGE.failure(
        "%s: no base URL; give one such as %s, without user, query or fragment",
        url.replaceFirst("//.*@", "//...@"), CMS);
  }

  /** The page that links to the quarterly files. */
  public URI landingPage() {
    return under(LANDING_PAGE);
  }

  /** Where CMS posts the zip of an edition: in most quarters the first, in some the second. */
  public List<Posting> postings(Edition edition) {
    String quarter =
        Month.of(edition.month())
            .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
            .toLowerCase(Locale.ROOT);
    return List.of("file", "files").stream()
        .map(noun -> quarter + "-" + edition.year() + "-alpha-numeric-hcpcs-" + noun + ".zip")
        .map(
            name ->
                new Posting(
                    under("/files/zip/" + name),
                    Optional.of(edition),
                    name,
                    Posting.FoundBy.PATTERN))
        .toList();
  }

  /**
   * Where a link leads on this site: CMS's own links lead to a mirror if this is one, and are asked
   * for with TLS if they are not. Empty for a link that leads elsewhere.
   */
  Optional<URI> resolve(URI link) {
    if (!isWeb(link) || link.getHost() == null) {
      return Optional.empty();
    }
    boolean isSamePort = link.getPort() == base.getPort() || port(link) == port(base);
    if (link.getHost().equalsIgnoreCase(base.getHost()) && isSamePort) {
      return Optional.of(base.getScheme().equals(link.getScheme()) ? link : onThisHost(link));
    }
    if (!isCms(link)) {
      return Optional.empty();
    }
    return Optional.of(isCms(base) ? withTls(link) : under(pathAndQuery(link)));
  }

  /**
   * Whether an answer of this site may send whoever asks to another URL: of CMS if this is CMS, of
   * the same host and port, or of a site that is trusted. An answer is somebody else's word, and
   * this program may reach what that somebody cannot.
   */
  boolean mayRedirectTo(URI target) {
    if (target.getHost() == null || !isWeb(target) || target.getRawUserInfo() != null) {
      return false;
    }
    return (isCms(base) && isCms(target) && port(target) == HTTPS_PORT && isTls(target))
        || isAt(base, target)
        || trusted.stream().anyMatch(site -> isAt(site, target));
  }

  /** The same host and port; or with TLS where there was none, each at its usual port. */
  private static boolean isAt(URI site, URI target) {
    boolean same = port(site) == port(target) && isTls(site) == isTls(target);
    boolean safer = port(site) == HTTP_PORT && port(target) == HTTPS_PORT && isTls(target);
    return site.getHost().equalsIgnoreCase(target.getHost()) && (same || safer);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isTls(uri) ? HTTPS_PORT : HTTP_PORT;
  }

  static boolean isTls(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** Scheme, host and port, and a slash: what the URLs of all that lies on this site begin with. */
  public String origin() {
    return base.getScheme() + "://" + base.getRawAuthority() + "/";
  }

  private URI onThisHost(URI link) {
    return URI.create(origin()).resolve(pathAndQuery(link));
  }

  private static URI withTls(URI link) {
    return URI.create("https://" + link.getHost() + pathAndQuery(link));
  }

  private URI under(String path) {
    return URI.create(base + path);
  }

  private static String pathAndQuery(URI uri) {
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static boolean isWeb(URI uri) {
    return isTls(uri) || "http".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isCms(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("cms.gov") || host.endsWith(".cms.gov");
  }
}

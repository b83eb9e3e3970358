package org.openhcpcs.fetch;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** Asks web servers, as patiently as its settings say. */
public record Fetcher(
    HttpClient client, CmsSite site, FetchSettings settings, Backoff backoff, Pause pause) {

  /** What is waited with between two tries. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** Enough of a file to see what it is. */
  private static final int BEGINNING = 512;

  /**
   * A fetcher for a site. It follows a few redirects to where the site may redirect, but none from
   * https to http, and trusts the certificates that Java trusts.
   *
   * @param environment may name proxies
   * @throws HcpcsException USAGE if the proxy's URL cannot be understood
   */
  public static Fetcher of(
      CmsSite site, FetchSettings settings, Map<String, String> environment, Clock clock) {
    return new Fetcher(
        client(site.base(), settings.connectTimeout(), environment),
        site,
        settings,
        new Backoff(settings, clock, RandomGenerator.getDefault()),
        duration -> Thread.sleep(duration.toMillis()));
  }

  /**
   * A client for a host, which asks through the proxy that the environment names for it, and
   * follows no redirect.
   */
  static HttpClient client(URI base, Duration connectTimeout, Map<String, String> environment) {
    Proxies proxies = new Proxies(environment);
    proxies.select(base); // fails early where the environment is wrong
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(
                "https".equalsIgnoreCase(base.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .proxy(proxies);
    proxies
        .login(base)
        .ifPresent(
            login -> {
              // Java sends no password to a proxy for https unless it is told to.
              System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
              client.authenticator(login);
            });
    return client.build();
  }

  /**
   * Brings a content into a file.
   *
   * @param known of a content that need not come again
   * @param part an empty file
   * @param isWhole tells a content whose length the server does not state from a piece of it
   * @throws HcpcsException DISK if the file cannot be written
   */
  public Answer fetch(URI url, Validators known, Path part, Predicate<Path> isWhole) {
    return patiently(new Download(this, url, known, part, Long.MAX_VALUE, isWhole));
  }

  /**
   * Asks what {@link #fetch} would bring, and takes no more than the beginning of it. The size of
   * the content is what the server states.
   *
   * @throws HcpcsException DISK if the file cannot be written
   */
  public Answer probe(URI url, Validators known, Path part) {
    return patiently(new Download(this, url, known, part, BEGINNING, file -> true));
  }

  private Answer patiently(Download download) {
    try {
      for (int retry = 0; ; retry++) {
        Optional<Answer> answer = download.tryOnce();
        if (answer.isPresent()) {
          return answer.get();
        }
        if (retry == settings.retries()) {
          return download.failure();
        }
        pause.sleep(backoff.before(retry, download.retryAfter()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ErrorCode.INTERNAL.failure(e, "interrupted");
    }
  }
}

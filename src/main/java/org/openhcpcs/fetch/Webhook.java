package org.openhcpcs.fetch;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * A URL that is told of something by a POST of JSON. Its path and query may be a secret, and are
 * never shown.
 */
public final class Webhook {

  /** Until an answer is complete. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int TRIES = 2;

  private final URI url;
  private final HttpClient client;
  private final Duration timeout;

  private Webhook(URI url, HttpClient client, Duration timeout) {
    this.url = url;
    this.client = client;
    this.timeout = timeout;
  }

  /**
   * The webhook at a URL. The certificates that Java trusts are trusted, and no redirect is
   * followed.
   *
   * @param environment may name proxies
   * @throws HcpcsException USAGE if it is no http or https URL, or the proxy's URL cannot be
   *     understood
   */
  public static Webhook at(String url, Map<String, String> environment) {
    return at(url, environment, TIMEOUT);
  }

  static Webhook at(String url, Map<String, String> environment, Duration timeout) {
    URI parsed = parse(url);
    return new Webhook(parsed, Fetcher.client(parsed, timeout, environment), timeout);
  }

  private static URI parse(String url) {
    try {
      URI uri = URI.create(url.strip());
      if (uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw noUrl();
    }
    throw noUrl();
  }

  private static HcpcsException noUrl() {
    return new HcpcsException(
        ErrorCode.USAGE, "the webhook is no URL; give http://... or https://...");
  }

  /** Posts a JSON document, and once more if it fails; returns why it failed, in one line. */
  public Optional<String> post(String json) {
    String problem = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<String> failed = tryOnce(json);
      if (failed.isEmpty()) {
        return failed;
      }
      problem = failed.get();
    }
    return Optional.of("the webhook at " + url.getHost() + " was not told of this run: " + problem);
  }

  private Optional<String> tryOnce(String json) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "hcpcs")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
    } catch (ExecutionException e) {
      return Optional.of(reason(e.getCause()));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Optional.of("it did not answer in " + timeout.toSeconds() + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private String reason(@Nullable Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return "it did not answer in " + timeout.toSeconds() + " seconds";
    }
    if (cause instanceof ConnectException) {
      return "it cannot be reached";
    }
    return cause instanceof SSLException
        ? "its certificate or TLS is not accepted: " + cause.getMessage()
        : String.valueOf(cause);
  }
}

package org.openhcpcs.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * One URL on its way into a file. Each try goes on where the one before broke off, if the server
 * can tell that the content is still the same. Not thread-safe.
 */
final class Download {

  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Fetcher fetcher;
  private final URI url;
  private final Validators known;
  private final Path part;
  private final long enough;
  private final Predicate<Path> isWhole;

  private Optional<String> resumable = Optional.empty();
  private Optional<String> retryAfter = Optional.empty();
  private Optional<URI> redirect = Optional.empty();
  private Answer.Failed failure = new Answer.Failed(Optional.empty(), "not tried");
  private volatile HttpResponse.@Nullable ResponseInfo begun;
  private volatile @Nullable PartFile body;

  /**
   * @param fetcher tells which redirects are followed
   * @param known of a content that need not come again
   * @param part an empty file for the content
   * @param enough the number of bytes after which the rest is not asked for
   * @param isWhole tells a content whose length the server does not state from a piece of it
   */
  Download(
      Fetcher fetcher, URI url, Validators known, Path part, long enough, Predicate<Path> isWhole) {
    this.fetcher = fetcher;
    this.url = url;
    this.known = known;
    this.part = part;
    this.enough = enough;
    this.isWhole = isWhole;
  }

  /** Why the last try gave no answer. */
  Answer.Failed failure() {
    return failure;
  }

  /** What the server then said about coming back. */
  Optional<String> retryAfter() {
    return retryAfter;
  }

  /**
   * Asks once.
   *
   * @return empty if asking again may help
   * @throws HcpcsException DISK if the file cannot be written
   */
  Optional<Answer> tryOnce() throws InterruptedException {
    URI target = url;
    Optional<Answer> answer = tryOnce(target);
    for (int left = MOST_REDIRECTS; left > 0 && redirect.isPresent(); left--) {
      target = redirect.get();
      answer = tryOnce(target);
    }
    return answer;
  }

  private Optional<Answer> tryOnce(URI target) throws InterruptedException {
    long have = resumable.isPresent() ? size() : 0;
    begun = null;
    body = null;
    retryAfter = Optional.empty();
    redirect = Optional.empty();
    CompletableFuture<HttpResponse<Long>> answer =
        fetcher.client().sendAsync(request(target, have), info -> subscriber(info, have));
    try {
      return judge(
          answer.get(fetcher.settings().timeout().toMillis(), TimeUnit.MILLISECONDS), have);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return again("no complete answer within " + fetcher.settings().timeout().toSeconds() + " s");
    } catch (ExecutionException e) {
      return judge(e.getCause() == null ? e : e.getCause());
    } finally {
      if (body != null) {
        body.abandon();
      }
    }
  }

  private HttpRequest request(URI target, long have) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(fetcher.settings().timeout())
            .header("User-Agent", fetcher.settings().userAgent())
            .header("Accept", "text/html,application/zip,*/*;q=0.8")
            .header("Accept-Language", "en-US,en;q=0.9");
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
      request.header("If-Range", resumable.orElseThrow());
    } else {
      known.etag().ifPresent(etag -> request.header("If-None-Match", etag));
      known.lastModified().ifPresent(modified -> request.header("If-Modified-Since", modified));
    }
    return request.build();
  }

  private HttpResponse.BodySubscriber<Long> subscriber(HttpResponse.ResponseInfo info, long have) {
    boolean rest = isRest(info.statusCode(), info.headers(), have);
    boolean tooLarge = stated(info.headers()).orElse(0) > fetcher.settings().mostBytes();
    if ((info.statusCode() == 200 || rest) && !tooLarge) {
      PartFile file = new PartFile(part, rest ? have : 0, fetcher.settings().mostBytes(), enough);
      body = file;
      begun = info;
      return file;
    }
    return HttpResponse.BodySubscribers.replacing(0L);
  }

  private static boolean isRest(int status, HttpHeaders headers, long have) {
    return status == 206
        && have > 0
        && headers.firstValue("content-range").orElse("").startsWith("bytes " + have + "-");
  }

  private Optional<Answer> judge(HttpResponse<Long> response, long have) {
    int status = response.statusCode();
    HttpHeaders headers = response.headers();
    if (status == 200 || isRest(status, headers, have)) {
      return content(response);
    }
    retryAfter = headers.firstValue("retry-after");
    if (status == 304 && !known.equals(Validators.NONE) && have == 0) {
      return Optional.of(new Answer.Unchanged());
    }
    if (status == 404 || status == 410) {
      return Optional.of(new Answer.NotPosted(status));
    }
    if (REDIRECTS.contains(status)) {
      return redirected(response);
    }
    if (status == 206 || status == 416) {
      resumable = Optional.empty();
    }
    failure = new Answer.Failed(Optional.of(status), reason(status));
    boolean mayPass =
        status == 429 || status == 408 || status >= 500 || status == 206 || status == 416;
    return mayPass ? Optional.empty() : Optional.of(failure);
  }

  /** Decides whether a redirect is followed; if so, the answer stands if it is one too many. */
  private Optional<Answer> redirected(HttpResponse<Long> response) {
    int status = response.statusCode();
    Optional<URI> target = location(response);
    if (target.isEmpty()) {
      failure = new Answer.Failed(Optional.of(status), "answered " + status + ", to nowhere");
      return Optional.empty();
    }
    boolean lessSafe = CmsSite.isTls(response.uri()) && !CmsSite.isTls(target.get());
    boolean isFollowed = !lessSafe && fetcher.site().mayRedirectTo(target.get());
    redirect = target.filter(to -> isFollowed);
    failure =
        new Answer.Failed(
            Optional.of(status),
            isFollowed ? reason(status) : "answered " + status + ", " + elsewhere(target.get()));
    return Optional.of(failure);
  }

  private static Optional<URI> location(HttpResponse<Long> response) {
    try {
      return response.headers().firstValue("location").map(response.uri()::resolve);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Without the path, which may be a secret of that site. */
  private static String elsewhere(URI target) {
    String place =
        target.getHost() == null
            ? "elsewhere"
            : "to %s://%s%s"
                .formatted(
                    target.getScheme(),
                    target.getHost(),
                    target.getPort() < 0 ? "" : ":" + target.getPort());
    return "a redirect " + place + ", which is not followed; --redirect-to trusts another site";
  }

  private Optional<Answer> content(HttpResponse<Long> response) {
    HttpHeaders headers = response.headers();
    if (stated(headers).orElse(0) > fetcher.settings().mostBytes()) {
      return Optional.of(tooLarge(response.statusCode()));
    }
    boolean isLengthKnown =
        stated(headers).isPresent()
            || headers.firstValue("transfer-encoding").isPresent()
            || response.version() == HttpClient.Version.HTTP_2;
    if (!isLengthKnown && response.body() < enough && !isWhole.test(part)) {
      return again("the content ended early");
    }
    return Optional.of(
        new Answer.Received(
            response.body() < enough ? response.body() : stated(headers).orElse(response.body()),
            ZipName.of(headers).or(() -> ZipName.of(response.uri())),
            Validators.of(headers)));
  }

  private Optional<Answer> judge(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof PartFile.TooLarge) {
        return Optional.of(tooLarge(200));
      }
      if (t instanceof PartFile.DiskFailed) {
        throw ErrorCode.DISK.failure(t, "%s: cannot be written: %s", part, t.getMessage());
      }
      if (t instanceof SSLException && begun == null) {
        failure =
            new Answer.Failed(Optional.empty(), "no trustworthy TLS connection: " + t.getMessage());
        return Optional.of(failure);
      }
    }
    return again(reason(cause));
  }

  private Optional<Answer> again(String reason) {
    HttpResponse.ResponseInfo info = begun;
    if (info != null) {
      resumable = Validators.strong(info.headers());
    }
    failure = new Answer.Failed(Optional.empty(), reason);
    return Optional.empty();
  }

  private Answer.Failed tooLarge(int status) {
    return new Answer.Failed(
        Optional.of(status),
        "larger than " + (fetcher.settings().mostBytes() >> 20) + " MB, the largest that is taken");
  }

  private static OptionalLong stated(HttpHeaders headers) {
    return headers.firstValueAsLong("content-length");
  }

  private static String reason(int status) {
    if (status >= 300 && status < 400) { // also one too many
      return "answered " + status + ", a redirect that is not followed";
    }
    return switch (status) {
      case 401, 403 -> "answered " + status + ", access refused";
      case 429 -> "answered 429, too many requests";
      default -> "answered " + status;
    };
  }

  private String reason(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException) {
        return "the name " + url.getHost() + " is not known";
      }
    }
    if (cause instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof ConnectException) {
      return "no connection to " + url.getAuthority();
    }
    return "the connection broke: " + cause.getMessage();
  }

  private long size() {
    try {
      return Files.size(part);
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(e, "%s: cannot be read: %s", part, e.getMessage());
    }
  }
}

package org.openhcpcs.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What stands beside an answer: whether it is still what a client has, how long it may be kept, who
 * else may read it. The mark of an answer (ETag) is of the published state, the day and the form;
 * where the site has its say, also of the answer's bytes.
 */
final class Validator {

  /** Pages take nothing from elsewhere, and run only the script that they name. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private static final String ANY_ORIGIN = "Access-Control-Allow-Origin";
  private static final String PINNED = "public, max-age=3600";

  private final String version;

  Validator(String version) {
    this.version = version;
  }

  /** That nothing has changed, if the client has the answer of this state. */
  Optional<WebAnswer> unchanged(Question question, Route route) {
    return route.content() == Route.Content.OF_CMS && has(question, mark(question, new byte[0]))
        ? Optional.of(
            cached(question, route, new WebAnswer(304, question.type(), Map.of(), nothing()))
                .with("ETag", mark(question, new byte[0])))
        : Optional.empty();
  }

  /** An answer with its mark. */
  WebAnswer marked(Question question, Route route, WebAnswer answer) {
    WebAnswer whole = cached(question, route, answer);
    if (answer.status() != 200 || !(answer.body() instanceof WebAnswer.Whole body)) {
      return whole;
    }
    boolean isOfCms = route.content() == Route.Content.OF_CMS;
    String mark = mark(question, isOfCms ? new byte[0] : body.bytes());
    if (!isOfCms && has(question, mark)) {
      return new WebAnswer(304, answer.type(), whole.headers(), nothing()).with("ETag", mark);
    }
    return whole.with("ETag", mark);
  }

  private static WebAnswer.Whole nothing() {
    return new WebAnswer.Whole(new byte[0]);
  }

  private static WebAnswer cached(Question question, Route route, WebAnswer answer) {
    boolean isOfCms = route.content() == Route.Content.OF_CMS;
    WebAnswer whole = answer;
    if (isOfCms && question.type() != MediaType.HTML) {
      whole = whole.ofCms();
    }
    return whole.with(
        "Cache-Control", !isOfCms ? "private, no-cache" : isPinned(question) ? PINNED : "no-cache");
  }

  /** Whether both days are named, and lie in the past: the answer hardly ever changes. */
  private static boolean isPinned(Question question) {
    return question.onGiven().isPresent()
        && question.knownOnGiven().filter(question.state().today()::isAfter).isPresent();
  }

  private static boolean has(Question question, String mark) {
    String known = question.request().headerOr("If-None-Match", "");
    return known.strip().equals("*") || known.contains(mark);
  }

  private String mark(Question question, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          String.join(
                  "/",
                  version,
                  question.state().key(),
                  question.state().today().toString(),
                  question.type().name())
              .getBytes(StandardCharsets.UTF_8));
      digest.update(body);
      return "W/\"" + HexFormat.of().formatHex(digest.digest(), 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What another origin asks before it asks. */
  WebAnswer options(WebRequest request, Route route) {
    String methods = String.join(", ", new TreeSet<>(route.methods()));
    WebAnswer answer = new WebAnswer(204, MediaType.TEXT, Map.of("Allow", methods), nothing());
    return request.header().apply("Origin").isEmpty() || route.content() == Route.Content.OF_SITE
        ? answer
        : answer
            .with(ANY_ORIGIN, "*")
            .with("Access-Control-Allow-Methods", methods)
            .with("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match")
            .with("Access-Control-Max-Age", "86400");
  }

  /** An answer with what every one has. */
  WebAnswer finished(WebRequest request, WebAnswer answer) {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.putIfAbsent("Vary", "Accept, Accept-Encoding");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("Referrer-Policy", "no-referrer");
    WebAnswer whole = new WebAnswer(answer.status(), answer.type(), headers, answer.body());
    return Gzip.packed(request, whole);
  }
}

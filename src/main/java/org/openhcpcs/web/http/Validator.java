package org.openhcpcs.web.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.openhcpcs.release.archive.ContentDigest;

/**
 * What stands beside an answer: whether it is still what a client has, how long it may be kept, who
 * else may read it. The mark of an answer (ETag) is of the program, the published state, the day
 * and the form.
 */
record Validator(String build) {

  /** Pages take nothing from elsewhere, and run only the script that they name. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private static final String ANY_ORIGIN = "Access-Control-Allow-Origin";
  private static final String PINNED = "public, max-age=3600";

  /** That nothing has changed, if the client has the answer of this state. */
  Optional<WebAnswer> unchanged(Question question, Route route) {
    String mark = mark(question);
    return question.state().isSettled()
            && question.request().headerOr("If-None-Match", "").contains(mark)
        ? Optional.of(
            marked(question, route, new WebAnswer(304, question.type(), Map.of(), nothing())))
        : Optional.empty();
  }

  /** An answer with its mark. */
  WebAnswer marked(Question question, Route route, WebAnswer answer) {
    boolean isOfCms = route.content() == Route.Content.OF_CMS;
    WebAnswer whole =
        answer.with(
            "Cache-Control",
            !isOfCms ? "private, no-cache" : isPinned(question) ? PINNED : "no-cache");
    if (isOfCms && question.type() != MediaType.HTML) {
      whole = whole.ofCms();
    }
    return answer.status() == 200 || answer.status() == 304
        ? whole.with("ETag", mark(question))
        : whole;
  }

  private static WebAnswer.Whole nothing() {
    return new WebAnswer.Whole(new byte[0]);
  }

  /** Whether both days are named, and that of knowledge is over: the answer hardly ever changes. */
  private static boolean isPinned(Question question) {
    return question.state().isSettled()
        && question.onGiven().isPresent()
        && question.knownOnGiven().filter(question.state().today()::isAfter).isPresent();
  }

  /** The mark of all answers of a form, a state and a day. */
  private String mark(Question question) {
    String told =
        String.join(
            "/",
            build,
            question.state().key(),
            question.state().today().toString(),
            question.type().name());
    byte[] digest = ContentDigest.newDigest().digest(told.getBytes(StandardCharsets.UTF_8));
    return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + '"';
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
    return Gzip.suited(request, whole);
  }
}

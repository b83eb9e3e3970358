package org.openhcpcs.web.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were given and may be asked for again: as long as nothing else is published, the
 * same question has the same answer. The ones that were asked for last are kept, packed, so that
 * the pages of all codes find room. Threads share it.
 */
final class KeptAnswers {

  private static final long MOST_BYTES = 40L << 20;

  /** What an answer takes up besides its body. */
  private static final int AROUND = 2000;

  private final Map<List<Object>, WebAnswer> answers = new LinkedHashMap<>(256, 0.75f, true);
  private long bytes;

  /** The answer to a question, if it is kept. */
  Optional<WebAnswer> of(Question question) {
    return Optional.ofNullable(find(key(question)));
  }

  /** Keeps an answer, unless another of the same state may differ, and returns it. */
  WebAnswer keep(Question question, WebAnswer answer) {
    if (!question.state().isSettled()
        || answer.status() != 200
        || !(answer.body() instanceof WebAnswer.Whole)) {
      return answer;
    }
    WebAnswer packed = Gzip.packed(answer);
    put(key(question), packed);
    return packed;
  }

  private synchronized @Nullable WebAnswer find(List<Object> key) {
    return answers.get(key);
  }

  private synchronized void put(List<Object> key, WebAnswer packed) {
    WebAnswer before = answers.put(key, packed);
    bytes += length(packed) - (before == null ? 0 : length(before));
    Iterator<WebAnswer> eldest = answers.values().iterator();
    while (bytes > MOST_BYTES) {
      bytes -= length(eldest.next());
      eldest.remove();
    }
  }

  private static int length(WebAnswer answer) {
    return AROUND + ((WebAnswer.Whole) answer.body()).bytes().length;
  }

  private static List<Object> key(Question question) {
    return List.of(
        question.state().key(),
        question.state().today(),
        question.type(),
        question.request().path(),
        question.request().parameters());
  }
}

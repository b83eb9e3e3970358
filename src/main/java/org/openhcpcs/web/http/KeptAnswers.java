package org.openhcpcs.web.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that were given and may be asked for again: as long as nothing else is published, the
 * same question has the same answer. The ones that were asked for last are kept. Threads share it.
 */
final class KeptAnswers {

  private static final long MOST_BYTES = 32L << 20;

  /** One that is longer would push out many. */
  private static final int LONGEST = 1 << 20;

  private static final int AROUND = 2000;

  private final Map<List<Object>, WebAnswer> answers = new LinkedHashMap<>(256, 0.75f, true);
  private long bytes;

  /** The answer to a question, if it is kept. */
  synchronized Optional<WebAnswer> of(Question question) {
    return Optional.ofNullable(answers.get(key(question)));
  }

  /** Keeps an answer, and returns it. */
  synchronized WebAnswer keep(Question question, WebAnswer answer) {
    int length = length(answer);
    if (answer.status() == 200 && answer.body() instanceof WebAnswer.Whole && length <= LONGEST) {
      WebAnswer before = answers.put(key(question), answer);
      bytes += length - (before == null ? 0 : length(before));
      var eldest = answers.entrySet().iterator();
      while (bytes > MOST_BYTES && eldest.hasNext()) {
        bytes -= length(eldest.next().getValue());
        eldest.remove();
      }
    }
    return answer;
  }

  /** What it takes up, with its headers and its question. */
  private static int length(WebAnswer answer) {
    return AROUND + (answer.body() instanceof WebAnswer.Whole whole ? whole.bytes().length : 0);
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

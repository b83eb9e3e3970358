package org.openhcpcs.web.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were made of the published state, packed; those that nobody asks for give way.
 * Threads share it.
 */
public final class AnswerCache {

  private static final int MOST_BYTES = 64 << 20;

  private final Map<String, WebAnswer> answers = new LinkedHashMap<>(1024, 0.75f, true);
  private int size;

  /**
   * The answer to a question: the one that is there, or a new one.
   *
   * @param mark of what it says besides the published state; empty for nothing
   */
  public WebAnswer answer(Question question, String mark, Supplier<WebAnswer> making) {
    String key = key(question, mark);
    return find(key).orElseGet(() -> kept(key, making.get()));
  }

  /** The answer of the published state alone, if it is there. */
  Optional<WebAnswer> find(Question question) {
    return find(key(question, ""));
  }

  private static String key(Question question, String mark) {
    return String.join(
        "\n",
        question.state().key(),
        question.state().today().toString(),
        mark,
        question.type().name(),
        question.request().path(),
        new TreeMap<>(question.parameters().values()).toString());
  }

  private Optional<WebAnswer> find(String key) {
    return Optional.ofNullable(get(key))
        .map(packed -> with(packed, unpacked(((WebAnswer.Whole) packed.body()).bytes())));
  }

  private synchronized @Nullable WebAnswer get(String key) {
    return answers.get(key);
  }

  private static WebAnswer with(WebAnswer answer, byte[] bytes) {
    return new WebAnswer(
        answer.status(), answer.type(), answer.headers(), new WebAnswer.Whole(bytes));
  }

  private WebAnswer kept(String key, WebAnswer made) {
    if (made.status() == 200 && made.body() instanceof WebAnswer.Whole whole) {
      keep(key, with(made, packed(whole.bytes())));
    }
    return made;
  }

  private synchronized void keep(String key, WebAnswer packed) {
    WebAnswer before = answers.put(key, packed);
    size += cost(key, packed) - (before == null ? 0 : cost(key, before));
    Iterator<Map.Entry<String, WebAnswer>> eldest = answers.entrySet().iterator();
    while (size > MOST_BYTES && eldest.hasNext()) {
      Map.Entry<String, WebAnswer> each = eldest.next();
      size -= cost(each.getKey(), each.getValue());
      eldest.remove();
    }
  }

  private static int cost(String key, WebAnswer packed) {
    return 2 * key.length() + ((WebAnswer.Whole) packed.body()).bytes().length + 400;
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] unpacked(byte[] bytes) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), 8192)) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

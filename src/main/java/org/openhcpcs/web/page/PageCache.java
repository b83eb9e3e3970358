package org.openhcpcs.web.page;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.web.http.MediaType;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.WebAnswer;

/**
 * Pages that were made of the published state, packed; those that nobody asks for give way. Threads
 * share it.
 */
final class PageCache {

  private final int most;
  private final Map<String, byte[]> pages = new LinkedHashMap<>(1024, 0.75f, true);
  private int size;

  /**
   * @param most how many bytes it keeps
   */
  PageCache(int most) {
    this.most = most;
  }

  /**
   * The page that a question asks for.
   *
   * @param mark of what the page says besides the published state; empty for nothing
   * @param making makes it, if it is not there
   */
  WebAnswer page(Question question, String mark, Supplier<WebAnswer> making) {
    String key =
        String.join(
            "\n",
            question.state().key(),
            question.state().today().toString(),
            mark,
            question.request().path(),
            new TreeMap<>(question.parameters().values()).toString());
    byte[] kept = find(key);
    if (kept != null) {
      return WebAnswer.of(MediaType.HTML, unpacked(kept));
    }
    WebAnswer made = making.get();
    if (made.status() == 200 && made.body() instanceof WebAnswer.Whole whole) {
      keep(key, packed(whole.bytes()));
    }
    return made;
  }

  private synchronized byte @Nullable [] find(String key) {
    return pages.get(key);
  }

  private synchronized void keep(String key, byte[] page) {
    byte[] before = pages.put(key, page);
    size += cost(key, page) - (before == null ? 0 : cost(key, before));
    Iterator<Map.Entry<String, byte[]>> eldest = pages.entrySet().iterator();
    while (size > most && eldest.hasNext()) {
      Map.Entry<String, byte[]> each = eldest.next();
      size -= cost(each.getKey(), each.getValue());
      eldest.remove();
    }
  }

  private static int cost(String key, byte[] page) {
    return 2 * key.length() + page.length + 100;
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

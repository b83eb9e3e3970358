package org.openhcpcs.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Plays CMS's web site on a port of this machine, with all its moods. It writes bytes to sockets
 * itself, so that it can break off where no decent server would. What it was not given is 404.
 */
public final class CmsServer implements AutoCloseable {

  /** The path of the landing page. */
  public static final String PAGE =
      "/medicare/coding-billing/healthcare-common-procedure-system/quarterly-update";

  private final ServerSocket socket;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final Map<String, Deque<Reply>> moods = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private CmsServer(ServerSocket socket) {
    this.socket = socket;
  }

  /** A request as it came; the names of headers in small letters. */
  public record Request(String target, String path, Map<String, String> headers) {

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** Writes a whole answer. */
  @FunctionalInterface
  public interface Reply {
    void write(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  public static CmsServer start() throws IOException {
    CmsServer server = new CmsServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    thread(server::accept);
    return server;
  }

  /** With TLS, and a certificate that nobody vouches for. */
  static CmsServer startTls(SSLContext context) throws IOException {
    CmsServer server =
        new CmsServer(
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    thread(server::accept);
    return server;
  }

  public String url() {
    String scheme = socket instanceof SSLServerSocket ? "https" : "http";
    return scheme + "://127.0.0.1:" + socket.getLocalPort();
  }

  /** Answers requests for a path from now on. */
  public void on(String path, Reply reply) {
    replies.put(path, reply);
  }

  /** Answers the next requests for a path in this order, before what it answers otherwise. */
  public void next(String path, Reply... first) {
    moods.put(path, new ArrayDeque<>(List.of(first)));
  }

  /** Every request so far, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The requests for one path. */
  public List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  public void forget() {
    requests.clear();
  }

  /** A content that knows about tags and ranges. */
  public static Reply content(byte[] bytes) {
    return content(bytes, etag(bytes));
  }

  /** The same with another tag. */
  public static Reply content(byte[] bytes, String etag) {
    return (request, out) -> {
      if (request.header("if-none-match").filter(etag::equals).isPresent()) {
        head(out, 304, "ETag: " + etag);
        return;
      }
      int from =
          request
              .header("range")
              .filter(range -> request.header("if-range").filter(etag::equals).isPresent())
              .map(range -> Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")))
              .orElse(0);
      byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
      if (from > 0) {
        String range = "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length;
        head(out, 206, "ETag: " + etag, length(rest), "Content-Range: " + range);
      } else {
        head(out, 200, "ETag: " + etag, length(rest));
      }
      out.write(rest);
    };
  }

  /** A content of a server that knows neither tags nor ranges. */
  public static Reply plain(byte[] bytes, String... headers) {
    return (request, out) -> {
      String[] all = Arrays.copyOf(headers, headers.length + 1);
      all[headers.length] = length(bytes);
      head(out, 200, all);
      out.write(bytes);
    };
  }

  /** A web page with status 200, as an error that does not say so. */
  public static Reply html(String html) {
    return plain(html.getBytes(StandardCharsets.UTF_8), "Content-Type: text/html");
  }

  /** An answer without content. */
  public static Reply status(int status, String... headers) {
    return (request, out) -> {
      String[] all = Arrays.copyOf(headers, headers.length + 1);
      all[headers.length] = "Content-Length: 0";
      head(out, status, all);
    };
  }

  public static Reply redirect(String to) {
    return status(302, "Location: " + to);
  }

  /** States the whole length, and breaks off. */
  public static Reply truncated(byte[] bytes, int kept) {
    return (request, out) -> {
      head(out, 200, "ETag: " + etag(bytes), length(bytes));
      out.write(bytes, 0, kept);
    };
  }

  /** States no length, and breaks off: nothing tells that it was not all. */
  public static Reply cutOff(byte[] bytes, int kept) {
    return (request, out) -> {
      head(out, 200, "ETag: " + etag(bytes));
      out.write(bytes, 0, kept);
    };
  }

  /** Sends a part at once, and then a byte now and again, for ever. */
  public static Reply trickle(byte[] bytes, int atOnce) {
    return (request, out) -> {
      head(out, 200, "ETag: " + etag(bytes), length(bytes));
      out.write(bytes, 0, atOnce);
      for (int i = atOnce; i < bytes.length; i++) {
        out.flush();
        Thread.sleep(20);
        out.write(bytes[i]);
      }
    };
  }

  static String etag(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return '"' + HexFormat.of().toHexDigits((int) crc.getValue()) + '"';
  }

  private static String length(byte[] bytes) {
    return "Content-Length: " + bytes.length;
  }

  private static void head(OutputStream out, int status, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Mood\r\nConnection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        thread(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Request request = read(connection);
      requests.add(request);
      Deque<Reply> next = moods.getOrDefault(request.path(), new ArrayDeque<>());
      Reply reply;
      synchronized (next) {
        reply = next.isEmpty() ? replies.get(request.path()) : next.removeFirst();
      }
      OutputStream out = connection.getOutputStream();
      (reply == null ? status(404) : reply).write(request, out);
      out.flush();
    } catch (IOException e) {
      // the program has turned away, as it may
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request read(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    String first = in.readLine();
    if (first == null) {
      throw new IOException("no request");
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String target = first.replaceAll("^\\S+ (\\S+) .*$", "$1");
    return new Request(target, URI.create(target).getPath(), headers);
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "cms");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package org.openhcpcs.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The HTTP server: Jetty's core, without servlets. It is ready as fast as the one of the JDK, and
 * reads the headers of a slow connection without a thread of its own, where the JDK's holds one for
 * each; and its limits of headers, times and requests under way are settings.
 *
 * <p>So many requests are answered at a time as the database has connections; the next ones wait
 * without a thread, and those that wait too long, or come when too many wait, get 503. What is
 * answered at once, such as whether the server is well, does not wait behind them.
 */
public final class WebServer implements AutoCloseable {

  /** Besides those that ask the database. */
  private static final int MOST_THREADS = 56;

  private static final String ENDING = "the server is about to end; ask again in a few seconds";
  private static final int LONGEST_HEADERS = 16 * 1024;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  /** Of a request's content in bytes a second, so that nobody holds a thread for nothing. */
  private static final long SLOWEST_CONTENT = 500;

  private final Router router;
  private final Server server;
  private final ServerConnector connector;
  private final LocalConnector own;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean isEnding;

  /**
   * Makes it; {@link #start} opens the port.
   *
   * @param atOnce how many requests ask the database at a time
   * @param waiting how many more may wait for that
   * @param bind the address that it listens on
   * @param port 0 for any that is free
   */
  public WebServer(Router router, int atOnce, int waiting, String bind, int port) {
    this.router = router;
    QueuedThreadPool threads = new QueuedThreadPool(atOnce + MOST_THREADS, 8);
    threads.setName("web");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(LONGEST_HEADERS);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(bind);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(4096);
    server.addConnector(connector);
    own = new LocalConnector(server, new HttpConnectionFactory(configuration));
    server.addConnector(own);
    QoSHandler queue =
        new QoSHandler(new MinimumDataRateHandler(new Answering(), SLOWEST_CONTENT, 0));
    queue.setMaxRequestCount(atOnce);
    queue.setMaxSuspendedRequestCount(waiting);
    queue.setMaxSuspend(LONGEST_WAIT);
    router.routes().stream()
        .filter(Route::isQuick)
        .forEach(route -> queue.exclude(new UriTemplatePathSpec(route.template())));
    server.setHandler(new GracefulHandler(queue));
    server.setErrorHandler(new Refusing());
    server.setStopTimeout(LONGEST_STOP.toMillis());
  }

  /**
   * Opens the port. Returns its number.
   *
   * @throws HcpcsException PORT_IN_USE if it cannot be opened
   */
  public int start() {
    try {
      server.start();
      return connector.getLocalPort();
    } catch (Exception e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw ErrorCode.PORT_IN_USE.failure(
          e,
          "%s:%s: cannot be listened on: %s; name another with --port, or with --bind",
          connector.getHost(),
          connector.getPort(),
          Objects.requireNonNullElse(cause.getMessage(), "it is no address"));
    }
  }

  /**
   * Whether the program is answered when it asks itself for a page, as those who ask from outside
   * are; for want of an answer it is not.
   */
  public boolean answers(String path) {
    String request =
        "GET %s HTTP/1.1\r\nHost: self\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
            .formatted(path);
    try {
      return String.valueOf(own.getResponse(request)).startsWith("HTTP/1.1 200 ");
    } catch (Exception e) {
      return false; // it is about to end
    }
  }

  /** Whether no request is being answered. */
  public boolean isIdle() {
    return underWay.get() == 0;
  }

  /**
   * Takes no more requests, refuses those that wait as their turn comes, and waits five seconds for
   * the answers that are under way; what is not done then is cut.
   */
  @Override
  public void close() {
    isEnding = true;
    try {
      server.stop();
    } catch (Exception e) {
      throw ErrorCode.INTERNAL.failure(e, "the server did not stop in time: %s", e);
    }
  }

  /** A request as the router takes it. */
  private static WebRequest request(Request request, InputStream body) {
    String path = request.getHttpURI() == null ? null : request.getHttpURI().getDecodedPath();
    String query = request.getHttpURI() == null ? null : request.getHttpURI().getQuery();
    return new WebRequest(
        request.getMethod(),
        path == null ? "/" : path,
        query == null ? new Parameters(Map.of()) : Parameters.of(query),
        name -> Optional.ofNullable(request.getHeaders().get(name)),
        body);
  }

  private static void send(boolean isHead, WebAnswer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    byte[] bytes = ((WebAnswer.Whole) answer.body()).bytes();
    if (answer.status() != 304 && answer.status() != 204) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type().header());
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    }
    response.write(true, isHead ? null : ByteBuffer.wrap(bytes), callback);
  }

  /** A request without what only a route wants to know. */
  private static WebRequest bare(Request request) {
    return new WebRequest(
        request.getMethod(),
        "/api/",
        new Parameters(Map.of()),
        any -> Optional.empty(),
        InputStream.nullInputStream());
  }

  private final class Answering extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      underWay.incrementAndGet();
      CompletableFuture<Void> delivered =
          answer(request).thenAccept(answer -> deliver(answer, request, response, callback));
      var unused = delivered.whenComplete((any, failure) -> ended(failure, callback));
      return true;
    }

    private CompletableFuture<WebAnswer> answer(Request request) {
      try {
        if (isEnding) {
          throw new ProblemException(503, ENDING);
        }
        return router.answer(
            request(request, Content.Source.asInputStream(request)), server.getThreadPool());
      } catch (ProblemException e) {
        return CompletableFuture.completedFuture(router.problem(bare(request), e.problem()));
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private void deliver(WebAnswer answer, Request request, Response response, Callback callback) {
      if (answer.body() instanceof WebAnswer.Streamed body) {
        stream(answer, body, request, response, callback);
      } else {
        send(request.getMethod().equals("HEAD"), answer, response, callback);
      }
    }

    private void ended(@Nullable Throwable failure, Callback callback) {
      underWay.decrementAndGet();
      if (failure != null) {
        callback.failed(failure);
      }
    }

    private void stream(
        WebAnswer answer,
        WebAnswer.Streamed body,
        Request request,
        Response response,
        Callback callback) {
      response.setStatus(answer.status());
      answer.headers().forEach(response.getHeaders()::put);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type().header());
      OutputStream out = Content.Sink.asOutputStream(response);
      try {
        body.write(out);
        out.close();
        callback.succeeded();
      } catch (IOException e) {
        String advice =
            "the content could not be read to its end; send all of it, and not slower than %s bytes a second"
                .formatted(SLOWEST_CONTENT);
        fail(e, Problem.of(400, advice), request, response, callback);
      } catch (RuntimeException e) {
        fail(e, router.problem(e), request, response, callback);
      }
    }

    private void fail(
        Exception failure, Problem problem, Request request, Response response, Callback callback) {
      if (response.isCommitted()) {
        callback.failed(failure); // what was sent is not all, and the connection says so
        return;
      }
      response.reset();
      send(false, router.problem(bare(request), problem), response, callback);
    }
  }

  /** Answers what never came to a route: a request that is none, or one too many. */
  private final class Refusing extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      int status = response.getStatus();
      send(
          "HEAD".equals(request.getMethod()),
          router.problem(bare(request), Problem.of(status, advice(status))),
          response,
          callback);
      return true;
    }

    private String advice(int status) {
      return switch (status) {
        case 408 -> "send the request faster";
        case 414 -> "shorten the address; what is longer than 16 kB is not read";
        case 431 -> "send fewer headers; what is longer than 16 kB is not read";
        case 503 -> isEnding ? ENDING : "too many ask at once; ask again in a few seconds";
        default ->
            status < 500
                ? "this is no request of HTTP/1.1 that is read here; check the address and the headers"
                : "the answer failed; ask again";
      };
    }
  }
}

package org.openhcpcs.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ReadPool;
import org.openhcpcs.database.TestServer;

/** The queue before the database. */
@Timeout(60)
class WebServerIT {

  private static final int WAITING = 3;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final Semaphore answering = new Semaphore(0);
  private final HttpClient client = HttpClient.newHttpClient();

  /** A server that answers one request at a time, when it may. */
  private WebServer server(ReadPool pool) {
    Router router = new Router(pool, "test", failure -> {});
    router
        .route("/slow")
        .post(
            request -> {
              begun.countDown();
              answering.acquireUninterruptibly();
              return WebAnswer.of(MediaType.TEXT, "done");
            });
    router.route("/quick/{what}").direct(request -> WebAnswer.of(MediaType.TEXT, "quick"));
    return new WebServer(router, 1, WAITING, "127.0.0.1", 0);
  }

  private static ReadPool pool(Database database) {
    return new ReadPool(database, 1, Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  private List<CompletableFuture<HttpResponse<String>>> ask(int port, int times) {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(address(port, "/slow"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }
    return answers;
  }

  private static URI address(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> answers) {
    return answers.stream().map(answer -> answer.join().statusCode()).sorted().toList();
  }

  private static void waitForRefused(
      List<CompletableFuture<HttpResponse<String>>> answers, int refused)
      throws InterruptedException {
    while (answers.stream().filter(CompletableFuture::isDone).count() < refused) {
      Thread.sleep(10);
    }
  }

  /** Whether what needs no turn is answered. */
  private boolean isQuick(int port) throws InterruptedException {
    try {
      return client
          .send(
              HttpRequest.newBuilder(address(port, "/quick/page")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .equals("quick");
    } catch (IOException e) {
      return false; // the port is closed
    }
  }

  @Test
  void refusesWhatTheQueueDoesNotHoldAndAnswersTheRest() throws Exception {
    try (ReadPool pool = pool(TestServer.migrated().open());
        WebServer server = server(pool)) {
      int port = server.start();
      List<CompletableFuture<HttpResponse<String>>> answers = ask(port, 1 + WAITING + 4);
      waitForRefused(answers, 4);
      assertThat(isQuick(port)).isTrue();
      answering.release(1 + WAITING);
      assertThat(statuses(answers)).containsExactly(200, 200, 200, 200, 503, 503, 503, 503);
      assertThat(refused(answers)).allMatch(each -> each.body().contains("too many ask at once"));
    }
  }

  private static List<HttpResponse<String>> refused(
      List<CompletableFuture<HttpResponse<String>>> answers) {
    List<HttpResponse<String>> refused =
        answers.stream()
            .map(CompletableFuture::join)
            .filter(each -> each.statusCode() == 503)
            .toList();
    assertThat(refused).allMatch(each -> each.headers().firstValue("Retry-After").isPresent());
    return refused;
  }

  @Test
  void refusesThoseThatWaitWhenItEnds() throws Exception {
    try (ReadPool pool = pool(TestServer.migrated().open())) {
      WebServer server = server(pool);
      int port = server.start();
      List<CompletableFuture<HttpResponse<String>>> answers = ask(port, 1);
      begun.await();
      answers.addAll(ask(port, WAITING + 1));
      waitForRefused(answers, 1);
      Thread end = new Thread(server::close);
      end.start();
      while (isQuick(port)) {
        Thread.sleep(10);
      }
      answering.release();
      assertThat(statuses(answers)).containsExactly(200, 503, 503, 503, 503);
      assertThat(refused(answers).stream().filter(each -> each.body().contains("about to end")))
          .hasSize(WAITING);
      end.join();
    }
  }
}

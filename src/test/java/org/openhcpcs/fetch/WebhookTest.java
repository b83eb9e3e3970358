package org.openhcpcs.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** A webhook is told once, or twice if need be, and never keeps a run waiting for long. */
class WebhookTest {

  private static final String DOCUMENT = "{\"text\":\"é\"}";

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> answers = new ArrayDeque<>();
  private HttpServer server;

  WebhookTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          int status = answers.isEmpty() ? 200 : answers.pop();
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          if (status > 0) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          } // else the exchange is left open, and no answer comes
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Webhook webhook() {
    return Webhook.at(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/secret?key=secret",
        Map.of(),
        Duration.ofSeconds(1));
  }

  private static String untold(String why) {
    return "the webhook at 127.0.0.1 was not told of this run: " + why;
  }

  @Test
  void postsTheDocument() {
    assertThat(webhook().post(DOCUMENT)).isEmpty();
    assertThat(requests)
        .containsExactly("POST /hook/secret?key=secret application/json " + DOCUMENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 429, 404, 302, 0})
  void triesOnceMore(int first) {
    answers.add(first);
    assertThat(webhook().post(DOCUMENT)).isEmpty();
    assertThat(requests).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 403, 302})
  void saysWhatItAnswered(int status) {
    answers.addAll(List.of(status, status));
    assertThat(webhook().post(DOCUMENT)).contains(untold("it answered " + status));
    assertThat(requests).hasSize(2);
  }

  @Test
  void waitsNoLongerThanItsTime() {
    answers.addAll(List.of(0, 0));
    assertThat(webhook().post(DOCUMENT)).contains(untold("it did not answer in 1 seconds"));
  }

  @Test
  void saysThatNobodyIsThere() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(Webhook.at("http://127.0.0.1:" + port + "/secret", Map.of()).post(DOCUMENT))
        .contains(untold("it cannot be reached"));
  }

  @Test
  void asksTheProxyThatTheEnvironmentNames() {
    Webhook webhook =
        Webhook.at(
            "http://hooks.example.org/x",
            Map.of("http_proxy", "http://127.0.0.1:" + server.getAddress().getPort()));
    assertThat(webhook.post(DOCUMENT)).isEmpty();
    assertThat(requests)
        .containsExactly("POST http://hooks.example.org/x application/json " + DOCUMENT);
  }

  /** Nobody vouches for the certificate, so nothing is told. */
  @Test
  void verifiesWhoAnswers(@TempDir Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-alias",
                "self",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                keys.toString(),
                "-storepass",
                "secret")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance(keys.toFile(), "secret".toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(context));
    secure.createContext("/", exchange -> requests.add("told"));
    secure.start();
    try {
      String url = "https://127.0.0.1:" + secure.getAddress().getPort() + "/hook";
      assertThat(Webhook.at(url, Map.of()).post(DOCUMENT))
          .hasValueSatisfying(
              why -> assertThat(why).startsWith(untold("its certificate or TLS is not accepted")));
      assertThat(requests).isEmpty();
    } finally {
      secure.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret", "ftp://example.org/secret", "http:///secret", "http://a b/secret"})
  void refusesWhatIsNoUrlAndDoesNotShowIt(String url) {
    assertThatThrownBy(() -> Webhook.at(url, Map.of()))
        .isInstanceOfSatisfying(
            HcpcsException.class,
            e -> {
              assertThat(e.errorCode()).isEqualTo(ErrorCode.USAGE);
              assertThat(e)
                  .hasMessage("the webhook is no URL; give http://... or https://...")
                  .hasNoCause();
            });
  }
}

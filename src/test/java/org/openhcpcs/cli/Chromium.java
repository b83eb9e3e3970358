package org.openhcpcs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.openhcpcs.database.TestServer;

/** A real browser without a window, led by a test as a user leads it. One thread at a time. */
final class Chromium implements AutoCloseable, WebSocket.Listener {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final StringBuilder message = new StringBuilder();
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

  /** Where it is installed, if it is. */
  static Optional<Path> installed() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(path -> Stream.of("chromium", "chromium-browser").map(Path.of(path)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Chromium() throws IOException, InterruptedException {
    profile = Files.createTempDirectory("hcpcs-chromium");
    process =
        new ProcessBuilder(
                installed().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest tab =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    String address =
        JSON.readTree(client.send(tab, HttpResponse.BodyHandlers.ofString()).body())
            .get("webSocketDebuggerUrl")
            .asText();
    socket = client.newWebSocketBuilder().buildAsync(URI.create(address), this).join();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      send(domain + ".enable", Map.of());
    }
  }

  private String port() throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < 200 && (!Files.exists(file) || Files.size(file) == 0); i++) {
      Thread.sleep(50);
    }
    return Files.readAllLines(file).get(0);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    message.append(part);
    if (isLast) {
      try {
        take(JSON.readTree(message.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      message.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  private synchronized void take(JsonNode said) {
    if (said.has("id")) {
      Objects.requireNonNull(waiting.remove(said.get("id").asInt())).complete(said);
      return;
    }
    JsonNode what = said.get("params");
    switch (said.get("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(true);
      case "Network.requestWillBeSent" -> requests.add(what.at("/request/url").asText());
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown" -> complaints.add(what.toString());
      case "Log.entryAdded" ->
          complaints.add(what.at("/entry/text").asText() + " " + what.at("/entry/url").asText());
      default -> {
        return;
      }
    }
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    try {
      socket
          .sendText(
              JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)),
              true)
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode said = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (said.has("error")) {
      throw new AssertionError(method + ": " + said);
    }
    return said.get("result");
  }

  /** Goes to an address and waits until all of it is there. */
  void open(String url) {
    await(() -> send("Page.navigate", Map.of("url", url)));
  }

  private void await(Runnable step) {
    loaded = new CompletableFuture<>();
    step.run();
    loaded.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Presses a key that leads to another page, and waits for that. */
  void pressAndWait(String key) {
    await(() -> press(key));
  }

  /** Presses a key, such as {@code Tab}, {@code Enter} or a letter. */
  void press(String key) {
    String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
    int code =
        switch (key) {
          case "Enter" -> 13;
          case "Tab" -> 9;
          case "ArrowDown" -> 40;
          case "Escape" -> 27;
          default -> key.matches("[a-z0-9]") ? Character.toUpperCase(key.charAt(0)) : 0;
        };
    send(
        "Input.dispatchKeyEvent",
        Map.of(
            "type",
            text.isEmpty() ? "rawKeyDown" : "keyDown",
            "key",
            key,
            "code",
            key,
            "text",
            text,
            "windowsVirtualKeyCode",
            code));
    send(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
  }

  void type(String text) {
    text.chars().forEach(c -> press(String.valueOf((char) c)));
  }

  /** The value of an expression on the page; its own script may be turned off. */
  String value(String expression) {
    JsonNode result =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression.lines().findFirst().orElse("") + ": " + result);
    }
    JsonNode value = result.at("/result/value");
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Waits until an expression is true. */
  void until(String expression) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      if (value(expression).equals("true")) {
        return;
      }
      Thread.sleep(25);
    }
    throw new AssertionError("never: " + expression + " at " + value("location.href"));
  }

  /** Whether the scripts of pages run, from the next page on. */
  void scripts(boolean run) {
    send("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  /** What the user prefers: {@code light} or {@code dark}. */
  void prefer(String scheme) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Makes the window so wide; 0 for as wide as it was. */
  void width(int pixels) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 0, "deviceScaleFactor", 0, "mobile", false));
  }

  /** Shows pages as {@code screen} or {@code print} does. */
  void medium(String medium) {
    send("Emulation.setEmulatedMedia", Map.of("media", medium));
  }

  /** What stood on the console, or should not have happened. */
  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Begins to listen anew. */
  synchronized void forget() {
    complaints.clear();
    requests.clear();
  }

  /** The addresses that were asked. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join()); // they write into the profile until then
    TestServer.deleteTree(profile);
  }
}

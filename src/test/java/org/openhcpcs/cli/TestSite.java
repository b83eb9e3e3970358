package org.openhcpcs.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code hcpcs serve}, in this process, on a port that is free, and a client for it. */
final class TestSite implements AutoCloseable {

  private static final long LONGEST_END_MILLIS = 30_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Thread thread;
  private final URI address;

  TestSite(TestProgram program) throws IOException {
    List<String> line = new ArrayList<>(program.arguments());
    line.addAll(List.of("serve", "--port", "0"));
    PipedInputStream told = new PipedInputStream();
    PipedOutputStream out = new PipedOutputStream(told);
    thread =
        new Thread(
            () ->
                Main.run(
                    line.toArray(String[]::new),
                    out,
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    program.environment()));
    thread.setDaemon(true);
    thread.start();
    String first =
        new BufferedReader(new InputStreamReader(told, StandardCharsets.UTF_8)).readLine();
    if (first == null || !first.matches("Serving http://127\\.0\\.0\\.1:\\d+/")) {
      close();
      throw new AssertionError(first + "; " + err.toString(StandardCharsets.UTF_8));
    }
    address = URI.create(first.substring("Serving ".length()));
  }

  URI address() {
    return address;
  }

  /** The address of its first page, with a slash at the end. */
  String url() {
    return address.toString();
  }

  /** Asks for a page as a browser does. */
  HttpResponse<String> get(String path) {
    return ask(path, "Accept", "text/html,*/*;q=0.8");
  }

  /** Asks as a program does, with these headers alone. */
  HttpResponse<String> ask(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> post(String path, String type, String body) {
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it, and waits until it has ended. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LONGEST_END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new AssertionError("the server does not end");
    }
  }
}

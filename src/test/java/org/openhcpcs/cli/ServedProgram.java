package org.openhcpcs.cli;

import java.io.BufferedReader;
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

/** {@code hcpcs serve}, run in this process on a port of its own, and a client for it. */
final class ServedProgram implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Thread thread;
  private final URI address;

  private ServedProgram(Thread thread, URI address) {
    this.thread = thread;
    this.address = address;
  }

  static ServedProgram start(TestProgram program) {
    List<String> line = new ArrayList<>(program.arguments());
    line.addAll(List.of("serve", "--port", "0"));
    try {
      PipedInputStream printed = new PipedInputStream();
      PipedOutputStream out = new PipedOutputStream(printed);
      Thread thread =
          new Thread(
              () ->
                  Main.run(
                      line.toArray(String[]::new),
                      out,
                      new PrintStream(System.err, true, StandardCharsets.UTF_8),
                      program.environment()));
      thread.setDaemon(true);
      thread.start();
      String first =
          new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8)).readLine();
      if (first == null || !first.matches("Serving http://127\\.0\\.0\\.1:\\d+/")) {
        throw new AssertionError(first);
      }
      return new ServedProgram(thread, URI.create(first.substring("Serving ".length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return address;
  }

  HttpResponse<String> get(String path, String... headers) {
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

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.openhcpcs.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code hcpcs serve}, in this process, on a port that is free. */
final class TestSite implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Thread thread;
  private final String url;

  TestSite(TestProgram program) throws IOException {
    List<String> line = new ArrayList<>(program.arguments());
    line.addAll(List.of("serve", "--port", "0"));
    PipedInputStream told = new PipedInputStream();
    PrintStream out = new PrintStream(new PipedOutputStream(told), true, StandardCharsets.UTF_8);
    thread =
        new Thread(
            () ->
                Main.run(
                    line.toArray(String[]::new),
                    out,
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    program.environment()));
    thread.start();
    String first =
        new BufferedReader(new InputStreamReader(told, StandardCharsets.UTF_8)).readLine();
    url = first.substring(first.indexOf("http"));
  }

  /** The address of its first page, with a slash at the end. */
  String url() {
    return url;
  }

  /** Asks for a page as a browser does. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Accept", "text/html,*/*;q=0.8")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** What it said on the standard error. */
  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

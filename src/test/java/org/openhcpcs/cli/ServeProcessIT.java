package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestBinaries;
import org.openhcpcs.database.server.EmbeddedServer;

/** The server in a process of its own, with the embedded database beside it. */
class ServeProcessIT {

  @TempDir private static Path folder;
  private static Path home = Path.of("unused");

  @BeforeAll
  static void load() {
    home = folder.resolve("home");
    TestProgram.embedded(home).print("load", "--quiet", "input");
  }

  @AfterAll
  static void stop() {
    TestProgram.embedded(home).run("db", "stop");
  }

  private static Process start() throws IOException {
    List<String> line = new ArrayList<>(JavaProgram.command(List.of("-Xmx128m")));
    line.addAll(List.of("--home", home.toString(), "serve", "--port", "0"));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("HCPCS_"));
    return builder.start();
  }

  private static URI address(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String first = out.readLine();
    assertThat(first).matches("Serving http://127\\.0\\.0\\.1:\\d+/");
    return URI.create(first.substring("Serving ".length()));
  }

  private static int status(URI address, String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void startsTheDatabaseAnswersAndEndsAsItIsTold() throws IOException, InterruptedException {
    Process process = start();
    URI address = address(process);
    try (Socket half = connected(address);
        Socket endless = connected(address)) {
      half.getOutputStream().write("GET /healthz HT".getBytes(StandardCharsets.UTF_8));
      endless
          .getOutputStream()
          .write(
              "POST /api/v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: text/csv\r\nContent-Length: 99\r\nExpect: 100-continue\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(endless.getInputStream().read())
          .isEqualTo('H'); // it is told to go on, and does not
      process.destroy(); // SIGTERM; a request that never comes, or never ends, holds nobody up
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly(); // if it has not ended
    }
    assertThat(server().runningPort()).isEmpty();
  }

  /** In a heap of 128 MB: what is sent is nowhere kept. */
  @Test
  void refusesASenderWithoutEndAtTheLimitAndAnswersOthers()
      throws IOException, InterruptedException {
    Process process = start();
    try {
      URI address = address(process);
      String head = "POST /api/v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: text/csv\r\n";
      try (Socket large = connected(address)) {
        write(large, head + "Content-Length: 1073741825\r\n\r\n");
        assertThat(beginning(large)).startsWith("HTTP/1.1 413 ").contains("1073741824 bytes");
      }
      try (Socket endless = connected(address)) {
        write(endless, head + "Transfer-Encoding: chunked\r\n\r\nA\r\ncode,date\n\r\n");
        byte[] chunk =
            ("800000\r\n" + "x".repeat(8 << 20) + "\r\n").getBytes(StandardCharsets.UTF_8);
        int sent = 0;
        try {
          for (; sent < 200; sent++) {
            endless.getOutputStream().write(chunk);
          }
        } catch (SocketException e) {
          assertThat(sent).isBetween(127, 131); // a gigabyte, and what stood in buffers
        }
        assertThat(sent).isLessThan(200);
        assertThat(beginning(endless)).startsWith("HTTP/1.1 413 ");
      }
      assertThat(status(address, "/healthz")).isEqualTo(200);
    } finally {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String beginning(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(1000), StandardCharsets.UTF_8);
  }

  private static Socket connected(URI address) throws IOException, InterruptedException {
    assertThat(status(address, "/healthz")).isEqualTo(200);
    return new Socket(address.getHost(), address.getPort());
  }

  private static EmbeddedServer server() {
    return new EmbeddedServer(home, TestBinaries.use());
  }

  @Test
  void findsADatabaseThatCameBackOnAnotherPort() throws IOException, InterruptedException {
    Process process = start();
    try {
      URI address = address(process);
      assertThat(status(address, "/api/v1/check?code=S9372")).isEqualTo(200);
      int port = server().runningPort().orElseThrow();
      kill();
      assertThat(status(address, "/healthz")).isEqualTo(503);
      assertThat(status(address, "/api/v1/editions")).isEqualTo(503);
      assertThat(status(address, "/api/v1/check?code=S9372")).isEqualTo(503);
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(taken.isBound()).isTrue();
        TestProgram.embedded(home).print("db", "start");
      }
      assertThat(server().runningPort().orElseThrow()).isNotEqualTo(port);
      assertThat(status(address, "/healthz")).isEqualTo(200);
      assertThat(status(address, "/api/v1/editions")).isEqualTo(200);
      assertThat(status(address, "/api/v1/check?code=S9372")).isEqualTo(200);
    } finally {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      TestProgram.embedded(home).print("db", "stop"); // which it was told to survive
    }
  }

  /** As the system kills who takes too much memory. */
  private static void kill() throws IOException, InterruptedException {
    Path pidFile;
    try (Stream<Path> files = Files.walk(home.resolve("postgres").toRealPath(), 2)) {
      pidFile = files.filter(path -> path.endsWith("postmaster.pid")).findFirst().orElseThrow();
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    server.destroyForcibly();
    for (int i = 0; i < 100 && server().runningPort().isPresent(); i++) {
      Thread.sleep(100);
    }
  }

  @Test
  void saysInOneLineThatThereIsNoDatabase() {
    TestProgram.Result result =
        TestProgram.embedded(folder.resolve("none")).run("serve", "--port", "0");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).hasLineCount(1).contains("nothing is loaded there");
  }
}

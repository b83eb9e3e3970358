package org.openhcpcs.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of somebody else's site with the widget of NLM, {@code autocomplete-lhc}, as npm brings
 * it. Its modules have no bundle there, so that the page has a few lines that stand for one.
 */
final class LhcPage implements AutoCloseable {

  private static final Path SOURCE = Path.of("target/npm/node_modules/autocomplete-lhc");

  private static final String REQUIRE =
      """
      const modules = {}, loaded = {};
      function load(name) {
        if (!loaded[name]) {
          const module = loaded[name] = {exports: {}};
          modules[name](module, module.exports, other => load(other.replace(/.*\\//, '')));
        }
        return loaded[name].exports;
      }
      """;

  private final HttpServer server;
  private final String page;

  /** What is missing for it; empty if nothing is. */
  static Optional<String> missing() {
    return Files.isDirectory(SOURCE)
        ? Optional.empty()
        : Optional.of("autocomplete-lhc is not in target/npm, where .ci/run puts it if npm can");
  }

  /**
   * Opens the site.
   *
   * @param options those of the widget's constructor, behind the field's name
   */
  LhcPage(String options) throws IOException {
    page =
        """
        <!doctype html><title>Somebody else</title><link rel="icon" href="data:,">
        <input id="hcpcs"><script src="widget.js"></script>
        <script>const widget = new Def.Autocompleter.Search('hcpcs', %s)</script>
        """
            .formatted(options);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> send(exchange, "text/html", page));
    server.createContext("/widget.js", exchange -> send(exchange, "text/javascript", bundle()));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String bundle() throws IOException {
    StringBuilder bundle = new StringBuilder(REQUIRE);
    for (String folder : new String[] {"source", "soundmanager"}) {
      try (Stream<Path> files = Files.list(SOURCE.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".js"))
            .forEach(file -> bundle.append(module(file)));
      }
    }
    return bundle + "const Def = load('index');";
  }

  private static String module(Path file) {
    try {
      return "modules['%s'] = function(module, exports, require) {\n%s\n};\n"
          .formatted(
              file.getFileName().toString().replaceFirst("[.]js$", ""), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package org.openhcpcs.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens no address of the web by Java's oldest client, which nothing here uses. Who logs in to the
 * database makes such an address without opening it, and Java would look in every file of the class
 * path for somebody who could.
 */
final class NoHttp implements URLStreamHandlerFactory {

  @Override
  public @Nullable URLStreamHandler createURLStreamHandler(String protocol) {
    return protocol.equals("http") ? new Refusal() : null;
  }

  private static final class Refusal extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      throw new IOException(url + ": is not opened in this way");
    }
  }
}

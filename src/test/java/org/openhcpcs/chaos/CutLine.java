package org.openhcpcs.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A line to a database server that can be cut while it is in use. */
final class CutLine implements AutoCloseable {

  private final String url;
  private final int target;
  private final ServerSocket listener;
  private final List<Socket> open = new ArrayList<>();

  /**
   * @param url the JDBC URL of a database on this machine
   */
  CutLine(String url) throws IOException {
    this.url = url;
    this.target = URI.create(url.substring("jdbc:".length())).getPort();
    this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    background(this::accept);
  }

  /** The JDBC URL of the database through this line. */
  String url() {
    return url.replace(":" + target + "/", ":" + listener.getLocalPort() + "/");
  }

  /** Cuts every connection; later ones work. */
  synchronized void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket near = listener.accept();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      synchronized (this) {
        open.add(near);
        open.add(far);
      }
      background(() -> pass(near, far));
      background(() -> pass(far, near));
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void background(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                return; // the line was cut
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}

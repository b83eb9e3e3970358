package org.openhcpcs.database;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One end of a connection on which PostgreSQL's protocol is spoken, message by message. */
final class TestWire implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final Incoming buffer;
  private final DataInputStream in;
  private final DataOutputStream out;

  TestWire(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.buffer = new Incoming(socket.getInputStream());
    this.in = new DataInputStream(buffer);
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
  }

  static TestWire to(int port) throws IOException {
    return new TestWire(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Whether the kernel has something of the other side that nobody has read yet. */
  boolean hasUnread() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The message that begins a session. */
  Message first() throws IOException {
    return read(0);
  }

  Message next() throws IOException {
    return read(in.readUnsignedByte());
  }

  private Message read(int type) throws IOException {
    byte[] body = new byte[in.readInt() - Integer.BYTES];
    in.readFully(body);
    return new Message(type, new String(body, StandardCharsets.ISO_8859_1));
  }

  /** Whether a part of the next message is here already. */
  boolean hasMore() {
    return buffer.hasMore();
  }

  void write(Message message) throws IOException {
    if (message.type != 0) {
      out.write(message.type);
    }
    out.writeInt(message.body.length() + Integer.BYTES);
    out.write(message.body.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Says that what a client wants to be encrypted will not be. */
  void refuseEncryption() throws IOException {
    out.write('N');
    out.flush();
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Lets the other side read that no more comes. */
  void closeOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // The other side was faster.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells without asking the kernel whether anything is left to read. */
  private static final class Incoming extends BufferedInputStream {

    Incoming(InputStream in) {
      super(in, BUFFER);
    }

    boolean hasMore() {
      return pos < count;
    }
  }

  /**
   * A message, see "Message Formats" in PostgreSQL's documentation.
   *
   * @param type its first byte; 0 for the one that begins a session, which has none
   * @param body what comes behind its length, a character for each byte
   */
  record Message(int type, String body) {

    /** The number that it begins with. */
    int code() {
      return ByteBuffer.wrap(body.getBytes(StandardCharsets.ISO_8859_1)).getInt();
    }

    /** Whether it begins a session with a database. */
    boolean asksFor(String database) {
      return body.contains("\0database\0" + database + "\0");
    }
  }
}

package dev.keepwatch.agent.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// A line to a server, so long and so wide, on a port of the loopback interface: all connections
/// share its width, and each byte is on its way for some time. A new connection takes a journey
/// there and back first. It has no TLS, no losses and no slow start.
public final class Line implements AutoCloseable {

  private static final int PIECE = 8 << 10;

  /// Small, so that who sends is held up as by a real line.
  private static final int WINDOW = 128 << 10;

  /// How far a sender may run ahead of the line: what stands in its card.
  private static final long AHEAD = Duration.ofMillis(5).toNanos();

  private record Piece(byte[] bytes, int length, long arrival) {
    boolean isEnd() {
      return length < 0;
    }
  }

  private final URI server;
  private final long latency;
  private final Lane up;
  private final Lane down;
  private final ServerSocket door = new ServerSocket();

  /// @param latency of one direction
  public Line(URI server, Duration latency, double megabits) throws IOException {
    this.server = server;
    this.latency = latency.toNanos();
    this.up = new Lane(megabits * 1e6 / 8);
    this.down = new Lane(megabits * 1e6 / 8);
    door.setReceiveBufferSize(WINDOW);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().start(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://" + server.getHost() + ":" + door.getLocalPort());
  }

  Lane up() {
    return up;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofPlatform().daemon().start(() -> connect(client));
      } catch (IOException e) {
        return; // the door is closed
      }
    }
  }

  private void connect(Socket client) {
    try {
      waitUntil(System.nanoTime() + 2 * latency);
      var upstream = new Socket(server.getHost(), server.getPort());
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      join(client.getInputStream(), upstream, up);
      join(upstream.getInputStream(), client, down);
    } catch (IOException e) {
      close(client);
    }
  }

  private void join(InputStream from, Socket to, Lane lane) throws IOException {
    var onTheWay = new LinkedBlockingQueue<Piece>();
    OutputStream out = to.getOutputStream();
    Thread.ofPlatform().daemon().start(() -> take(from, lane, onTheWay));
    Thread.ofPlatform().daemon().start(() -> deliver(onTheWay, out, to));
  }

  private void take(InputStream from, Lane lane, BlockingQueue<Piece> onTheWay) {
    int length = 0;
    while (length >= 0) {
      byte[] bytes = new byte[PIECE];
      length = read(from, bytes);
      long gone = lane.send(System.nanoTime(), Math.max(0, length));
      onTheWay.add(new Piece(bytes, length, gone + latency));
      waitUntil(gone - AHEAD);
    }
  }

  private static int read(InputStream from, byte[] bytes) {
    try {
      return from.read(bytes);
    } catch (IOException e) {
      return -1;
    }
  }

  private static void deliver(BlockingQueue<Piece> onTheWay, OutputStream out, Socket to) {
    try {
      for (Piece piece = onTheWay.take(); !piece.isEnd(); piece = onTheWay.take()) {
        waitUntil(piece.arrival());
        out.write(piece.bytes(), 0, piece.length());
      }
    } catch (IOException e) {
      // The receiver has hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  private static void waitUntil(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}

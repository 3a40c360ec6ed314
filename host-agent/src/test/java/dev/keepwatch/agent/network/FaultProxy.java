package dev.keepwatch.agent.network;

import dev.keepwatch.agent.storage.s3.S3Call;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between an agent and an S3 server, on a port of the loopback interface, and lets happen
/// what the weather wants.
///
/// To a request that breaks off the server's own connection is broken, too, and an answer is lost
/// only when the server has given it: nothing that the agent has given up happens later.
public final class FaultProxy implements AutoCloseable {

  private final URI server;
  private final ServerSocket door;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final WriteLedger ledger = new WriteLedger();
  private final AtomicInteger met = new AtomicInteger();
  private volatile Weather weather = Weather.calm();

  public FaultProxy(URI server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// Under the host name that the server has.
  public URI endpoint() {
    return URI.create("http://" + server.getHost() + ":" + door.getLocalPort());
  }

  public void weather(Weather now) {
    weather = now;
  }

  /// How many requests have met a fault.
  public int met() {
    return met.get();
  }

  public WriteLedger ledger() {
    return ledger;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return; // the door is closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      var in = new BufferedInputStream(client.getInputStream());
      boolean open = true;
      while (open) {
        Optional<HttpMessage> request = HttpMessage.read(in);
        if (request.isEmpty()) {
          return;
        }
        var exchange = new Exchange(server, client, in, request.get(), ledger);
        open = exchange.meet(next(exchange.call()));
      }
    } catch (IOException e) {
      // One side has hung up; closing tells it to the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }

  private Fault next(S3Call call) {
    Fault fault = weather.next(call);
    if (fault != Fault.NONE) {
      met.incrementAndGet();
    }
    return fault;
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}

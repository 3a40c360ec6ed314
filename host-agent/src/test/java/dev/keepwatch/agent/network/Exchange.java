package dev.keepwatch.agent.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.storage.s3.S3Call;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;

/// One request of a client, and what becomes of it on its way.
final class Exchange {

  private static final long LATE_MILLIS = 15;

  private final URI server;
  private final Socket client;
  private final InputStream in;
  private final HttpMessage request;
  private final S3Call call;
  private final WriteLedger ledger;

  Exchange(URI server, Socket client, InputStream in, HttpMessage request, WriteLedger ledger) {
    this.server = server;
    this.client = client;
    this.in = in;
    this.request = request;
    this.call = S3Call.of(request.word(0), request.word(1));
    this.ledger = ledger;
  }

  S3Call call() {
    return call;
  }

  /// An answer with its whole body.
  private record Answer(HttpMessage head, byte[] body) {
    static Answer error(String status, String code) {
      byte[] body =
          "<Error><Code>%s</Code><Message>by the proxy</Message></Error>"
              .formatted(code)
              .getBytes(UTF_8);
      return new Answer(HttpMessage.answer(status, body.length), body);
    }
  }

  /// @return whether the connection can be used further
  boolean meet(Fault fault) throws IOException, InterruptedException {
    if (fault == Fault.REFUSED) {
      return reset();
    }
    byte[] body = requestBody();
    return switch (fault) {
      case NONE, REFUSED -> send(forward(body));
      case LATE -> {
        Thread.sleep(LATE_MILLIS);
        yield send(forward(body));
      }
      case REQUEST_LOST -> reset();
      case REQUEST_BROKEN -> {
        forwardHalf(body);
        yield reset();
      }
      case ANSWER_LOST -> {
        forward(body);
        yield reset();
      }
      case ANSWER_BROKEN -> {
        sendHalf(forward(body));
        yield reset();
      }
      case ANSWER_ENDS_EARLY -> sendHalf(forward(body));
      case ANSWER_SHORTENED -> send(shortened(forward(body)));
      case SLOW_DOWN -> send(Answer.error("503 Slow Down", "SlowDown"));
      case SERVER_ERROR -> send(Answer.error("500 Internal Server Error", "InternalError"));
      case LATE_SERVER_ERROR -> send(Answer.error("200 OK", "InternalError"));
      case CONFLICT -> send(Answer.error("409 Conflict", "ConditionalRequestConflict"));
      case SKEWED -> send(skewed());
    };
  }

  private byte[] requestBody() throws IOException {
    if (request.header("Expect").isPresent()) {
      client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8));
    }
    return request.body(in, false);
  }

  /// Ends the connection so that the client sees it broken, not closed.
  private boolean reset() throws IOException {
    client.setSoLinger(true, 0);
    return false;
  }

  private boolean send(Answer answer) throws IOException {
    client.getOutputStream().write(answer.head().bytes());
    if (!request.word(0).equals("HEAD")) {
      client.getOutputStream().write(answer.body());
    }
    client.getOutputStream().flush();
    return true;
  }

  private boolean sendHalf(Answer answer) throws IOException {
    byte[] head = answer.head().bytes();
    // An answer without a body breaks off within its head.
    int length = answer.body().length == 0 ? head.length / 2 : head.length;
    client.getOutputStream().write(head, 0, length);
    client.getOutputStream().write(answer.body(), 0, answer.body().length / 2);
    client.getOutputStream().flush();
    return false;
  }

  private static Answer shortened(Answer answer) {
    byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
    return new Answer(answer.head().with("Content-Length", "" + half.length), half);
  }

  private static Answer skewed() {
    Answer error = Answer.error("403 Forbidden", "RequestTimeTooSkewed");
    return new Answer(error.head().with("Date", "Thu, 01 Jan 2026 00:00:00 GMT"), error.body());
  }

  private HttpMessage outward() {
    return request.without("Expect").with("Connection", "close");
  }

  private Socket connect() throws IOException {
    return new Socket(server.getHost(), server.getPort());
  }

  private void forwardHalf(byte[] body) throws IOException {
    try (Socket upstream = connect()) {
      byte[] head = outward().bytes();
      int length = body.length == 0 ? head.length / 2 : head.length;
      upstream.getOutputStream().write(head, 0, length);
      upstream.getOutputStream().write(body, 0, body.length / 2);
      upstream.getOutputStream().flush();
      upstream.setSoLinger(true, 0);
    }
  }

  private Answer forward(byte[] body) throws IOException {
    try (Socket upstream = connect()) {
      upstream.getOutputStream().write(outward().bytes());
      upstream.getOutputStream().write(body);
      upstream.getOutputStream().flush();
      var from = new BufferedInputStream(upstream.getInputStream());
      HttpMessage head =
          HttpMessage.read(from).orElseThrow(() -> new IOException("the server has hung up"));
      byte[] content = hasBody(head) ? head.body(from, true) : new byte[0];
      ledger.answered(call, request.word(1), head.word(1), content);
      return new Answer(inward(head, content), content);
    }
  }

  private boolean hasBody(HttpMessage head) {
    return !request.word(0).equals("HEAD")
        && !head.word(1).equals("204")
        && !head.word(1).equals("304");
  }

  private HttpMessage inward(HttpMessage head, byte[] content) {
    var plain = head.without("Connection").without("Transfer-Encoding").without("Keep-Alive");
    return hasBody(head) ? plain.with("Content-Length", "" + content.length) : plain;
  }
}

package dev.keepwatch.monitor;

import dev.keepwatch.monitor.LoopbackServer.Answer;
import dev.keepwatch.monitor.LoopbackServer.Request;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// A server that answers like Amazon SES, and hands back what it was to send.
final class LocalSes implements AutoCloseable {

  private static final String TAKEN =
      "<SendRawEmailResponse><SendRawEmailResult><MessageId>id-1</MessageId>"
          + "</SendRawEmailResult></SendRawEmailResponse>";

  private final LoopbackServer server;

  private LocalSes(Function<Request, Answer> answers) {
    server = new LoopbackServer(answers);
  }

  static LocalSes takingAll() {
    return new LocalSes(request -> Answer.of(200, TAKEN));
  }

  static LocalSes refusing(String code, String message) {
    String body =
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(code, message);
    return new LocalSes(request -> Answer.of(400, body));
  }

  /// One call of `SendRawEmail`.
  record Call(Map<String, String> parameters) {

    String source() {
      return parameters.getOrDefault("Source", "");
    }

    List<String> destinations() {
      return parameters.entrySet().stream()
          .filter(parameter -> parameter.getKey().startsWith("Destinations.member."))
          .map(Map.Entry::getValue)
          .toList();
    }

    MimeMessage message() throws MessagingException {
      var data = parameters.getOrDefault("RawMessage.Data", "");
      return ReceivedMail.parse(Base64.getDecoder().decode(data));
    }
  }

  List<Call> calls() {
    return server.requests().stream().map(LocalSes::call).toList();
  }

  private static Call call(Request request) {
    var parameters = new TreeMap<String, String>();
    Stream.of(request.body().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .forEach(
            pair -> parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return new Call(parameters);
  }

  Map<String, String> environment() {
    return server.environment("SES");
  }

  @Override
  public void close() {
    server.close();
  }
}

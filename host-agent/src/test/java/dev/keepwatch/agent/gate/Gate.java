package dev.keepwatch.agent.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Two doors to an emulator, one as if by HTTPS and one by plain HTTP. Behind them each request is
/// judged by policies, and forwarded or refused.
///
/// Signatures are not checked: the key that a request names is believed.
public final class Gate implements AutoCloseable {

  private final Passage passage;
  private final S3Questions s3;
  private final Callers callers = new Callers();
  private final Ledger ledger = new Ledger();
  private final Map<String, Policy> resources = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer secure;
  private final HttpServer plain;
  private volatile Consumer<Decision> watcher = decision -> {};

  Gate(URI emulator) throws IOException {
    this.passage = new Passage(emulator);
    this.s3 = new S3Questions(passage::tags);
    this.secure = open(Transport.SECURE);
    this.plain = open(Transport.PLAIN);
  }

  private HttpServer open(Transport transport) throws IOException {
    var door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.setExecutor(threads);
    door.createContext("/", exchange -> serve(exchange, transport));
    door.start();
    return door;
  }

  /// The door that stands for HTTPS, or the one for plain HTTP.
  public URI endpoint(Transport transport) {
    var door = transport == Transport.SECURE ? secure : plain;
    return URI.create("http://localhost:" + door.getAddress().getPort());
  }

  public Callers callers() {
    return callers;
  }

  public Ledger ledger() {
    return ledger;
  }

  /// The policy that hangs at a bucket, or by which a role trusts.
  void attach(String resource, Policy policy) {
    resources.put(resource, policy);
  }

  /// Told of each decision before it takes effect.
  public void watch(Consumer<Decision> whom) {
    watcher = whom;
  }

  private void serve(HttpExchange exchange, Transport transport) throws IOException {
    try (exchange) {
      var request = GateRequest.read(exchange, transport);
      try {
        serve(exchange, request);
      } catch (UnknownToGateException e) {
        complaints.add(String.valueOf(e.getMessage()));
        passage.refuse(exchange, request, Refusal.unknownToGate(e));
      }
    }
  }

  private void serve(HttpExchange exchange, GateRequest request) throws IOException {
    var found = callers.find(request);
    if (found.isEmpty()) {
      passage.refuse(exchange, request, Refusal.unknownKey());
      return;
    }
    var caller = found.get();
    var decisions = decisions(caller, request);
    var refused = decisions.stream().filter(decision -> !decision.verdict().letsThrough()).toList();
    if (decisions.isEmpty()) {
      throw new UnknownToGateException("requests that ask for nothing: " + request.target());
    } else if (refused.isEmpty()) {
      var answer = passage.forward(exchange, request);
      remember(caller, request, new String(answer, UTF_8));
    } else if (request.parameters().containsKey("delete")) {
      if (refused.size() < decisions.size()) {
        throw new UnknownToGateException("how to delete a part of what is listed");
      }
      passage.refuseEach(exchange, refused);
    } else {
      passage.refuse(exchange, request, Refusal.of(refused.getFirst()));
    }
  }

  private List<Decision> decisions(Caller caller, GateRequest request) {
    var decisions = new ArrayList<Decision>();
    for (var question : questions(request)) {
      var verdict = Judgement.of(caller, policyOf(question.resource()), question);
      var decision = new Decision(caller.name(), question.action(), question.resource(), verdict);
      ledger.add(decision);
      watcher.accept(decision);
      decisions.add(decision);
    }
    return decisions;
  }

  private List<Question> questions(GateRequest request) {
    return switch (request.service()) {
      case "s3" -> s3.of(request);
      case "iam", "sts" -> QueryQuestions.of(request);
      default -> throw new UnknownToGateException("the service " + request.service());
    };
  }

  private Policy policyOf(String resource) {
    String holder =
        resource.startsWith("arn:aws:s3:::") ? resource.replaceFirst("/.*", "") : resource;
    return resources.getOrDefault(holder, Policy.NONE);
  }

  /// A key that is handed out belongs to the user whom it is made for, to the role that is become,
  /// or to whoever wants another for a while.
  private void remember(Caller caller, GateRequest request, String answer) {
    if (request.service().equals("s3") || !answer.contains("<AccessKeyId>")) {
      return;
    }
    var form = GateRequest.form(request.text());
    String key = answer.replaceFirst("(?s).*?<AccessKeyId>(.*?)</AccessKeyId>.*", "$1");
    switch (form.getOrDefault("Action", "")) {
      case "CreateAccessKey" -> callers.add(key, callers.named(form.getOrDefault("UserName", "")));
      case "AssumeRole" -> callers.add(key, callers.named(form.getOrDefault("RoleArn", "")));
      case "GetSessionToken" -> callers.add(key, caller);
      default -> {} // it only tells of keys
    }
  }

  /// @throws AssertionError if the gate met something that it does not know
  @Override
  public void close() {
    secure.stop(0);
    plain.stop(0);
    threads.shutdownNow();
    passage.close();
    if (!complaints.isEmpty()) {
      throw new AssertionError(String.join("\n", complaints));
    }
  }
}

package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.S3Failure.Finding;
import dev.keepwatch.agent.storage.s3.client.FoundCredentials;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.exception.SdkException;

/// Why a request got no answer.
final class NoAnswer {

  private final SdkException cause;
  private final String server;

  private NoAnswer(SdkException cause, S3Folder folder) {
    this.cause = cause;
    this.server = folder.serverName();
  }

  static Finding finding(SdkException cause, S3Folder folder) {
    var noAnswer = new NoAnswer(cause, folder);
    return noAnswer
        .credentials()
        .or(noAnswer::name)
        .or(noAnswer::connection)
        .or(noAnswer::trust)
        .or(noAnswer::transfer)
        .or(noAnswer::language)
        .orElseGet(noAnswer::other);
  }

  private Optional<Finding> credentials() {
    return find(FoundCredentials.NoneFound.class)
        .map(none ->
            new Finding(
                Reason.MISCONFIGURED,
                "no AWS credentials were found. Set AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE and a profile in"
                    + " ~/.aws/credentials, or give the machine a role."));
  }

  private Optional<Finding> name() {
    return find(UnknownHostException.class)
        .map(unknown ->
            new Finding(
                Reason.TRANSIENT,
                "the server of "
                    + server
                    + " is not found. Check network, resolver and endpoint, then try again."));
  }

  private Optional<Finding> connection() {
    return find(ConnectException.class)
        .map(refused ->
            new Finding(
                Reason.TRANSIENT,
                "nobody answers at " + server + ". Check network and endpoint, then try again."));
  }

  private Optional<Finding> trust() {
    // A line that breaks within TLS is an SSLException too, caused by the socket's.
    return find(SSLException.class)
        .filter(untrusted -> find(SocketException.class).isEmpty())
        .map(untrusted ->
            new Finding(
                Reason.MISCONFIGURED,
                "no trusted connection to "
                    + server
                    + " ("
                    + S3Refusal.clean(untrusted.getMessage())
                    + "). Check its certificate, or the endpoint; certificates of your own authority"
                    + " are named with --ssl-cacert-file or AWS_CA_BUNDLE."));
  }

  private Optional<Finding> transfer() {
    return find(IOException.class)
        .map(broken ->
            new Finding(
                Reason.TRANSIENT,
                "the connection to "
                    + server
                    + " broke ("
                    + S3Refusal.clean(broken.getMessage())
                    + "). Try again."));
  }

  private Optional<Finding> language() {
    return find(XMLStreamException.class)
        .map(foreign ->
            new Finding(
                Reason.TRANSIENT,
                "what answers at "
                    + server
                    + " is no S3 server, or breaks off. Check the endpoint, then try again."));
  }

  private Finding other() {
    return new Finding(Reason.FAILED, S3Refusal.clean(cause.getMessage()) + ".");
  }

  private <T extends Throwable> Optional<T> find(Class<T> type) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return Optional.of(type.cast(t));
      }
    }
    return Optional.empty();
  }
}

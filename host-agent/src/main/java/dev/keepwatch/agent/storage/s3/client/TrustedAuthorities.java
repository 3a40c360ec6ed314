package dev.keepwatch.agent.storage.s3.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/// Who may vouch for a server, instead of those that this Java trusts: the certificates of a file
/// (PEM).
public final class TrustedAuthorities implements TlsTrustManagersProvider {

  private static final char @Nullable [] NO_PASSWORD = null;

  private final Collection<? extends Certificate> certificates;

  private TrustedAuthorities(Collection<? extends Certificate> certificates) {
    this.certificates = certificates;
  }

  /// @throws IllegalArgumentException if the file cannot be read or holds no certificate, in a
  ///   sentence for people
  public static TrustedAuthorities read(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (found.isEmpty()) {
        throw new IllegalArgumentException(wrong(file, "it holds no certificate"));
      }
      return new TrustedAuthorities(found);
    } catch (IOException e) {
      String why = Files.exists(file) ? "it cannot be read" : "there is no such file";
      throw new IllegalArgumentException(wrong(file, why), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(wrong(file, "it holds no certificate"), e);
    }
  }

  private static String wrong(Path file, String why) {
    return "no certificates of authorities in "
        + file
        + ": "
        + why
        + ". Give a file of PEM certificates (--ssl-cacert-file, AWS_CA_BUNDLE, s3.ca-file).";
  }

  @Override
  public TrustManager[] trustManagers() {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, NO_PASSWORD);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("authority" + number++, certificate);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("every Java keeps certificates", e);
    }
  }
}

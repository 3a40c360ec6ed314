package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.keys.Sealing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Options about encryption and signatures.
final class KeyOptions {

  @Option(
      names = "--encrypt-key",
      paramLabel = "KEY",
      description =
          "Encrypts to this key; may be given several times. KEY is a file with an exported key, or"
              + " a key id, fingerprint or mail address.")
  List<String> encryptKeys = new ArrayList<>();

  @Option(
      names = "--hidden-encrypt-key",
      paramLabel = "KEY",
      description = "The same, without the archive telling which key it is.")
  List<String> hiddenEncryptKeys = new ArrayList<>();

  @Option(
      names = "--sign-key",
      paramLabel = "KEY",
      description =
          "Signs with this key. For restore and listing: accepts only what it has signed.")
  Optional<String> signKey = Optional.empty();

  @Option(
      names = "--encrypt-sign-key",
      paramLabel = "KEY",
      description = "--encrypt-key and --sign-key in one.")
  Optional<String> encryptSignKey = Optional.empty();

  @Option(names = "--no-encryption", description = "Does not encrypt new files.")
  boolean noEncryption;

  @Option(names = "--no-compression", description = "Does not compress new files.")
  boolean noCompression;

  @Option(
      names = "--keyring",
      paramLabel = "DIR",
      description =
          "Looks for keys in the files of this directory first; then in /etc/keepwatch/keys and"
              + " ~/.config/keepwatch/keys, and at last in GnuPG. May be given several times.")
  List<String> keyrings = new ArrayList<>();

  @Option(
      names = "--gpg-options",
      paramLabel = "OPTIONS",
      description =
          "For scripts written for duplicity: of gpg's options those about compression, cipher and"
              + " home directory take effect, what is needless is ignored, others are refused. May"
              + " be given several times.")
  List<String> gpgOptions = new ArrayList<>();

  @Option(
      names = "--gpg-binary",
      paramLabel = "PATH",
      description = "The gpg that is asked for keys that lie in no file.")
  String gpgProgram = "gpg";

  /// @throws UsageException if gpg is to do what nobody does here
  GpgOptions gpg() throws UsageException {
    return GpgOptions.parse(gpgOptions);
  }

  /// @throws UsageException as [#gpg]
  Sealing sealing() throws UsageException {
    var recipients = Stream.concat(encryptKeys.stream(), encryptSignKey.stream()).toList();
    return new Sealing(
        !noEncryption, !noCompression, recipients, hiddenEncryptKeys, signer(), gpg().form());
  }

  Optional<String> signer() {
    return signKey.or(() -> encryptSignKey);
  }
}

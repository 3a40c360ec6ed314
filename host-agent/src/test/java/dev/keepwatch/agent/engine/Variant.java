package dev.keepwatch.agent.engine;

import dev.keepwatch.format.naming.NamePrefixes;
import dev.keepwatch.format.naming.NamingScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The sound archives of the fixtures, each with four states of one tree.
enum Variant {
  NOENC(Mode.UNENCRYPTED),
  DUP3_NOENC(Mode.UNENCRYPTED),
  SYM(Mode.SYMMETRIC),
  RSA_ENCSIGN(Mode.SIGNED_PUBLIC_KEY),
  ECC_SEPSIGN(Mode.SEPARATE_SIGNER),
  MINI_PREFIX(Mode.UNENCRYPTED),
  MINI_NOCOMP(Mode.UNCOMPRESSED),
  MINI_SHORTNAMES(Mode.UNENCRYPTED),
  MINI_SHORTNAMES_GPG(Mode.PUBLIC_KEY),
  MINI_OLDNAMES(Mode.UNENCRYPTED),
  MINI_HIDDEN_RSA(Mode.HIDDEN_RECIPIENT),
  MINI_SYM_SIGN(Mode.SIGNED_SYMMETRIC),
  MINI_DUP3_GPG24(Mode.KEY_OF_GPG_2_4);

  final Mode mode;

  Variant(Mode mode) {
    this.mode = mode;
  }

  /// Its folder in the fixtures.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Path target() {
    return Fixtures.target(toString());
  }

  /// What duplicity itself restores of one of its states.
  List<String> restored(int state) throws IOException {
    return Fixtures.restored(toString(), state);
  }

  /// Makes a bench read it and write as it was written.
  void on(Bench bench) throws IOException {
    bench.envelopes = mode.envelopes(bench);
    if (this == MINI_PREFIX) {
      var prefixes = new NamePrefixes("pre_", "archive_", "manifest_", "signature_", "");
      bench.names = NamingScheme.withPrefixes(prefixes);
    }
  }

  /// How duplicity is told of its names.
  List<String> duplicityOptions() {
    return this == MINI_PREFIX
        ? List.of(
            "--file-prefix=pre_",
            "--file-prefix-manifest=manifest_",
            "--file-prefix-archive=archive_",
            "--file-prefix-signature=signature_")
        : List.of();
  }
}

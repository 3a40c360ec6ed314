package dev.keepwatch.agent.cli;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// docs/COMPATIBILITY.md, made from the program's tables of verbs and options.
///
/// @param options every option of duplicity, and the versions that have it
record CompatibilityPage(Map<String, String> options) {

  /// Where an option is not simply the same: how it is better, or what else is to know.
  static final Map<String, String> REMARKS =
      Map.ofEntries(
          remark(
              "--archive-dir",
              "better: in the directory there is one cache for all spellings of a URL"),
          remark("--asynchronous-upload", "better: always so, with a bound on temporary space"),
          remark("--concurrency", "better: volumes appear in their order, and 2 is the default"),
          remark(
              "--encrypt-key",
              "better: takes key files too, and several of them; keys are looked at before the first byte is written"),
          remark("--file-changed", "same; an archive's `Filelist` must know the file"),
          remark(
              "--force",
              "same; what gives way and what stays is told in [COMMANDS.md](COMMANDS.md#restores)"),
          remark(
              "--gpg-binary",
              "mapped: this gpg is asked for keys that lie in no file, and for nothing else"),
          remark(
              "--gpg-options",
              "mapped: compression, cipher and home directory take effect; what needs no gpg is ignored with a notice, others are refused by name"),
          remark(
              "--ignore-errors",
              "better: names what is lost and what may be of an older state, and ends with 1"),
          remark(
              "--jsonstat",
              "better: `TotalDestinationSizeChange` is there, and `collection-status --jsonstat` shows what is stored"),
          remark("--log-fd", "same numbers and facts; the sentences are ours"),
          remark("--log-file", "same, as --log-fd"),
          remark("--log-timestamp", "same, for messages; what was asked for stays as it is"),
          remark(
              "--metadata-sync-mode",
              "accepted: only what a run needs comes into the cache, whichever is said"),
          remark(
              "--no-encryption",
              "better: warns where a key is given too, and where the chain is encrypted"),
          remark("--num-retries", "same, for S3; not beyond ten times --timeout"),
          remark(
              "--backend-retry-delay",
              "same, for S3; without it pauses grow from moments to seconds, by chance"),
          remark("--timeout", "same, for S3"),
          remark(
              "--progress",
              "better: reads the source once; the share that is done is therefore not known"),
          remark("--progress-rate", "same"),
          remark(
              "--rename",
              "better: nothing that is in its place is overwritten unless --force is given"),
          remark(
              "--time",
              "better: a time before the first backup is an error, not the oldest backup"),
          remark("--s3-unencrypted-connection", "same"),
          remark("--s3-use-server-side-kms-encryption", "same"),
          remark("--s3-kms-key-id", "same; says --s3-use-server-side-kms-encryption too"),
          remark(
              "--ssl-cacert-file",
              "better: for S3 too, where duplicity has it for other storages only"),
          remark(
              "--s3-use-ia",
              "better: volumes only; manifests and signatures, which each run reads, go to STANDARD, and small volumes too"),
          remark("--s3-use-onezone-ia", "better: as --s3-use-ia"),
          remark("--s3-use-rrs", "better: as --s3-use-ia"),
          remark("--s3-use-glacier", "better: as --s3-use-ia"),
          remark("--s3-use-glacier-ir", "better: as --s3-use-ia"),
          remark("--s3-use-deep-archive", "better: as --s3-use-ia"),
          remark(
              "--sign-key",
              "better: a restore checks manifests, signatures and volumes, before anything of them is used"),
          remark("--encrypt-sign-key", "better: as --encrypt-key and --sign-key"),
          remark("--name", "same; one plain name"),
          remark("--verbosity", "same; warnings go to standard error"),
          remark("--volsize", "same; whole MiB"));

  /// What is better about a verb.
  private static final Map<String, String> VERBS =
      Map.ofEntries(
          remark(
              "verify",
              "better: compares owner, mode and time also without `--compare-data`, names every file that is damaged or lacks and goes on"),
          remark(
              "remove-older-than",
              "better: never takes the newest whole chain or its signatures; a deletion that breaks leaves something visibly incomplete"),
          remark(
              "remove-all-but-n-full", "better: the same, and broken full backups are not counted"),
          remark(
              "replicate",
              "better: manifests keep host, directory and list of files; encrypted files are copied without a key; can be repeated after a break"),
          remark(
              "cleanup",
              "better: leaves whatever can be repaired, what others build on and what is younger than 7 days (`--older-than`)"),
          remark("backup", "same; also without any verb"),
          remark(
              "full",
              "better: a mistyped passphrase is noticed, a file that could not be read ends with 90"),
          remark(
              "incremental",
              "better: builds only on a chain that can be restored, and notices an archive that runs backwards"),
          remark(
              "restore",
              "better: nothing unverified becomes visible, nothing older comes for something newer, damage never ends with 0"),
          remark("list-current-files", "same; names byte for byte, also where they are no text"),
          remark(
              "collection-status",
              "better: says in sentences what is wrong and what to do next, and ends with 1 then"));

  private static Map.Entry<String, String> remark(String option, String text) {
    return Map.entry(option, text);
  }

  @Override
  public String toString() {
    return """
    # Compatibility with duplicity

    A script that is written for duplicity runs with the one word replaced, on the same archive; and
    back. This page says of every verb and option of duplicity 0.7 to 3 what becomes of it. It is made from
    the program's own tables (`-Dkeepwatch.docs=update`, CompatibilityTest); what the options do stands in
    [COMMANDS.md](COMMANDS.md).

    - **same**: does what it does there.
    - **better**: the same, without something that hurts there.
    - **mapped**: does what was meant, by other means.
    - **accepted**: may stand there and has no effect; one notice says so.
    - **refused**: ends the run with 2 and says why, since it would be missed.

    The archives themselves are the same in both directions; see [FORMAT.md](FORMAT.md).

    ## Verbs

    Unambiguous beginnings are understood (`collection-stat`, `--full-if`), and duplicity 3's short forms.
    Exit codes are duplicity's where it has one for the case; an archive without backups ends with 4 or 20 (there: 30), a
    URL that is none with 8 (there sometimes 23).

    | verb | here |
    | --- | --- |
    """
        + verbs()
        + """

        ## URLs

        | form | here |
        | --- | --- |
        | `file:///directory`, `file://relative` | same |
        | `s3://bucket/prefix`, `s3:///bucket/prefix`, `s3+http://bucket/prefix`, `boto3+s3://bucket/prefix` | same |
        | `s3://host/bucket/prefix` | same, where the host has a port, is `localhost` or an IP address, ends in `.amazonaws.com` or is that of the configured endpoint |
        | every other scheme of duplicity | refused by name (8); most can be mounted and used as `file://` |

        ## Options

        | option | in | here |
        | --- | --- | --- |
        """
        + rows();
  }

  private static String verbs() {
    var rows = new TreeMap<String, String>();
    for (var verb : Verb.values()) {
      if (verb.isDuplicitys()) {
        String names =
            verb.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        rows.put(names, VERBS.getOrDefault(verb.fullName(), "same"));
      }
    }
    for (String later : Verb.LATER) {
      if (!List.of("check", "doctor").contains(later)) {
        rows.put("`" + later + "`", "not part of this version (33)");
      }
    }
    return rows.entrySet().stream()
        .map(row -> "| %s | %s |\n".formatted(row.getKey(), row.getValue()))
        .collect(Collectors.joining());
  }

  private String rows() {
    return options.entrySet().stream()
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String row(String name, String versions) {
    return "| `%s` | %s | %s |\n".formatted(name, versions.replace(" ", ", "), fate(name));
  }

  private static String fate(String name) {
    for (var old : OldOption.all()) {
      if (old.name().equals(name)) {
        String verdict = old.group().isAccepted() ? "accepted: " : "refused: ";
        return verdict + old.group().reason();
      }
    }
    var option = requireNonNull(ArgumentReader.specification().optionsMap().get(name), name);
    String others =
        Arrays.stream(option.names())
            .filter(other -> !other.equals(name) && other.startsWith("--"))
            .map(other -> "`" + other + "`")
            .collect(Collectors.joining(", "));
    String fate = REMARKS.getOrDefault(name, "same");
    return others.isEmpty() ? fate : fate + " (also " + others + ")";
  }
}

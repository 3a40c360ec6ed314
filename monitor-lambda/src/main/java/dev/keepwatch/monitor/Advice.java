package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.Defect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What to do about a folder: sentences, and commands to be pasted.
record Advice(String text, List<String> commands) {

  Advice {
    commands = List.copyOf(commands);
  }

  static Advice of(FolderHealth health) {
    var draft = new Draft(SafeText.shellWord(health.url()));
    switch (health.verdict()) {
      case Verdict.Fresh fresh -> {}
      case Verdict.Late late -> draft.lookAtTheHost();
      case Verdict.NeverArrived never when never.notes().isEmpty() -> draft.lookAtTheHost();
      case Verdict.NeverArrived never ->
          draft.say("Wait for that run, or see why it does not come to its end.");
      case Verdict.Broken broken -> broken.damage().forEach(draft::mend);
      case Verdict.Unreadable(var refusal) -> draft.say(refusal.remedy());
    }
    return draft.advice(
        health.verdict() instanceof Verdict.Unreadable ? "monitor" : "collection-status");
  }

  /// Collects each sentence and command once.
  private static final class Draft {
    private final Optional<String> url;
    private final Set<String> sentences = new LinkedHashSet<>();
    private final Set<String> commands = new LinkedHashSet<>();

    /// @param url nothing if it must not stand in a command
    Draft(Optional<String> url) {
      this.url = url;
    }

    void say(String sentence) {
      sentences.add(sentence);
    }

    void lookAtTheHost() {
      say("On the host, see why no backup ran, then run it.");
      commands.add("journalctl -u keepwatch.service");
      commands.add("keepwatch run");
    }

    void mend(Finding finding) {
      switch (finding) {
        case Finding.Damage(Defect.MissingManifest missing) -> beginAnew();
        case Finding.Damage(Defect.MissingSignatures missing) -> beginAnew();
        case Finding.Damage(Defect.MissingVolumes missing) -> beginAnew();
        case Finding.Damage(Defect.Orphaned orphan) -> beginAnew();
        case Finding.Damage(Defect.Ambiguous doubled) ->
            say("Find out which of the two files is the true one, and take the other away.");
        case Finding.FromTheFuture future ->
            say("See whether the host's clock is right, and who wrote this file.");
        case Finding.Damage(Defect.Superseded replaced) -> {}
        case Finding.Unfinished unfinished -> {}
        case Finding.Remains remains -> {}
      }
    }

    private void beginAnew() {
      say("Bring deleted files back if the storage still has them; else begin a new chain.");
      commands.add("keepwatch full SOURCE " + word());
    }

    private String word() {
      return url.orElse("URL");
    }

    /// @param look the verb that shows more
    Advice advice(String look) {
      if (url.isEmpty()) {
        say("Its name is not safe to paste, so the commands do not hold it.");
      }
      var lines = new ArrayList<>(commands);
      lines.addFirst("keepwatch " + look + " " + word());
      return new Advice(String.join(" ", sentences), lines);
    }
  }
}

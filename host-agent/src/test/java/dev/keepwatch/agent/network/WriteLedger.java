package dev.keepwatch.agent.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keepwatch.agent.storage.s3.S3Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a server has taken: for each key the writes that succeeded, whether or not their answers
/// arrived.
public final class WriteLedger {

  private static final Pattern UPLOAD = Pattern.compile(".*[?&]uploadId=([^&]*).*");

  private final Map<String, Set<String>> writes = new LinkedHashMap<>();
  private final List<String> deletions = new ArrayList<>();
  private int count;

  synchronized void answered(S3Call call, String target, String status, byte[] body) {
    if (!status.startsWith("2") || new String(body, ISO_8859_1).contains("<Error>")) {
      return;
    }
    String key = target.replaceFirst("\\?.*", "");
    switch (call) {
      // To complete an upload that is complete is no other write.
      case COMPLETE -> add(key, "upload " + UPLOAD.matcher(target).replaceFirst("$1"));
      case PUT -> add(key, "put " + count++);
      case DELETE -> deletions.add(key);
      default -> {}
    }
  }

  private void add(String key, String write) {
    writes.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(write);
  }

  /// The keys that were written more than once, with their writes.
  public synchronized List<String> replaced() {
    return writes.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::toString)
        .toList();
  }

  public synchronized List<String> deletions() {
    return List.copyOf(deletions);
  }
}

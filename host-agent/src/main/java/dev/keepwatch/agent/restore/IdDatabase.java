package dev.keepwatch.agent.restore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The names and numbers of users or groups of this host (`passwd(5)`, `group(5)`).
final class IdDatabase {

  private final Map<String, Long> numbers = new HashMap<>();

  private IdDatabase() {}

  static IdDatabase read(Path file) throws IOException {
    var database = new IdDatabase();
    if (Files.isReadable(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        database.add(line.split(":", -1));
      }
    }
    return database;
  }

  private void add(String[] fields) {
    if (fields.length > 2 && fields[2].matches("[0-9]{1,10}")) {
      numbers.putIfAbsent(fields[0], Long.parseLong(fields[2]));
    }
  }

  long number(String name, long otherwise) {
    return name.isEmpty() ? otherwise : numbers.getOrDefault(name, otherwise);
  }
}

package dev.keepwatch.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Shows blocks as text of 72 columns; only what must not be broken is longer.
final class PlainText {

  private static final int COLUMNS = 72;

  private PlainText() {}

  static String render(List<Block> blocks) {
    var out = new StringBuilder();
    Block before = null;
    for (var block : blocks) {
      // What belongs to a heading or to facts stands right below it.
      boolean close =
          before instanceof Block.Heading
              || before instanceof Block.Facts && block instanceof Block.Commands;
      if (before != null && !close) {
        out.append('\n');
      }
      lines(block).forEach(line -> out.append(line).append('\n'));
      before = block;
    }
    return out.toString();
  }

  private static List<String> lines(Block block) {
    return switch (block) {
      case Block.Paragraph(var text) -> wrap(text, "", "");
      case Block.Heading(var text) -> List.of(text);
      case Block.Facts(var facts) ->
          facts.stream()
              .flatMap(fact -> wrap(fact.label() + ": " + fact.text(), "  ", "    ").stream())
              .toList();
      case Block.Commands(var commands) -> commands.stream().map(c -> "      " + c).toList();
      case Block.Table table -> table(table);
    };
  }

  private static List<String> wrap(String text, String firstIndent, String indent) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder(firstIndent);
    boolean empty = true;
    for (var word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<String> table(Block.Table table) {
    var rows = new ArrayList<List<String>>();
    rows.add(table.header());
    rows.addAll(table.rows());
    int last = table.header().size() - 1;
    int[] widths =
        IntStream.range(0, last)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(row ->
            IntStream.range(0, last)
                    .mapToObj(column -> pad(row.get(column), widths[column]))
                    .collect(Collectors.joining())
                + row.get(last))
        .toList();
  }

  private static String pad(String cell, int width) {
    return cell + " ".repeat(width - cell.length() + 2);
  }
}

package dev.keepwatch.monitor;

import java.util.List;
import java.util.stream.Collectors;

/// Shows blocks as HTML, word for word what [PlainText] shows; nothing is fetched from elsewhere.
final class Html {

  private Html() {}

  static String render(List<Block> blocks) {
    return blocks.stream()
        .map(Html::html)
        .collect(
            Collectors.joining(
                "\n",
                "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head>"
                    + "<body style=\"font-family:sans-serif\">\n",
                "\n</body></html>\n"));
  }

  private static String html(Block block) {
    return switch (block) {
      case Block.Paragraph(var text) -> element("p", text);
      case Block.Heading(var text) -> element("h3", text);
      case Block.Facts(var facts) ->
          facts.stream()
              .map(f -> "<p><b>" + escape(f.label()) + ":</b> " + escape(f.text()) + "</p>")
              .collect(Collectors.joining("\n"));
      case Block.Commands(var lines) -> element("pre", String.join("\n", lines));
      case Block.Table table ->
          "<table cellpadding=\"4\">\n"
              + row("th align=\"left\"", "th", table.header())
              + table.rows().stream().map(r -> row("td", "td", r)).collect(Collectors.joining())
              + "</table>";
    };
  }

  private static String row(String open, String close, List<String> cells) {
    return cells.stream()
        .map(cell -> "<" + open + ">" + escape(cell) + "</" + close + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  private static String element(String name, String text) {
    return "<" + name + ">" + escape(text) + "</" + name + ">";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

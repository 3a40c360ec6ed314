package dev.keepwatch.monitor;

import java.util.List;
import java.util.stream.Stream;

/// The words that a browser would show of a page.
final class HtmlWords {

  private HtmlWords() {}

  static List<String> of(String html) {
    String body = html.substring(html.indexOf("<body"));
    String text =
        body.replaceAll("</?(p|h3|tr|th|td|pre|table|body|html)( [^>]*)?>", " ")
            .replaceAll("</?b>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
    return ofText(text);
  }

  static List<String> ofText(String text) {
    return Stream.of(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }
}

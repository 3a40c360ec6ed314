package dev.keepwatch.monitor;

import java.util.List;

/// A piece of a page: what is said, apart from how it looks.
///
/// All text in it can be shown as it is; see [SafeText].
sealed interface Block {

  record Paragraph(String text) implements Block {
    public Paragraph {
      text = SafeText.visible(text);
    }
  }

  record Heading(String text) implements Block {
    public Heading {
      text = SafeText.visible(text);
    }
  }

  /// Labelled sentences.
  record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  record Fact(String label, String text) {
    public Fact {
      label = SafeText.visible(label);
      text = SafeText.visible(text);
    }
  }

  /// Commands to be pasted; they are never broken into lines.
  record Commands(List<String> lines) implements Block {
    public Commands {
      lines = lines.stream().map(SafeText::visible).toList();
    }
  }

  /// @param rows each as long as the header; the last column may be of any width
  record Table(List<String> header, List<List<String>> rows) implements Block {
    public Table {
      header = header.stream().map(SafeText::visible).toList();
      rows = rows.stream().map(row -> row.stream().map(SafeText::visible).toList()).toList();
    }
  }
}

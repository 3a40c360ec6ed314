package dev.keepwatch.agent.identity.aws;

import dev.keepwatch.agent.identity.IdentityException;
import dev.keepwatch.agent.identity.IdentityException.Reason;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An answer of CloudFormation, as far as elements with text are concerned. What is no XML has
/// none.
final class StacksXml {

  private final List<Element> elements = new ArrayList<>();
  private boolean whole;

  private record Element(String name, String text) {}

  StacksXml(byte[] body) {
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      read(factory.createXMLStreamReader(new ByteArrayInputStream(body)));
      whole = true;
    } catch (XMLStreamException e) {
      whole = false;
    }
  }

  private void read(XMLStreamReader reader) throws XMLStreamException {
    String name = "";
    var text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          name = reader.getLocalName();
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          if (reader.getLocalName().equals(name)) {
            elements.add(new Element(name, text.toString().strip()));
          }
          name = "";
        }
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
  }

  /// The text of the first element of this name.
  Optional<String> first(String name) {
    return elements.stream().filter(e -> e.name().equals(name)).map(Element::text).findFirst();
  }

  /// The outputs of the stack, by their names.
  Map<String, String> outputs(String tried) throws IdentityException {
    if (!whole || first("StackName").isEmpty()) {
      throw new IdentityException(
          Reason.MISCONFIGURED,
          tried + ": what answers is not CloudFormation. Correct the endpoint.");
    }
    var outputs = new HashMap<String, String>();
    String key = "";
    for (var element : elements) {
      if (element.name().equals("OutputKey")) {
        key = element.text();
      } else if (element.name().equals("OutputValue")) {
        outputs.put(key, element.text());
      }
    }
    return outputs;
  }
}

package bwdc.schedule.launchd;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads property lists as macOS does: by their DTD, without mercy. */
final class PropertyLists {
    private static final ErrorHandler STRICT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    };

    private PropertyLists() {}

    static Map<?, ?> read(String text) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setValidating(true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(STRICT);
        builder.setEntityResolver((publicId, systemId) -> {
            if (!"-//Apple//DTD PLIST 1.0//EN".equals(publicId)) {
                throw new SAXException("another DTD: " + publicId);
            }
            return new InputSource(PropertyLists.class.getResourceAsStream("/bwdc/schedule/plist.dtd"));
        });
        var root = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
        return (Map<?, ?>) value(elements(root).getFirst());
    }

    private static Object value(Element element) {
        return switch (element.getTagName()) {
            case "dict" -> dictionary(elements(element));
            case "array" -> elements(element).stream().map(PropertyLists::value).toList();
            case "integer" -> Long.valueOf(element.getTextContent());
            case "true" -> true;
            case "false" -> false;
            default -> element.getTextContent();
        };
    }

    private static Map<String, Object> dictionary(List<Element> elements) {
        var map = new LinkedHashMap<String, Object>();
        for (int at = 0; at < elements.size(); at += 2) {
            if (map.put(elements.get(at).getTextContent(), value(elements.get(at + 1))) != null) {
                throw new AssertionError(
                        "a key comes twice: " + elements.get(at).getTextContent());
            }
        }
        return map;
    }

    private static List<Element> elements(Element parent) {
        var list = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                list.add(element);
            }
        }
        return list;
    }
}

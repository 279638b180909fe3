package app.gatehouse.reach.router;

import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Reads what devices on the network send, with bounds: a size, a number of elements, no document
 * types and so nothing that could be opened. Prints nothing. Public with a public constructor,
 * since weupnp finds its parser by name.
 */
public final class RouterXml extends XMLFilterImpl {
  private static final int MOST_ELEMENTS = 4000;
  private static final String DRIVER = "org.xml.sax.driver";

  private int elements;

  public RouterXml() throws SAXException {
    super(parser());
  }

  /** Makes this the parser of {@code XMLReaderFactory}, which only weupnp uses. */
  static void becomeParserOfWeupnp() {
    System.setProperty(DRIVER, RouterXml.class.getName());
  }

  private static XMLReader parser() throws SAXException {
    try {
      var factory = SAXParserFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      return factory.newSAXParser().getXMLReader();
    } catch (ParserConfigurationException e) {
      throw new SAXException(e);
    }
  }

  /**
   * @throws IOException also when there is no document
   */
  @Override
  public void parse(InputSource source) throws SAXException, IOException {
    if (source.getByteStream() == null) {
      throw new IOException("no document");
    }
    super.parse(source);
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes)
      throws SAXException {
    if (++elements > MOST_ELEMENTS) {
      throw new SAXException("more than " + MOST_ELEMENTS + " elements");
    }
    super.startElement(uri, local, qualified, attributes);
  }

  /** Whoever handles errors or not: a broken document is refused. */
  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }
}

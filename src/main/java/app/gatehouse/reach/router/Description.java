package app.gatehouse.reach.router;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A router's description of itself (UPnP Device Architecture 1.1, section 2.3), read by {@link
 * RouterXml}.
 *
 * @param name what the router calls itself, shortened; empty when it does not say
 * @param base the base of its relative addresses, if it names one
 * @param connections its services that map ports
 * @param firewalls its services that let IPv6 in
 */
record Description(
    String name, @Nullable String base, List<Connection> connections, List<Connection> firewalls) {
  private static final int LONGEST_TEXT = 1024;
  private static final int LONGEST_NAME = 64;

  /**
   * A service of use here.
   *
   * @param type such as {@code urn:schemas-upnp-org:service:WANIPConnection:1}
   * @param control where its actions are sent, perhaps relative
   */
  record Connection(String type, String control) {}

  /**
   * @throws IOException when this is not such a description, or declares a document type
   */
  static Description read(byte[] document) throws IOException {
    var reader = new Reader();
    try {
      var xml = new RouterXml();
      xml.setContentHandler(reader);
      xml.setEntityResolver(reader);
      xml.parse(new InputSource(new ByteArrayInputStream(document)));
    } catch (SAXException e) {
      throw new IOException("not a device description: " + e.getMessage(), e);
    }
    return reader.description();
  }

  private static final class Reader extends DefaultHandler {
    private final List<Connection> connections = new ArrayList<>();
    private final List<Connection> firewalls = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String name = "";
    private String base = "";
    private String type = "";
    private String control = "";

    Description description() {
      return new Description(
          name, base.isEmpty() ? null : base, List.copyOf(connections), List.copyOf(firewalls));
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
      text.setLength(0);
    }

    @Override
    public void characters(char[] characters, int start, int length) {
      text.append(characters, start, Math.min(length, LONGEST_TEXT - text.length()));
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
      var value = text.toString().strip();
      text.setLength(0);
      switch (local) {
        case "friendlyName" -> name = name.isEmpty() ? shown(value) : name;
        case "URLBase" -> base = value;
        case "serviceType" -> type = value;
        case "controlURL" -> control = value;
        case "service" -> endService();
        default -> {
          // Of no use here.
        }
      }
    }

    /** Believe nothing: a parser of another make might come here. */
    @Override
    public InputSource resolveEntity(@Nullable String publicId, @Nullable String systemId) {
      return new InputSource(new StringReader(""));
    }

    private void endService() {
      // The type goes into the next request as it is.
      if (type.matches("[A-Za-z0-9:-]+") && !control.isEmpty()) {
        var service = new Connection(type, control);
        if (type.startsWith("urn:schemas-upnp-org:service:WANIPConnection:")
            || type.startsWith("urn:schemas-upnp-org:service:WANPPPConnection:")) {
          connections.add(service);
        } else if (type.equals(SsdpSearch.FIREWALL)) {
          firewalls.add(service);
        }
      }
      type = "";
      control = "";
    }

    private static String shown(String value) {
      var line = value.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\s]+", " ").strip();
      if (line.length() <= LONGEST_NAME) {
        return line;
      }
      var end = Character.isHighSurrogate(line.charAt(LONGEST_NAME - 1)) ? 1 : 0;
      return line.substring(0, LONGEST_NAME - end);
    }
  }
}

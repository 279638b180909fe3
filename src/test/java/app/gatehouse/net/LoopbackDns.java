package app.gatehouse.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on 127.0.0.1, UDP and TCP of one port, for one zone given as text. */
public final class LoopbackDns implements AutoCloseable {
  final AtomicInteger overUdp = new AtomicInteger();
  final AtomicInteger overTcp = new AtomicInteger();
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final List<Record> records = new ArrayList<>();
  private final Set<Name> names = new HashSet<>();
  private final int failure;

  private LoopbackDns(String zone, int failure) throws IOException {
    this.failure = failure;
    var loopback = InetAddress.ofLiteral("127.0.0.1");
    tcp = new ServerSocket(0, 50, loopback);
    udp = new DatagramSocket(tcp.getLocalPort(), loopback);
    try (var master =
        new Master(new java.io.ByteArrayInputStream(zone.getBytes()), Name.root, 60)) {
      Record next;
      while ((next = master.nextRecord()) != null) {
        records.add(next);
        names.add(next.getName());
      }
    }
    Thread.ofVirtual().start(this::serveUdp);
    Thread.ofVirtual().start(this::serveTcp);
  }

  public static LoopbackDns of(String... zone) throws IOException {
    return new LoopbackDns(String.join("\n", zone) + "\n", Rcode.NOERROR);
  }

  /** Fails every question. */
  public static LoopbackDns failing() throws IOException {
    return new LoopbackDns("", Rcode.SERVFAIL);
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", tcp.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }

  private Message answer(Message question) {
    var answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setRcode(failure);
    var asked = question.getQuestion();
    answer.addRecord(asked, Section.QUESTION);
    if (failure != Rcode.NOERROR) {
      return answer;
    }
    var name = asked.getName();
    for (var i = 0; i < 10; i++) {
      if (!names.contains(name)) {
        answer.getHeader().setRcode(Rcode.NXDOMAIN);
        return answer;
      }
      Name alias = null;
      for (var record : records) {
        if (record.getName().equals(name)
            && (record.getType() == asked.getType() || record.getType() == Type.CNAME)) {
          answer.addRecord(record, Section.ANSWER);
          alias =
              record.getType() == Type.CNAME && asked.getType() != Type.CNAME
                  ? ((org.xbill.DNS.CNAMERecord) record).getTarget()
                  : alias;
        }
      }
      if (alias == null) {
        return answer;
      }
      name = alias;
    }
    return answer;
  }

  private void serveUdp() {
    var buffer = new byte[4096];
    while (!udp.isClosed()) {
      try {
        var packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        overUdp.incrementAndGet();
        var question = new Message(Arrays.copyOf(buffer, packet.getLength()));
        var wire = answer(question).toWire(512);
        udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
      } catch (IOException e) {
        // closed, or a question that is none
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (var socket = tcp.accept()) {
        var in = new DataInputStream(socket.getInputStream());
        var question = new Message(in.readNBytes(in.readUnsignedShort()));
        overTcp.incrementAndGet();
        var wire = answer(question).toWire();
        var framed = ByteBuffer.allocate(2 + wire.length).putShort((short) wire.length).put(wire);
        socket.getOutputStream().write(framed.array());
      } catch (IOException e) {
        // closed, or a question that is none
      }
    }
  }
}

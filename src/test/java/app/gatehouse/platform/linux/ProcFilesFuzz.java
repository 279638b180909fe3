package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.platform.PlainNetworkFacts;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the kernel's tables hold, rows that are none are passed over. */
class ProcFilesFuzz {
  @TempDir static Path proc;

  static Stream<byte[]> seeds() {
    var head = "  sl  local_address rem_address   st tx_queue rx_queue\n";
    var tail = " 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 x\n";
    return Seeds.latin(
        head + "   0: 0100007F:1EB4" + tail,
        head + "   0: 00000000000000000000000001000000:0050" + tail,
        head + "   0: 0000000000000000FFFF00000100007F:0050" + tail,
        head + "   0: 0100007F:1EB4567" + tail,
        head + "   0: 0100007F:-1" + tail,
        head + "   0: 0100007:1" + tail,
        head + "   0: 0100007F" + tail,
        head + "   0: 0100007F:0050" + tail.replace("4711", "\351\377"),
        "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n"
            + "eth0 00000000 0101A8C0 0003 0 0 100 00000000 0 0 0\n",
        "x\neth0 00000000 0101A8C0 zz 0 0 100 00000000 0 0 0\n",
        "x\neth0 00000000 0101A8C0 0003 0 0 many 00000000 0 0 0\n",
        "x\neth0 00000000 0101A8C0 0003 0 0 99999999999999999999 00000000 0 0 0\n",
        "x\neth0 00000000 0101A8 0003 0 0 1 00000000 0 0 0\n",
        "2a44012800000077b1c7f00ddeadbeef 02 40 00 01     eth0\n2a44 02 40 00 zz eth0\n",
        "00000000000000000000000000000000 00 00000000000000000000000000000000 00"
            + " fe800000000000000000000000000001 00000400 00000001 00000000 00000003 eth0\n",
        "00000000000000000000000000000000 00 00000000000000000000000000000000 00"
            + " fe800000000000000000000000000001 xyz 00000001 00000000 00000003 eth0\n");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] table) throws IOException {
    isReadWithoutFailing(table);
  }

  @MethodSource("seeds")
  @FuzzTest
  void isReadWithoutFailing(byte[] table) throws IOException {
    Files.createDirectories(proc.resolve("net"));
    for (var name : new String[] {"tcp", "tcp6", "route", "ipv6_route", "if_inet6"}) {
      Files.write(proc.resolve("net").resolve(name), table);
    }
    for (var socket : new ProcSockets(proc).list().orElseThrow()) {
      assertThat(socket.port()).isBetween(0, 65535);
      assertThat(socket.bind()).matches("[0-9a-f:.]+");
    }
    var sleep = new SleepSettings(proc, Map.of(), command -> Optional.empty());
    var facts = new ProcNetworkFacts(proc, new PlainNetworkFacts(), sleep);
    facts.gateway(IpFamily.IPV4);
    facts.gateway(IpFamily.IPV6);
    facts.stableAddresses();
    facts.holder(80);
  }
}

package app.gatehouse.launch;

import app.gatehouse.platform.linux.Elevation;
import app.gatehouse.platform.linux.firewall.ElevatedFirewall;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Asks in a machine what the firewall does with some ports, as a program of a user does. */
public final class FirewallQuestion {
  private FirewallQuestion() {}

  public static void main(String[] ports) {
    var elevation = new Elevation(Path.of("/usr/lib/gatehouse/bin/gatehouse-helper"));
    var asked = Arrays.stream(ports).map(Integer::valueOf).collect(Collectors.toSet());
    System.out.println(new ElevatedFirewall(elevation::read).read(asked));
  }
}

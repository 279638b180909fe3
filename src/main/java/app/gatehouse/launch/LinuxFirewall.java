package app.gatehouse.launch;

import app.gatehouse.control.HomeFirewall;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.platform.linux.firewall.ElevatedFirewall;
import app.gatehouse.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Read and opened by the helper. */
final class LinuxFirewall implements HomeFirewall {
  private final ElevatedFirewall firewall;
  private final Administrator administrator;

  /** Runs the helper's verbs with an administrator's rights. */
  @FunctionalInterface
  interface Administrator {
    void run(String... verb) throws ProblemException;
  }

  /**
   * @param reader what the helper says to a verb that asks nobody for a password
   */
  LinuxFirewall(Function<List<String>, Optional<String>> reader, Administrator administrator) {
    firewall = new ElevatedFirewall(reader);
    this.administrator = administrator;
  }

  @Override
  public Optional<FirewallReport> read(Set<Integer> ports) {
    return firewall.read(ports);
  }

  @Override
  public void open(Set<Integer> ports) throws ProblemException {
    administrator.run(
        Stream.concat(Stream.of("firewall-add"), ports.stream().sorted().map(String::valueOf))
            .toArray(String[]::new));
  }
}

package app.gatehouse.control;

import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.Optional;
import java.util.Set;

/**
 * The firewall of this computer, as the user's own programs reach it: the installed service is not
 * allowed to. Every call blocks.
 */
public interface HomeFirewall {

  /** A home whose firewall nobody can read or change for it. */
  HomeFirewall NONE =
      new HomeFirewall() {
        @Override
        public Optional<FirewallReport> read(Set<Integer> ports) {
          return Optional.empty();
        }

        @Override
        public void open(Set<Integer> ports) throws ProblemException {
          throw Problem.error(ProblemCode.NOT_SUPPORTED_HERE).exception();
        }
      };

  /**
   * Changes nothing and asks nobody for a password. At most ten seconds.
   *
   * @param ports one to eight TCP ports
   * @return empty when this user may not know, or when this system does not tell
   */
  Optional<FirewallReport> read(Set<Integer> ports);

  /**
   * Lets visitors in to these ports by Gatehouse's own rule, which {@code gatehouse uninstall}
   * takes back. Asks for an administrator's password.
   *
   * @param ports one to eight TCP ports
   * @throws ProblemException {@code not-supported-here}, {@code no-permission}, {@code
   *     system-change-failed}
   */
  void open(Set<Integer> ports) throws ProblemException;
}

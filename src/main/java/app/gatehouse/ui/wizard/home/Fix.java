package app.gatehouse.ui.wizard.home;

import app.gatehouse.problem.Problem;
import java.util.Locale;
import java.util.Optional;

/** What a button beside a problem of this home does about it. */
enum Fix {
  CHECK_AGAIN,
  ASK_ROUTER,
  OPEN_FIREWALL;

  /**
   * @param routerHelps whether there is a router that forwards ports when it is asked
   */
  static Optional<Fix> of(Problem problem, boolean routerHelps) {
    return switch (problem.code()) {
      // Whoever has cleared the way wants to know whether that was enough.
      case PORT_IN_USE, PORT_NEEDS_RIGHTS, VPN_ACTIVE, NO_INTERNET, ROUTER_NOT_FOUND, UNKNOWN ->
          Optional.of(CHECK_AGAIN);
      // Where there is a command, the helper knows how.
      case FIREWALL_BLOCKS ->
          Optional.of(problem.facts().containsKey("command") ? OPEN_FIREWALL : CHECK_AGAIN);
      case PORT_NOT_FORWARDED, MAPPING_LOST, ROUTER_REFUSES ->
          routerHelps ? Optional.of(ASK_ROUTER) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The key of its button's words. */
  String key() {
    return "wizard.home.fix." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

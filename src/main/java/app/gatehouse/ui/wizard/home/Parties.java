package app.gatehouse.ui.wizard.home;

import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.ui.shared.SetupSession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whom the owner lets be asked from outside; every change is kept at the service at once. */
final class Parties {
  private final SetupSession session;
  private final Set<String> leftOut = new HashSet<>();
  private boolean hasBegun;

  Parties(SetupSession session) {
    this.session = session;
  }

  /** Everybody who may be asked, whether left out or not. */
  List<ProbeParty> all() {
    begin();
    return session.defaults().parties().stream()
        .map(party -> party.leftOut(leftOut.contains(party.id())))
        .toList();
  }

  Set<String> leftOut() {
    begin();
    return Set.copyOf(leftOut);
  }

  void leaveOut(String id, boolean out) {
    begin();
    if (out ? leftOut.add(id) : leftOut.remove(id)) {
      var wish = leftOut();
      session.ask(
          service -> {
            service.leaveOut(wish);
            return wish;
          },
          kept -> {},
          problem -> {});
    }
  }

  /** The service knows what was chosen before. */
  private void begin() {
    if (!hasBegun) {
      hasBegun = true;
      session.defaults().parties().stream()
          .filter(ProbeParty::leftOut)
          .map(ProbeParty::id)
          .forEach(leftOut::add);
    }
  }
}

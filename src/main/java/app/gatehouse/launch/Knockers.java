package app.gatehouse.launch;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProbeDoor;
import app.gatehouse.reach.probe.ProbeMemory;
import app.gatehouse.reach.probe.ProbeServices;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import java.time.InstantSource;
import java.util.List;

/**
 * Who may be asked to knock from outside.
 *
 * @param memory of how they are to be treated
 * @param door where they are answered
 */
record Knockers(ProbeServices services, ProbeMemory memory, ProbeDoor door) {

  /** For a service: a list that went wrong keeps no site offline. Then nobody is asked. */
  static Knockers ofService(Settings settings, Home home, ProbeDoor door, InstantSource clock)
      throws ProblemException {
    return new Knockers(
        services(settings, home), new ProbeMemory(clock, new SavedProbes(home)), door);
  }

  /** For one look: whoever asks for it is told what is wrong with the list. */
  static Knockers once(Settings settings, ProbeDoor door) throws ProblemException {
    return new Knockers(
        ProbeServices.of(settings.probeServices()),
        new ProbeMemory(InstantSource.system(), ProbeMemory.Shelf.NONE),
        door);
  }

  /** Not those that are usual: their owner may have left them out. */
  private static ProbeServices services(Settings settings, Home home) throws ProblemException {
    try {
      return ProbeServices.of(settings.probeServices());
    } catch (ProblemException e) {
      home.notice(e.problem());
      return ProbeServices.of(List.of());
    }
  }
}

package app.gatehouse.reach;

import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.reach.probe.PhoneDoor;
import java.util.Set;
import java.util.function.Function;

/** A proof by phone that runs; ends when it is closed. */
public final class PhoneTry implements AutoCloseable {
  private final PhoneDoor door;
  private final PassingDoors passing;
  private final Function<Set<Integer>, HomeReport> report;

  /**
   * @param report this home, when these ports were opened from outside
   */
  PhoneTry(PhoneDoor door, PassingDoors passing, Function<Set<Integer>, HomeReport> report) {
    this.door = door;
    this.passing = passing;
    this.report = report;
  }

  /** How far it is at this moment. */
  public PhoneVisit now() {
    var open = door.seen();
    return new PhoneVisit(
        door.links(),
        door.knocks(),
        open,
        door.isFromInside(),
        door.isClosed(),
        open.isEmpty() ? null : report.apply(open));
  }

  /**
   * How far it is when something has happened, or after the limit.
   *
   * @param already how many knocks are known
   */
  public PhoneVisit next(int already, long millis) throws InterruptedException {
    door.await(already, millis);
    return now();
  }

  @Override
  public void close() {
    door.close();
    passing.close();
  }
}

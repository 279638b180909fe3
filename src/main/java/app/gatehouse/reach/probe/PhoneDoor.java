package app.gatehouse.reach.probe;

import app.gatehouse.model.network.PhoneLink;
import app.gatehouse.net.IpFacts;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Waits for a phone on mobile data to open a random page of this home: a proof without any third
 * party. A visit from this home's own network proves nothing and is told apart. All threads.
 */
public final class PhoneDoor implements AutoCloseable {
  private final IpFacts ips;
  private final Set<InetAddress> own;
  private final List<PhoneLink> links = new ArrayList<>();
  private final List<ProbeDoor.Opened> opened = new ArrayList<>();
  private final Set<Integer> seen = new TreeSet<>();
  private int knocks;
  private boolean fromInside;
  private boolean closed;

  /**
   * What the phone shows.
   *
   * @param outside when it came from outside
   * @param inside when it came from this home itself
   */
  public record Words(String outside, String inside) {}

  private PhoneDoor(IpFacts ips, Set<InetAddress> own) {
    this.ips = ips;
    this.own = Set.copyOf(own);
  }

  /**
   * Opens ports of this computer until it is closed.
   *
   * @param address this home's on the internet
   * @param own addresses that are this home's
   * @throws ProblemException see {@link ProbeDoor#open}; nothing is open then
   */
  static PhoneDoor open(
      ProbeDoor door,
      List<Port> ports,
      InetAddress address,
      Set<InetAddress> own,
      IpFacts ips,
      Words words,
      Supplier<String> secret)
      throws ProblemException {
    var phone = new PhoneDoor(ips, own);
    try {
      for (var port : ports) {
        var token = secret.get();
        var target = new ProbeTarget(address, port.outer(), false, null, token, "");
        var tokens = new ProbeTokens();
        tokens.open(
            token,
            from -> phone.isOutside(from) ? words.outside() : words.inside(),
            from -> phone.knocked(port.outer(), from));
        phone.opened.add(door.open(port.inner(), tokens));
        phone.links.add(new PhoneLink(port.outer(), target.url().toString()));
      }
      return phone;
    } catch (ProblemException e) {
      phone.close();
      throw e;
    }
  }

  private boolean isOutside(InetAddress from) {
    return ips.isPublic(from) && !own.contains(from);
  }

  private synchronized void knocked(int port, InetAddress from) {
    knocks++;
    fromInside = !isOutside(from);
    if (!fromInside) {
      seen.add(port);
    }
    notifyAll();
  }

  public List<PhoneLink> links() {
    return List.copyOf(links);
  }

  public synchronized int knocks() {
    return knocks;
  }

  /** Ports that were opened from outside. */
  public synchronized Set<Integer> seen() {
    return Set.copyOf(seen);
  }

  public synchronized boolean isFromInside() {
    return fromInside;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Returns when there were more knocks than that, when it is closed, or after the limit.
   *
   * @param millis at most
   */
  public synchronized void await(int already, long millis) throws InterruptedException {
    var end = System.nanoTime() + millis * 1_000_000;
    while (knocks <= already && !closed) {
      var left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    opened.forEach(ProbeDoor.Opened::close);
    opened.clear();
    notifyAll();
  }
}

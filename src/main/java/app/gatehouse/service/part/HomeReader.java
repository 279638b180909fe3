package app.gatehouse.service.part;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.PhoneTry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads about this home; changes nothing. */
public interface HomeReader {

  /**
   * @param firewall null when nobody could read it
   * @param seen told each check as soon as it has ended, from any thread
   */
  HomeReport check(
      Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen)
      throws ProblemException;

  /** As {@link #check}, with parties outside who knock. At most 40 seconds. */
  HomeReport prove(ProofWish wish) throws ProblemException;

  /** Waits for a phone on mobile data until that is closed. At most 15 seconds to begin. */
  PhoneTry invitePhone(ProofWish wish) throws ProblemException;

  /** Whom {@link #prove} asks. */
  List<ProbeParty> parties();

  NameReport checkName(SiteAddress address) throws ProblemException;

  /**
   * Where this home is on the internet, as most of those say who are asked; a family is missing
   * when nobody knows. Of IPv6 the address that stays, see {@link #publicIpv6}. At most three
   * seconds.
   */
  Map<IpFamily, InetAddress> publicAddresses() throws InterruptedException;

  /**
   * The public IPv6 address that visitors come to: not a temporary one (RFC 8981). Reads only
   * locally.
   */
  Optional<Inet6Address> publicIpv6();

  /** The network this computer is in, as a text that differs in another one. Reads only locally. */
  String network();
}

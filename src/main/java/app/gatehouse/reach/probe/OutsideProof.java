package app.gatehouse.reach.probe;

import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has parties on the internet fetch tokens from this home, through the router and whatever else is
 * between. Safe for all threads; two proofs at once do not disturb each other unless they need the
 * same port.
 */
public final class OutsideProof {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideProof.class);

  /** Real parties take up to a quarter of a minute for what never answers. */
  private static final Duration LIMIT = Duration.ofSeconds(25);

  private static final int TOKEN_BYTES = 24;

  private final ProbeServices services;
  private final ProbeCalls calls;
  private final LoopbackTry loopback;
  private final ProbeDoor door;
  private final IpFacts ips;
  private final ProbeMemory memory;
  private final Waiter waiter;
  private final SecureRandom random;

  /**
   * @param door where tokens are answered
   * @param memory kept as long as parties are to be treated with care
   */
  public OutsideProof(
      ProbeServices services,
      HttpFetch http,
      ProbeDoor door,
      IpFacts ips,
      ProbeMemory memory,
      Waiter waiter,
      SecureRandom random) {
    this.services = services;
    this.calls = new ProbeCalls(http, waiter);
    this.loopback = new LoopbackTry(http);
    this.door = door;
    this.ips = ips;
    this.memory = memory;
    this.waiter = waiter;
    this.random = random;
  }

  /** Whom a proof asks, to be shown before. */
  public List<ProbeParty> parties() {
    return services.parties();
  }

  /**
   * Tries every port in every family that this home has an address of. Opens ports of this computer
   * for that time. At most half a minute.
   *
   * @return one for each port and family
   */
  public List<Proof> prove(ProofRequest request) throws InterruptedException {
    var parties = parties(request);
    var proofs = new ArrayList<Callable<List<Proof>>>();
    for (var port : request.ports()) {
      proofs.add(() -> prove(port, request, parties));
    }
    var result = new ArrayList<Proof>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var proof : threads.invokeAll(proofs)) {
        result.addAll(done(proof));
      }
    }
    return result;
  }

  /**
   * Waits for a phone until that is closed.
   *
   * @param address this home's on the internet
   * @throws ProblemException see {@link ProbeDoor#open}
   */
  public PhoneDoor invitePhone(
      List<Port> ports, InetAddress address, Set<InetAddress> own, PhoneDoor.Words words)
      throws ProblemException {
    return PhoneDoor.open(door, ports, address, own, ips, words, this::secret);
  }

  /** Shuffled, so that none is asked always and none never. */
  private List<Trial.Party> parties(ProofRequest request) {
    var able =
        new ArrayList<>(
            services.all().stream()
                .filter(service -> !request.without().contains(service.id()))
                .filter(service -> !memory.isDistrusted(service))
                .toList());
    Collections.shuffle(able, random);
    return able.stream()
        .map(service -> new Trial.Party(service.id(), prober(service), memory.reserve(service)))
        .toList();
  }

  private Prober prober(ProbeService service) {
    return switch (service.kind()) {
      case LETS_DEBUG -> new LetsDebug(service, calls);
      case GLOBALPING -> new Globalping(service, calls);
      case CHECK_HOST -> new CheckHost(service, calls);
      case URL -> new OwnUrl(service, calls);
    };
  }

  private List<Proof> prove(Port port, ProofRequest request, List<Trial.Party> parties)
      throws InterruptedException {
    var tokens = new ProbeTokens();
    try (var opened = door.open(port.inner(), tokens)) {
      var tries = new ArrayList<Callable<Proof>>();
      for (var address : request.addresses().values()) {
        tries.add(() -> prove(port, address, request, parties, tokens));
      }
      var proofs = new ArrayList<Proof>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var proof : threads.invokeAll(tries)) {
          proofs.add(done(proof));
        }
      }
      return proofs;
    } catch (ProblemException e) {
      return request.addresses().keySet().stream()
          .map(family -> Proof.without(port.outer(), family, e.problem()))
          .toList();
    }
  }

  private Proof prove(
      Port port,
      InetAddress address,
      ProofRequest request,
      List<Trial.Party> parties,
      ProbeTokens tokens)
      throws InterruptedException {
    var family = IpFacts.family(address);
    var able =
        parties.stream()
            .filter(party -> party.prober().canTry(target(port, address, request)))
            .toList();
    if (able.isEmpty()) {
      return Proof.without(port.outer(), family, nobody());
    }
    var trial =
        new Trial(tokens, ips, request.own(), waiter, party -> target(port, address, request));
    var inside = loopback.begin(tokens, target(port, address, request));
    var evidence = evidence(trial, able, inside);
    evidence.untrustworthy().forEach(memory::distrust);
    LOG.debug("Port {} by {}: {}", port.outer(), family, evidence);
    return evidence.outcome() == PortOutcome.UNKNOWN
            && evidence.witnesses().stream().noneMatch(Evidence.Witness::failed)
        ? Proof.without(port.outer(), family, nobody())
        : Proof.of(port.outer(), family, evidence, done(inside));
  }

  /** Whoever gives up waits for nobody. */
  private static Evidence evidence(
      Trial trial, List<Trial.Party> parties, FutureTask<Loopback> inside)
      throws InterruptedException {
    try {
      return trial.run(parties, LIMIT);
    } catch (InterruptedException e) {
      inside.cancel(true);
      throw e;
    }
  }

  private ProbeTarget target(Port port, InetAddress address, ProofRequest request) {
    return new ProbeTarget(address, port.outer(), port.tls(), request.host(), secret(), secret());
  }

  private String secret() {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Problem nobody() {
    return Problem.info(ProblemCode.REACHABILITY_UNPROVEN);
  }

  private static <T> T done(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}

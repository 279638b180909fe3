package app.gatehouse.cert;

import app.gatehouse.cert.CertificateStore.Entry;
import app.gatehouse.cert.CertificateStore.Origin;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeServerException;

/** From an order to the stored chain, beginning wherever the order stands. */
final class OrderWalk {
  private final String host;
  private final Function<ProblemCode, Problem> about;
  private final AcmeIssue.Parts parts;
  private final ChallengePublisher publisher;
  private final IssueListener listener;

  /**
   * @param about makes a problem that already names the CA and the host
   */
  OrderWalk(
      String host,
      Function<ProblemCode, Problem> about,
      AcmeIssue.Parts parts,
      ChallengePublisher publisher,
      IssueListener listener) {
    this.host = host;
    this.about = about;
    this.parts = parts;
    this.publisher = publisher;
    this.listener = listener;
  }

  static Identifier identifier(String host) {
    return IpText.canonical(host)
        .map(address -> new Identifier(Identifier.TYPE_IP, address))
        .orElseGet(() -> Identifier.dns(host));
  }

  /** Goes all the way; the published answers are gone afterwards, whatever happens. */
  Entry finish(Order order, URI directory)
      throws ProblemException, AcmeException, InterruptedException {
    var published = new ArrayList<String>();
    try {
      if (order.getStatus() == Status.PENDING) {
        var challenges = publishAnswers(order, published);
        writtenKey();
        // Who gives up here withdraws the answer: a CA told to look now would void the order.
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        for (var each : challenges) {
          each.trigger();
        }
        awaitStatus(order, EnumSet.of(Status.READY, Status.PROCESSING, Status.VALID));
        listener.reached(Milestones.VALIDATED);
      }
      var key = writtenKey();
      if (order.getStatus() == Status.READY) {
        finalizeOrder(order, key);
      }
      awaitStatus(order, EnumSet.of(Status.VALID));
      listener.reached(Milestones.FINALIZED);
      var entry = download(order, directory, key);
      listener.reached(Milestones.CHAIN_WRITTEN);
      return entry;
    } finally {
      published.forEach(publisher::remove);
    }
  }

  private List<Http01Challenge> publishAnswers(Order order, List<String> published)
      throws ProblemException, AcmeException {
    var toTrigger = new ArrayList<Http01Challenge>();
    for (var authorization : order.getAuthorizations()) {
      authorization.fetch();
      if (authorization.getStatus() != Status.PENDING) {
        continue;
      }
      var challenge = authorization.findChallenge(Http01Challenge.class);
      if (challenge.isEmpty()) {
        throw about.apply(ProblemCode.CA_REJECTS_NAME).variant("no-http-01").exception();
      }
      var token = challenge.get().getToken();
      published.add(token);
      publisher.present(token, challenge.get().getAuthorization());
      // After a crash it may be under way already; a CA refuses to be told twice.
      if (challenge.get().getStatus() == Status.PENDING) {
        toTrigger.add(challenge.get());
      }
    }
    listener.reached(Milestones.CHALLENGE_SET);
    return toTrigger;
  }

  private void finalizeOrder(Order order, KeyPair key) throws AcmeException {
    try {
      order.execute(SigningRequest.of(host, key));
    } catch (AcmeServerException e) {
      // The same request, broken off by an interrupt or a crash, may have arrived meanwhile.
      order.fetch();
      if (order.getStatus() != Status.PROCESSING && order.getStatus() != Status.VALID) {
        throw e;
      }
    }
  }

  private KeyPair writtenKey() throws ProblemException {
    var written = parts.pending().key(host);
    if (written.isPresent()) {
      return written.get();
    }
    var key = Keys.newPair();
    parts.pending().writeKey(host, key);
    listener.reached(Milestones.KEY_WRITTEN);
    return key;
  }

  private void awaitStatus(Order order, EnumSet<Status> wanted)
      throws ProblemException, AcmeException, InterruptedException {
    var ended = EnumSet.copyOf(wanted);
    ended.add(Status.INVALID);
    if (!parts.poll().until(order, ended)) {
      throw about.apply(ProblemCode.CA_OWN_TROUBLE).variant("slow").exception();
    }
    if (order.getStatus() == Status.INVALID) {
      var problem = whyInvalid(order);
      parts.pending().delete(host);
      throw problem.exception();
    }
  }

  private Problem whyInvalid(Order order) throws AcmeException {
    for (var authorization : order.getAuthorizations()) {
      authorization.fetch();
      for (Challenge challenge : authorization.getChallenges()) {
        var error = challenge.getError();
        if (error.isPresent()) {
          return new CaVerdict(error.get(), about).onValidation();
        }
      }
    }
    var error = order.getError();
    return error.isPresent()
        ? new CaVerdict(error.get(), about).onRequest()
        : about.apply(ProblemCode.CA_OWN_TROUBLE).variant("request").detail("order invalid");
  }

  private Entry download(Order order, URI directory, KeyPair key)
      throws ProblemException, AcmeException {
    var certificate = order.getCertificate();
    certificate.download();
    var chain = certificate.getCertificateChain();
    var facts = Leaf.facts(chain.getFirst());
    if (!Keys.belongTogether(chain.getFirst().getPublicKey(), key.getPrivate())
        || !Leaf.isGoodFor(facts, host)) {
      parts.pending().delete(host);
      throw about
          .apply(ProblemCode.CA_OWN_TROUBLE)
          .variant("answer")
          .detail("the certificate is not what was ordered: " + facts)
          .exception();
    }
    var origin = new Origin(directory, URI.create(order.getLocation().toString()));
    return parts.store().add(host, chain, key.getPrivate(), origin);
  }
}

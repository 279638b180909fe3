package app.gatehouse.cert;

import app.gatehouse.cert.CertificateStore.Entry;
import app.gatehouse.cert.PendingOrders.Pending;
import app.gatehouse.problem.ProblemException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUnauthorizedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One certificate from an ACME CA (RFC 8555 section 7.1): account and order here, the rest in
 * {@link OrderWalk}. Before and after each step that the CA remembers, the disk remembers it too.
 */
final class AcmeIssue {
  private static final Logger LOG = LoggerFactory.getLogger(AcmeIssue.class);

  /** Let's Encrypt issues for IP addresses in this profile only. */
  private static final String IP_PROFILE = "shortlived";

  /** Refusals after which the order may still exist. */
  private static final Set<String> PASSING =
      Set.of("badNonce", "rateLimited", "serverInternal", "userActionRequired");

  private final String host;
  private final URI directory;
  private final Parts parts;
  private final OrderWalk walk;
  private final IssueListener listener;

  AcmeIssue(
      String host,
      URI directory,
      Parts parts,
      ChallengePublisher publisher,
      IssueListener listener) {
    this.host = host;
    this.directory = directory;
    this.parts = parts;
    this.listener = listener;
    walk =
        new OrderWalk(host, new AcmeProblems(directory, host)::about, parts, publisher, listener);
  }

  /** What every issue needs. */
  record Parts(
      AcmeConnections connections,
      Accounts accounts,
      PendingOrders pending,
      CertificateStore store,
      Poll poll,
      InstantSource clock) {}

  /**
   * Gets the certificate; an order on disk is taken up again. On failure the published answer is
   * removed; the order stays on disk unless the CA has ended it.
   */
  Entry run(boolean termsAgreed) throws ProblemException, InterruptedException {
    return explained(termsAgreed, login -> walk.finish(order(login), directory));
  }

  /**
   * As {@link #run}, but never content with what the CA saw earlier, and without leaving anything
   * at the CA that the next rehearsal would be content with.
   */
  void rehearse(boolean termsAgreed) throws ProblemException, InterruptedException {
    explained(termsAgreed, this::rehearsed);
  }

  /** What is done with the account. */
  @FunctionalInterface
  private interface Work {
    Entry with(Login login) throws ProblemException, AcmeException, InterruptedException;
  }

  private Entry explained(boolean termsAgreed, Work work)
      throws ProblemException, InterruptedException {
    var problems = new AcmeProblems(directory, host);
    try {
      return attempt(termsAgreed, work, problems);
    } catch (AcmeException e) {
      throw problems.exception(e);
    } catch (AcmeProtocolException | AcmeLazyLoadingException e) {
      throw problems.exception(e);
    }
  }

  private Entry attempt(boolean termsAgreed, Work work, AcmeProblems problems)
      throws ProblemException, AcmeException, InterruptedException {
    var serverClock = new ServerClock(parts.clock());
    var session = parts.connections().open(directory, serverClock);
    session.getMetadata();
    var wrongClock = problems.clock(serverClock);
    if (wrongClock.isPresent()) {
      throw wrongClock.get().exception();
    }
    try {
      return work.with(login(session, termsAgreed));
    } catch (AcmeServerException e) {
      if (!CaVerdict.type(e.getProblem()).equals("accountDoesNotExist")) {
        throw e;
      }
      // The CA lost it, as test CAs do with every restart. Its orders are gone with it.
      LOG.warn("{} does not know our account any more; it is registered again", directory);
      parts.accounts().forgetAddress(directory);
      parts.pending().delete(host);
      return work.with(login(session, termsAgreed));
    }
  }

  private Login login(Session session, boolean termsAgreed) throws ProblemException, AcmeException {
    var login = parts.accounts().login(session, termsAgreed);
    listener.reached(Milestones.ACCOUNT_READY);
    return login;
  }

  private Order order(Login login) throws ProblemException, AcmeException {
    var resumed = resumed(login);
    var order = resumed.isPresent() ? resumed.get() : placed(login);
    listener.reached(Milestones.ORDER_PLACED);
    return order;
  }

  private Entry rehearsed(Login login)
      throws ProblemException, AcmeException, InterruptedException {
    var order = order(login);
    if (order.getStatus() != Status.PENDING) {
      // A rehearsal that broke off left its proof there: nobody would look at this home.
      withdrawProof(order);
      parts.pending().delete(host);
      order = order(login);
    }
    var entry = walk.finish(order, directory);
    withdrawProof(order);
    return entry;
  }

  /** CAs rely on a proof for hours or weeks, unless it is withdrawn (RFC 8555 section 7.5.2). */
  private void withdrawProof(Order order) {
    try {
      for (var authorization : order.getAuthorizations()) {
        authorization.fetch();
        if (authorization.getStatus() == Status.VALID) {
          authorization.deactivate();
        }
      }
    } catch (AcmeException | AcmeProtocolException | AcmeLazyLoadingException e) {
      LOG.info("{} may be content with this proof the next time: {}", directory, e.getMessage());
    }
  }

  private Order placed(Login login) throws ProblemException, AcmeException {
    parts.pending().write(new Pending(host, directory, null, parts.clock().instant()));
    var builder = login.newOrder().identifier(OrderWalk.identifier(host));
    if (isIp() && login.getSession().getMetadata().isProfileAllowed(IP_PROFILE)) {
      builder.profile(IP_PROFILE);
    }
    Order order;
    try {
      order = builder.create();
    } catch (AcmeUnauthorizedException e) {
      parts.pending().delete(host);
      parts.accounts().retire(directory);
      throw e;
    } catch (AcmeServerException e) {
      parts.pending().delete(host);
      throw e;
    }
    var address = URI.create(order.getLocation().toString());
    parts.pending().write(new Pending(host, directory, address, parts.clock().instant()));
    LOG.info("Order for {}: {}", host, address);
    return order;
  }

  /** The order that is on disk, if the CA still knows it and it can still lead to a certificate. */
  private Optional<Order> resumed(Login login) throws ProblemException, AcmeException {
    var pending = parts.pending().find(host);
    var address = pending.map(Pending::order);
    if (address.isPresent() && pending.get().directory().equals(directory)) {
      var order = login.bindOrder(url(address.get()));
      if (isKnown(order) && canBeFinished(order)) {
        LOG.info(
            "The order for {} is taken up again: {} ({})", host, address.get(), order.getStatus());
        return Optional.of(order);
      }
    }
    // Even where there is no order, there may be the key of one: a crash came between the two.
    parts.pending().delete(host);
    return Optional.empty();
  }

  private boolean isKnown(Order order) throws AcmeException {
    try {
      order.fetch();
      return true;
    } catch (AcmeNetworkException e) {
      throw e;
    } catch (AcmeServerException e) {
      var type = CaVerdict.type(e.getProblem());
      if (PASSING.contains(type) || type.equals("accountDoesNotExist")) {
        throw e;
      }
      LOG.info("The order for {} is forgotten by the CA: {}", host, e.getMessage());
      return false;
    } catch (AcmeException e) {
      // No problem document, only a status.
      if (String.valueOf(e.getMessage()).startsWith("HTTP 4")) {
        return false;
      }
      throw e;
    }
  }

  private boolean canBeFinished(Order order) throws ProblemException {
    var isOurs = order.getIdentifiers().contains(OrderWalk.identifier(host));
    return isOurs
        && switch (order.getStatus()) {
          case Status.PENDING, Status.READY -> true;
          case Status.PROCESSING, Status.VALID -> parts.pending().key(host).isPresent();
          default -> false;
        };
  }

  private boolean isIp() {
    return OrderWalk.identifier(host).getType().equals(Identifier.TYPE_IP);
  }

  private static URL url(URI address) {
    try {
      return address.toURL();
    } catch (MalformedURLException e) {
      throw new AcmeProtocolException("not an address: " + address, e);
    }
  }
}

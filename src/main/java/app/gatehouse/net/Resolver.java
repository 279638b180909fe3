package app.gatehouse.net;

import app.gatehouse.model.network.IpFamily;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Asks DNS servers, never the hosts file and never a cache of its own; answers that do not fit into
 * UDP are fetched by TCP. Safe for all threads. Each call blocks for at most the limit.
 */
public final class Resolver {
  private static final int TRIES = 2;
  private static final int MAX_ALIASES = 8;
  private static final int CRITICAL = 128;

  private final List<InetSocketAddress> servers;
  private final Duration limit;

  /**
   * @param servers whom to ask, one after the other; empty means the system's, looked up for each
   *     question, since they change with the network
   * @param limit for one question, all servers together
   */
  public Resolver(List<InetSocketAddress> servers, Duration limit) {
    this.servers = List.copyOf(servers);
    this.limit = limit;
  }

  /** The name's addresses of one family. */
  public DnsAnswer<InetAddress> addresses(String name, IpFamily family)
      throws InterruptedException {
    return switch (family) {
      case IPV4 -> ask(name, Type.A, ARecord.class, ARecord::getAddress);
      case IPV6 -> ask(name, Type.AAAA, AAAARecord.class, AAAARecord::getAddress);
    };
  }

  /** The name's texts; the strings of one record are joined, as RFC 8555 and SPF read them. */
  public DnsAnswer<String> txt(String name) throws InterruptedException {
    return ask(name, Type.TXT, TXTRecord.class, Resolver::text);
  }

  /** The CAA records at exactly this name; climbing to parents is the caller's (RFC 8659). */
  public DnsAnswer<CaaRecord> caa(String name) throws InterruptedException {
    return ask(name, Type.CAA, CAARecord.class, Resolver::caa);
  }

  /** What the name is an alias of, without a trailing dot. */
  public DnsAnswer<String> cname(String name) throws InterruptedException {
    return ask(name, Type.CNAME, CNAMERecord.class, Resolver::target);
  }

  private <R extends Record, T> DnsAnswer<T> ask(
      String name, int type, Class<R> kind, Function<R, T> value) throws InterruptedException {
    Name question;
    try {
      question = Name.fromString(IDN.toASCII(name), Name.root);
    } catch (TextParseException | IllegalArgumentException e) {
      return new DnsAnswer.NoSuchName<>();
    }
    var asked = servers.isEmpty() ? new ResolverConfig().servers() : servers;
    var each = limit.dividedBy((long) TRIES * Math.max(1, asked.size()));
    DnsAnswer<T> last = new DnsAnswer.Failed<>("no DNS server is known");
    for (var i = 0; i < TRIES * asked.size(); i++) {
      // A server that fails is passed over like a silent one: the next may know.
      last = askOne(asked.get(i % asked.size()), each, question, type, kind, value);
      if (last.isKnown()) {
        return last;
      }
    }
    return last;
  }

  private static <R extends Record, T> DnsAnswer<T> askOne(
      InetSocketAddress server,
      Duration time,
      Name question,
      int type,
      Class<R> kind,
      Function<R, T> value)
      throws InterruptedException {
    var resolver = new SimpleResolver(server);
    resolver.setTimeout(time);
    var session =
        LookupSession.builder().resolver(resolver).maxRedirects(MAX_ALIASES).ndots(1).build();
    var asked = session.lookupAsync(question, type).toCompletableFuture();
    try {
      var found = new ArrayList<T>();
      for (var record : asked.get(time.toNanos(), TimeUnit.NANOSECONDS).getRecords()) {
        // A record without any data is of the type, and of no kind.
        if (kind.isInstance(record)) {
          found.add(value.apply(kind.cast(record)));
        }
      }
      return found.isEmpty() ? new DnsAnswer.NoData<>() : new DnsAnswer.Found<>(found);
    } catch (TimeoutException e) {
      return new DnsAnswer.Failed<>(server + ": no answer within " + time.toMillis() + " ms");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } finally {
      asked.cancel(true);
    }
  }

  private static <T> DnsAnswer<T> failed(Throwable thrown) {
    return switch (thrown) {
      case NoSuchDomainException e -> new DnsAnswer.NoSuchName<>();
      case NoSuchRRSetException e -> new DnsAnswer.NoData<>();
      default -> {
        var message = thrown.getMessage();
        var kind = thrown.getClass().getSimpleName();
        yield new DnsAnswer.Failed<>(message == null ? kind : kind + ": " + message);
      }
    };
  }

  private static String text(TXTRecord txt) {
    var joined = new StringBuilder();
    for (var part : txt.getStringsAsByteArrays()) {
      joined.append(new String(part, StandardCharsets.UTF_8));
    }
    return joined.toString();
  }

  private static CaaRecord caa(CAARecord caa) {
    var critical = (caa.getFlags() & CRITICAL) != 0;
    return new CaaRecord(critical, caa.getTag().toLowerCase(Locale.ROOT), caa.getValue());
  }

  private static String target(CNAMERecord alias) {
    return alias.getTarget().toString(true).toLowerCase(Locale.ROOT);
  }
}

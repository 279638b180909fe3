package app.gatehouse.forward;

import app.gatehouse.forward.guard.LoginDesk;
import app.gatehouse.forward.guard.Sessions;
import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTPS reverse proxy. Opens nothing until told to. All methods may be called from any thread;
 * those that block say so.
 */
public final class Forwarder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

  private final ForwarderSettings settings;
  private final Transport transport = Preparation.transport();
  private final Probes probes = new Probes();
  private final Challenges challenges = new Challenges(probes);
  private final SiteTable sites;
  private final LoginDesk desk;
  private final Pages pages;
  private final HeaderRules rules;
  private final Gate httpGate;
  private final Gate httpsGate;

  /** For who speaks plain HTTP where HTTPS is spoken. */
  private final Gate wrongPortGate;

  private final ConnectionCounts counts;
  private final ChannelGroup clients =
      new DefaultChannelGroup("clients", GlobalEventExecutor.INSTANCE, true);

  private @Nullable EventLoopGroup loops;
  private @Nullable ForwardParts parts;
  private volatile @Nullable Listeners listeners;
  private boolean closed;

  /**
   * @param texts the words of pages in a language
   * @param hostHeader which Host header an app gets
   * @param clock for sessions and limits
   * @param random for session ids
   */
  public Forwarder(
      ForwarderSettings settings,
      Function<Locale, Texts> texts,
      HostHeaderRule hostHeader,
      InstantSource clock,
      SecureRandom random) {
    this.settings = settings;
    var timeouts = settings.timeouts();
    var sessions = new Sessions(settings.sessionSecret(), timeouts.session(), clock, random);
    this.sites = new SiteTable(sessions, clock);
    this.desk = new LoginDesk(sessions, settings.bounds().waitingLogins(), clock);
    this.pages = new Pages(texts);
    this.rules = new HeaderRules(hostHeader, timeouts.hsts());
    this.httpGate = plainHttp(stranger -> Answers.text(HttpResponseStatus.NOT_FOUND, ""));
    this.wrongPortGate =
        plainHttp(stranger -> pages.page(Page.PLAIN_HTTP, stranger.http().headers()));
    this.httpsGate = new HttpsGate(sites, challenges, sessions, pages);
    this.counts = new ConnectionCounts(settings.bounds());
  }

  /**
   * Begins to load what the first forwarder of a process waits for, while the caller does something
   * else. May be left out.
   */
  public static void prepare() {
    Preparation.begin();
  }

  private Gate plainHttp(Function<ClientRequest, FullHttpResponse> stranger) {
    return new HttpGate(sites, challenges, this::httpPort, this::httpsPort, stranger);
  }

  /**
   * Binds both ports or none. Blocks for a moment. Does nothing when they are open.
   *
   * @throws ProblemException {@code port-in-use} or {@code port-needs-rights}, each with the fact
   *     {@code port}
   */
  public synchronized void open() throws ProblemException {
    if (closed) {
      throw new IllegalStateException("the forwarder is closed");
    }
    if (listeners != null) {
      return;
    }
    var group = loops == null ? transport.loops() : loops;
    loops = group;
    parts = parts == null ? newParts(group) : parts;
    listeners =
        Listeners.open(
            settings,
            group,
            transport,
            connections(this::startHttp),
            connections(this::startHttps));
    LOG.info("Listening on ports {} and {}", httpPort(), httpsPort());
  }

  private ForwardParts newParts(EventLoopGroup group) {
    return new ForwardParts(
        new UpstreamPools(group, transport, settings),
        rules,
        pages,
        desk,
        new RequestCheck(settings.bounds().headerCount()),
        settings.timeouts());
  }

  private ChannelHandler connections(BiConsumer<SocketChannel, ForwardParts> start) {
    var shared = parts;
    return new ChannelInitializer<SocketChannel>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if (shared == null || !counts.admit(channel)) {
          channel.close();
          return;
        }
        clients.add(channel);
        start.accept(channel, shared);
      }
    };
  }

  private void startHttp(SocketChannel channel, ForwardParts shared) {
    addHttp1(channel.pipeline()::addLast, httpGate, "", shared);
  }

  private void startHttps(SocketChannel channel, ForwardParts shared) {
    BiConsumer<ChannelHandlerContext, String> next =
        (ctx, host) -> addHttp1(ctx.pipeline()::addLast, httpsGate, host, shared);
    channel
        .pipeline()
        .addLast(
            new SniGate(
                sites,
                probes,
                settings.timeouts().handshake().toMillis(),
                next,
                ctx -> addHttp1(ctx.pipeline()::addLast, wrongPortGate, "", shared)));
  }

  /** HTTP/1.1 on a connection; HTTP/2 will be the other choice, by what the handshake agreed on. */
  private void addHttp1(Adder pipeline, Gate gate, String host, ForwardParts shared) {
    var decoder = new RequestDecoder(settings.bounds());
    var encoder = new ResponseEncoder();
    pipeline.add(decoder, encoder, new ClientConnection(decoder, encoder, gate, host, shared));
  }

  /** Adds handlers at the end of a pipeline. */
  private interface Adder {
    void add(ChannelHandler... handlers);
  }

  public boolean isOpen() {
    return listeners != null;
  }

  /** The real port while open, else the one that was asked for. */
  public int httpPort() {
    var open = listeners;
    return open == null ? settings.httpPort() : Listeners.portOf(open.http());
  }

  /** The real port while open, else the one that was asked for. */
  public int httpsPort() {
    var open = listeners;
    return open == null ? settings.httpsPort() : Listeners.portOf(open.https());
  }

  /**
   * Publishes a site, or replaces the one of the same name, be it only its certificate, which new
   * connections are then given. Connections stay; WebSockets end when the site's protection or app
   * has changed, or it was paused.
   *
   * @throws IllegalArgumentException when key and chain do not fit
   */
  public void serve(Site site, TlsMaterial tls) {
    var before = sites.put(site, tls);
    if (before.isPresent() && hasChanged(before.get().site(), site)) {
      tell(new Ending(Ending.Kind.TUNNELS, site.name()));
    }
  }

  private static boolean hasChanged(Site before, Site after) {
    return after.paused()
        || !before.app().equals(after.app())
        || !before.protection().equals(after.protection());
  }

  /** Takes a site off; its connections end. Does nothing when there is none. */
  public void withdraw(String host) {
    sites.remove(host);
    tell(new Ending(Ending.Kind.SITE, Hosts.canonical(host)));
  }

  private void tell(Ending ending) {
    clients.forEach(client -> client.pipeline().fireUserEventTriggered(ending));
  }

  /** The leaf that new connections to a host get. */
  public Optional<X509Certificate> serving(String host) {
    return Optional.ofNullable(sites.find(Hosts.canonical(host))).map(PublishedSite::leaf);
  }

  /** Answers {@code /.well-known/acme-challenge/<token>} for every host (RFC 8555 section 8.3). */
  public void presentChallenge(String token, String content) {
    challenges.present(token, content);
  }

  public void removeChallenge(String token) {
    challenges.remove(token);
  }

  /**
   * Answers tokens on both ports, until the returned one is run; on the HTTPS port also in
   * handshakes that name no site.
   *
   * @param passing what those handshakes get: nobody looks at it
   */
  public Runnable answer(TokenAnswers tokens, TlsMaterial passing) {
    return probes.add(tokens, TlsContexts.server(passing));
  }

  /** Stops listening; running connections go on. May be opened again. Blocks for a moment. */
  public synchronized void closePorts() {
    var open = listeners;
    listeners = null;
    if (open != null) {
      open.close();
    }
  }

  /**
   * Stops listening, lets running requests end until the deadline, closes everything. Blocks until
   * that is done.
   */
  @Override
  public synchronized void close() {
    closed = true;
    closePorts();
    tell(new Ending(Ending.Kind.DRAIN, null));
    var drain = settings.timeouts().drain();
    if (!clients.newCloseFuture().awaitUninterruptibly(drain.toMillis())) {
      LOG.info("{} connections did not end in time and are closed", clients.size());
      clients.close().awaitUninterruptibly();
    }
    desk.close();
    if (loops != null) {
      loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
      loops = null;
    }
  }
}

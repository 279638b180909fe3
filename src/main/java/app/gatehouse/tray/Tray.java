package app.gatehouse.tray;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the service again and again, and lets a host show and tell what it answers. The service may
 * go and come back. Everything that may block is done on one thread of the tray's own.
 */
public final class Tray implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tray.class);

  private final TrayParts parts;
  private final Desk desk;
  private final TrayMenu menu;
  private final TrayWords words;
  private final NoticeTeller teller;
  private final NoticeWords notices;
  private final BlockingQueue<TrayCommand> asked = new LinkedBlockingQueue<>();
  private volatile @Nullable TrayHost host;
  private volatile @Nullable Thread thread;
  private @Nullable ServiceApi service;
  private boolean mayStart = true;

  public Tray(TrayParts parts, Desk desk) {
    this.parts = parts;
    this.desk = desk;
    menu = new TrayMenu(parts.texts());
    words = new TrayWords(parts.texts());
    teller = new NoticeTeller(parts.memory());
    notices = new NoticeWords(parts.texts());
  }

  /**
   * Looks for a host and, where there is one, begins. Blocks a few seconds at most.
   *
   * @return false when no tray can be had here
   */
  public boolean open() throws InterruptedException {
    var found = parts.hosts().open(this::chosen);
    if (found.isEmpty()) {
      return false;
    }
    host = found.get();
    draw(Outlook.ASKING);
    return true;
  }

  /** Asks the service now and whenever the period is over, until this is closed. */
  public void start() {
    thread = Thread.ofVirtual().name("tray").start(this::run);
  }

  /** Whether the user sees an icon now. */
  public boolean isShown() {
    var found = host;
    return found != null && found.isShown();
  }

  private void run() {
    try {
      step(null);
      while (!Thread.currentThread().isInterrupted()) {
        step(asked.poll(parts.period().toMillis(), TimeUnit.MILLISECONDS));
      }
    } catch (InterruptedException e) {
      LOG.debug("The tray ends");
    } finally {
      hangUp();
    }
  }

  /** Does what was asked for, then looks how things are. */
  void step(@Nullable TrayCommand command) throws InterruptedException {
    try {
      if (command != null) {
        carryOut(command);
      }
      look();
    } catch (RuntimeException e) {
      // The next look may go better; without this thread the icon would lie from now on.
      LOG.warn("The tray could not be brought up to date", e);
    }
  }

  private void look() throws InterruptedException {
    Outlook outlook;
    try {
      outlook = Outlook.of(service().status());
    } catch (ProblemException e) {
      LOG.debug("The service does not say how it is: {}", e.getMessage());
      hangUp();
      outlook = Outlook.without(e.problem());
    }
    draw(outlook);
    var report = outlook.report();
    if (report != null) {
      teller.news(report, parts.clock().instant()).forEach(notice -> tell(notices.of(notice)));
    }
  }

  /** Only the first time, or when asked to, it is started: whoever stops it wants it to stay so. */
  private ServiceApi service() throws ProblemException, InterruptedException {
    if (service == null) {
      var start = mayStart;
      mayStart = false;
      service = start ? parts.connector().findOrStart() : parts.connector().find();
    }
    return service;
  }

  private void hangUp() {
    if (service != null) {
      service.close();
      service = null;
    }
  }

  private void draw(Outlook outlook) {
    var found = host;
    if (found == null) {
      return;
    }
    var autostart = parts.autostart().map(StartWithComputer::isOn);
    found.show(
        new TrayFace(
            TrayState.of(outlook),
            parts.texts().get("ui.name"),
            words.tooltip(outlook),
            menu.of(outlook, parts.clock().instant(), autostart)));
  }

  private void tell(Notification notification) {
    var found = host;
    if (found != null) {
      found.tell(notification);
    }
  }

  /** What needs no service is done at once: the tray's thread may be waiting for an answer. */
  private void chosen(TrayCommand command) {
    switch (command) {
      case TrayCommand.OpenAddress(var url) -> desk.openBrowser(URI.create(url));
      case TrayCommand.CopyAddress(var url) -> desk.copy(url);
      case TrayCommand.OpenDashboard(var site) -> desk.openWindow(site);
      case TrayCommand.OpenAlerts() -> desk.openAlerts();
      case TrayCommand.Quit() -> quit();
      default -> asked.add(command);
    }
  }

  private void quit() {
    if (!parts.memory().quitExplained()) {
      parts.memory().quitWasExplained();
      tell(notices.serviceGoesOn());
    }
    desk.quit();
  }

  private void carryOut(TrayCommand command) throws InterruptedException {
    try {
      switch (command) {
        case TrayCommand.CheckNow() -> service().checkNow();
        case TrayCommand.TakeOffline(var offline) -> service().takeOffline(offline);
        case TrayCommand.KeepQuiet(var quiet) -> service().keepQuiet(quiet);
        case TrayCommand.StartService() -> mayStart = true;
        case TrayCommand.StartWithComputer(var on) -> startWithComputer(on);
        default -> throw new IllegalArgumentException(command.toString());
      }
    } catch (ProblemException e) {
      LOG.debug("{} failed: {}", command, e.getMessage());
      tell(notices.failed(e.problem()));
      if (e.problem().code() == ProblemCode.SERVICE_NOT_REACHABLE) {
        hangUp();
      }
    }
  }

  private void startWithComputer(boolean on) throws ProblemException {
    var autostart = parts.autostart();
    if (autostart.isPresent()) {
      autostart.get().set(on);
    }
  }

  /** Takes the icon away and ends the connection to the service. Waits for nothing. */
  @Override
  public void close() {
    var running = thread;
    if (running != null) {
      running.interrupt();
    }
    var found = host;
    if (found != null) {
      found.close();
    }
  }
}

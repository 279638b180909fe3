package app.gatehouse.service;

import app.gatehouse.cert.IssueListener;
import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.net.Waiter;
import app.gatehouse.reach.router.Router;
import app.gatehouse.service.alert.AlertSender;
import app.gatehouse.service.part.AppSearch;
import app.gatehouse.service.part.CertificateSource;
import app.gatehouse.service.part.HomeReader;
import app.gatehouse.service.part.SecretHashes;
import app.gatehouse.service.part.SiteServer;
import app.gatehouse.service.part.VisitorView;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/**
 * What a service is made of. {@code launch} makes the real ones from home and settings by the
 * adapters in {@code service.part}; tests put fakes in.
 *
 * @param version of this program, for {@code info}
 * @param random for ids; need not be strong
 * @param names providers by whom names are led here
 * @param threads where what blocks is done; ended with the service
 * @param milestones hears how far every certificate is; for tests that crash there
 */
public record ServiceParts(
    String version,
    Home home,
    Settings settings,
    SiteServer server,
    CertificateSource certificates,
    AppSearch apps,
    HomeReader homeReader,
    Router router,
    VisitorView view,
    SecretHashes hashes,
    InstantSource clock,
    Waiter waiter,
    RandomGenerator random,
    List<AddressUpdater> names,
    AlertSender alerts,
    ExecutorService threads,
    IssueListener milestones) {}

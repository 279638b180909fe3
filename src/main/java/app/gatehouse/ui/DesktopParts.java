package app.gatehouse.ui;

import app.gatehouse.control.HomeFirewall;
import app.gatehouse.tray.Desk;
import app.gatehouse.ui.shared.LocalRoots;
import app.gatehouse.ui.shared.LookMemory;
import app.gatehouse.ui.shared.RootTrusts;
import app.gatehouse.ui.shared.ServiceConnector;
import app.gatehouse.ui.shared.Trials;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the window program needs from outside.
 *
 * @param locale language of the window; becomes the process's default, which JavaFX's own texts and
 *     the shapes of Han characters follow
 * @param hidden whether the window waits until somebody opens it from the tray
 * @param ready hears once how the window can be opened from outside
 * @param random for API keys; cryptographically strong
 */
public record DesktopParts(
    ServiceConnector connector,
    Trials trials,
    LocalRoots localRoots,
    RootTrusts rootTrusts,
    HomeFirewall firewall,
    Locale locale,
    LookMemory looks,
    DesktopTray tray,
    boolean hidden,
    Consumer<Desk> ready,
    InstantSource clock,
    RandomGenerator random) {}

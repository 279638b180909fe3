package app.gatehouse.ui.wizard;

import app.gatehouse.control.HomeFirewall;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.LocalRoots;
import app.gatehouse.ui.shared.RootTrusts;
import app.gatehouse.ui.shared.ServiceConnector;
import app.gatehouse.ui.shared.TaskRunner;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.shared.Trials;
import java.util.random.RandomGenerator;

/**
 * What the wizard is made of.
 *
 * @param random for API keys; cryptographically strong outside tests
 */
public record WizardParts(
    ServiceConnector connector,
    Trials trials,
    LocalRoots localRoots,
    RootTrusts rootTrusts,
    HomeFirewall firewall,
    Browser browser,
    TaskRunner runner,
    Texts texts,
    Theme theme,
    RandomGenerator random) {}

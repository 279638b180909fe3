package app.gatehouse.ui.dashboard;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.ServiceConnector;
import app.gatehouse.ui.shared.TaskRunner;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.shared.Ticker;
import java.time.InstantSource;

/**
 * What the dashboard is made of.
 *
 * @param ticker when it looks again
 * @param clock what "five minutes ago" is counted from
 * @param ways where it leads to
 */
public record DashboardParts(
    ServiceConnector connector,
    Browser browser,
    TaskRunner runner,
    Ticker ticker,
    InstantSource clock,
    Texts texts,
    Theme theme,
    Ways ways) {}

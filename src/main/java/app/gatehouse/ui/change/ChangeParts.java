package app.gatehouse.ui.change;

import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Asker;
import java.util.random.RandomGenerator;

/**
 * What the page is made of.
 *
 * @param site as it is now
 * @param random for API keys; cryptographically strong outside tests
 * @param back leads to the overview
 */
public record ChangeParts(
    SiteStatus site, Asker asker, Texts texts, RandomGenerator random, Runnable back) {}

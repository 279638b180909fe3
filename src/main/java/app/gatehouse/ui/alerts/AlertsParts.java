package app.gatehouse.ui.alerts;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Asker;

/**
 * What the page is made of.
 *
 * @param texts also give the language of what is told
 * @param back leads to the overview
 */
public record AlertsParts(Asker asker, Texts texts, Runnable back) {}

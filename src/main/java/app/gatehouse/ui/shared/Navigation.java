package app.gatehouse.ui.shared;

import app.gatehouse.setup.SetupPage;

/** What a page may ask of the wizard's frame. */
public interface Navigation {
  /** To the page after this one. */
  void next();

  void back();

  void go(SetupPage page);

  /** Shows a question over the page. */
  void ask(Question question);

  /** Shows the page that tries everything with the sample app. */
  void tryWithSample();

  /** To the overview of all sites; what the service does goes on, and the answers are kept. */
  void overview();
}

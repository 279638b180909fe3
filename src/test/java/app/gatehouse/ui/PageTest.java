package app.gatehouse.ui;

import app.gatehouse.setup.SetupDefaults;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.SetupSession;
import java.net.URI;
import java.util.Locale;

/** What the tests of the page models begin with: a session over a scripted service. */
public abstract class PageTest {
  protected final ScriptedService service = new ScriptedService();
  protected final RecordedNavigation frame = new RecordedNavigation();
  protected final SetupSession session =
      new SetupSession(new InlineTaskRunner(), Texts.of(Locale.ENGLISH));

  protected PageTest() {
    session.connected(
        service,
        new SetupDefaults(
            URI.create("https://acme.example/directory"),
            80,
            443,
            Facts.PARTIES,
            Facts.NAME_PROVIDERS));
  }
}

package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Question;
import app.gatehouse.ui.shared.ServiceRequest;
import java.net.URI;
import java.util.function.Consumer;

/** What a site's card may ask of the dashboard around it. */
interface Desk {

  /** Asks the service away from the thread that draws; exactly one of the two is told. */
  <T> void ask(ServiceRequest<T> request, Consumer<T> done, Consumer<Problem> failed);

  /** Looks at everything again, at once. */
  void refresh();

  void question(Question question);

  /** Shows a site's address as a picture for telephones. */
  void showCode(SiteModel site);

  /** Opens the page that changes a site. */
  void change(SiteStatus site);

  /** Opens the page about the root of the private addresses. */
  void trust();

  /** Opens the page that says how its owner is told of trouble. */
  void openAlerts();

  void open(URI address);

  /** Lets the service look at every site now. */
  void checkNow();

  Texts texts();
}

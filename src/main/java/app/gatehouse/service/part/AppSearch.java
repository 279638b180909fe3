package app.gatehouse.service.part;

import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.ProblemException;
import java.util.List;

/** Finds local apps. */
public interface AppSearch {

  List<LocalApp> find() throws ProblemException;

  /** As {@link app.gatehouse.control.ServiceApi#examineApp}. */
  LocalApp examine(String typed) throws ProblemException;

  /** Whether somebody accepts a connection there; takes half a second at most. */
  boolean answers(Upstream app);
}

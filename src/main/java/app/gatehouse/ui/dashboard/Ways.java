package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.SiteStatus;

/** Where the dashboard leads to. */
public interface Ways {

  /** The wizard, which goes on where a setup is under way. */
  void wizard();

  /** The page that changes a site. */
  void change(SiteStatus site);

  /** The page about the root of the private addresses. */
  void trust();

  /** The page that says how its owner is told of trouble. */
  void alerts();
}

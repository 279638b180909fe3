package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.StatusReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The sites' models: kept while their site is there, so that nothing on their cards is lost. */
final class Sites {
  private final Desk desk;
  private final ObservableList<SiteModel> models = FXCollections.observableArrayList();

  /** Kept: a view of a list hears its changes only while somebody holds on to the view. */
  private final ObservableList<SiteModel> shown = FXCollections.unmodifiableObservableList(models);

  Sites(Desk desk) {
    this.desk = desk;
  }

  ObservableList<SiteModel> shown() {
    return shown;
  }

  Optional<SiteModel> named(String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  void update(StatusReport report, Instant at) {
    var now = new ArrayList<SiteModel>();
    for (var site : report.sites()) {
      var seen = new SiteModel.Seen(site, report.service().offline(), at);
      var known = named(site.name());
      known.ifPresent(model -> model.update(seen));
      now.add(known.orElseGet(() -> new SiteModel(desk, seen)));
    }
    if (!now.equals(models)) {
      models.setAll(now);
    }
  }
}

package app.gatehouse.control;

import app.gatehouse.model.network.NameProviderInfo;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.status.OperationSnapshot;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the methods give back where it is not a value of the model itself. */
final class Results {
  private Results() {}

  record Done() {}

  record Apps(List<LocalApp> apps) {}

  record Parties(List<ProbeParty> parties) {}

  record NameProviders(List<NameProviderInfo> providers) {}

  record Terms(@Nullable URI terms) {}

  record Text(String text) {}

  record Operation(@Nullable OperationSnapshot operation) {}

  record Operations(List<OperationSnapshot> operations) {}

  record Draft(@Nullable Answers answers) {}

  record Rehearsed(URI directory) {}

  record Renewed(boolean renewed) {}
}

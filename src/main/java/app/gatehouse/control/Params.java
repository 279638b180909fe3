package app.gatehouse.control;

import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.SiteAddress;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the methods take, one record for each shape. */
final class Params {
  private Params() {}

  record None() {}

  record Typed(String text) {}

  record Home(Set<Integer> ports, @Nullable FirewallReport firewall) {}

  record Knocks(int already) {}

  record Parties(Set<String> parties) {}

  record Address(SiteAddress address) {}

  record Directory(URI directory) {}

  record Name(String name) {}

  record Start(Plan plan, Credentials credentials) {
    @Override
    public String toString() {
      return "Start[" + plan.site().name() + "]";
    }
  }

  record Id(String id) {}

  record Draft(@Nullable Answers answers) {}

  record Renew(String site, boolean force) {}

  record Pause(String site, boolean paused) {}

  record NameAccount(String host, String provider, NameLogin login) {
    @Override
    public String toString() {
      return "NameAccount[hidden]";
    }
  }

  record Mail(@Nullable MailChannel channel, @Nullable String password, String language) {
    @Override
    public String toString() {
      return "Mail[hidden]";
    }
  }

  record Webhook(@Nullable URI address, String language) {
    @Override
    public String toString() {
      return "Webhook[hidden]";
    }
  }

  record Change(String site, SiteChange change, Credentials credentials) {
    @Override
    public String toString() {
      return "Change[" + site + "]";
    }
  }

  record Switch(boolean on) {}
}

package app.gatehouse.ui.alerts;

import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Alerts posted to an address, which may be all that is needed to write there: a secret. */
final class HookWay extends Way {
  private final StringProperty address = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<@Nullable Problem> addressProblem =
      new ReadOnlyObjectWrapper<>();

  HookWay(AlertsParts parts, Consumer<AlertChannels> changed) {
    super(parts, changed);
    address.subscribe(
        (before, now) -> {
          addressProblem.set(null);
          filled(!now.isBlank());
        });
  }

  StringProperty address() {
    return address;
  }

  ReadOnlyObjectProperty<@Nullable Problem> addressProblem() {
    return addressProblem.getReadOnlyProperty();
  }

  @Override
  void save() {
    if (!filled().get()) {
      return;
    }
    try {
      var target = new URI(address.get().strip());
      begin(Doing.SAVING, service -> service.alertByWebhook(Optional.of(target), language()));
    } catch (URISyntaxException e) {
      // Without what was typed: it may be a secret.
      addressProblem.set(
          Problem.error(ProblemCode.ADDRESS_NOT_VALID).variant("webhook").with("address", ""));
    }
  }

  @Override
  void end() {
    begin(Doing.ENDING, service -> service.alertByWebhook(Optional.empty(), language()));
  }

  @Override
  boolean refused(Problem why) {
    if (why.code() != ProblemCode.ADDRESS_NOT_VALID) {
      return false;
    }
    addressProblem.set(why);
    return true;
  }

  @Override
  String words(AlertChannels channels) {
    var server = channels.webhook();
    return server == null ? "" : parts().texts().get("alerts.hook.summary", server);
  }

  /** Only its server is known: the address is typed anew. */
  @Override
  void fill() {}

  @Override
  void forget() {
    address.set("");
  }
}

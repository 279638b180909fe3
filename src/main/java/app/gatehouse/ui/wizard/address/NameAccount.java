package app.gatehouse.ui.wizard.address;

import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.model.network.NameProviderInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TaskRunner;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The account at a provider by which a dynamic name is led here. What is typed stays in here and
 * goes nowhere but to the service.
 */
final class NameAccount {
  private final SetupSession session;
  private final Map<Field, StringProperty> fields = new EnumMap<>(Field.class);
  private final ReadOnlyObjectWrapper<@Nullable NameProviderInfo> provider =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
  private TaskRunner.@Nullable Task task;
  private @Nullable Taken taken;

  /** What the provider took: not told again as long as nothing of it changes. */
  private record Taken(String host, NameProviderInfo provider, NameLogin login) {}

  NameAccount(SetupSession session, Runnable changed) {
    this.session = session;
    for (var field : Field.values()) {
      var typed = new SimpleStringProperty("");
      typed.subscribe(
          (before, now) -> {
            problem.set(null);
            changed.run();
          });
      fields.put(field, typed);
    }
    provider.subscribe((before, now) -> changed.run());
  }

  List<NameProviderInfo> providers() {
    return session.defaults().nameProviders();
  }

  ReadOnlyObjectProperty<@Nullable NameProviderInfo> provider() {
    return provider.getReadOnlyProperty();
  }

  void choose(NameProviderInfo chosen) {
    if (chosen != provider.get()) {
      cancel();
      // What is one provider's secret is nobody else's business.
      fields.values().forEach(field -> field.set(""));
      problem.set(null);
      provider.set(chosen);
    }
  }

  StringProperty field(Field field) {
    return fields.getOrDefault(field, new SimpleStringProperty(""));
  }

  /** Why the provider did not take the name. */
  ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty asking() {
    return asking.getReadOnlyProperty();
  }

  boolean isComplete() {
    var chosen = provider.get();
    return chosen != null
        && chosen.asks().stream()
            .allMatch(field -> field == Field.SUCCESS || !field(field).get().isBlank());
  }

  /** Has the provider lead the name here, then goes on; or says why not. */
  void accept(String host, Runnable then) {
    var chosen = provider.get();
    if (chosen == null) {
      return;
    }
    var wish = new Taken(host, chosen, login(chosen));
    if (wish.equals(taken)) {
      then.run();
      return;
    }
    cancel();
    problem.set(null);
    asking.set(true);
    task =
        session.ask(
            service -> {
              service.keepName(host, chosen.id(), wish.login());
              return wish;
            },
            done -> {
              asking.set(false);
              taken = done;
              then.run();
            },
            why -> {
              asking.set(false);
              problem.set(why);
            });
  }

  private NameLogin login(NameProviderInfo chosen) {
    var typed = new EnumMap<Field, String>(Field.class);
    chosen.asks().forEach(field -> typed.put(field, field(field).get()));
    return new NameLogin(typed);
  }

  void cancel() {
    if (task != null) {
      task.cancel();
    }
    asking.set(false);
  }
}

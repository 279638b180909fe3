package app.gatehouse.tray;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps what it should have shown. */
final class FakeHost implements TrayHost, TrayHosts {
  final List<TrayFace> faces = new CopyOnWriteArrayList<>();
  final List<Notification> told = new CopyOnWriteArrayList<>();
  volatile boolean shown = true;
  volatile boolean closed;
  private volatile Consumer<TrayCommand> chosen = command -> {};

  @Override
  public Optional<TrayHost> open(Consumer<TrayCommand> listener) {
    chosen = listener;
    return Optional.of(this);
  }

  /** The user clicks. */
  void choose(TrayCommand command) {
    chosen.accept(command);
  }

  TrayFace face() {
    return faces.getLast();
  }

  @Override
  public boolean isShown() {
    return shown;
  }

  @Override
  public void show(TrayFace face) {
    faces.add(face);
  }

  @Override
  public void tell(Notification notification) {
    told.add(notification);
  }

  @Override
  public void close() {
    closed = true;
  }
}

package app.gatehouse.platform.linux.tray;

import app.gatehouse.tray.MenuItem;
import app.gatehouse.tray.TrayCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/** The menu, as panels ask for it. Safe for all threads. */
final class MenuObject implements DbusMenu {
  static final String PATH = "/MenuBar";

  /** Of the protocol. */
  private static final UInt32 VERSION = new UInt32(3);

  private static final int ROOT = 0;
  private static final String NODE = "(ia{sv}av)";

  private final Consumer<TrayCommand> chosen;

  /** Numbers stay: a click may come for the menu of a moment ago. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final Map<Integer, MenuItem> items = new HashMap<>();
  private List<MenuItem> top = List.of();
  private int revision;

  MenuObject(Consumer<TrayCommand> chosen) {
    this.chosen = chosen;
  }

  /**
   * @return the new revision, or null when nothing changed
   */
  synchronized @Nullable UInt32 show(List<MenuItem> menu) {
    if (menu.equals(top)) {
      return null;
    }
    top = menu;
    items.clear();
    collect(menu);
    revision++;
    return new UInt32(revision);
  }

  private void collect(List<MenuItem> menu) {
    for (var item : menu) {
      items.put(number(item), item);
      collect(item.items());
    }
  }

  private int number(MenuItem item) {
    return numbers.computeIfAbsent(item.id(), id -> numbers.size() + 1);
  }

  @Override
  public String getObjectPath() {
    return PATH;
  }

  @Override
  public UInt32 getVersion() {
    return VERSION;
  }

  @Override
  public String getTextDirection() {
    return "ltr";
  }

  @Override
  public String getStatus() {
    return "normal";
  }

  @Override
  public synchronized MenuLayout<UInt32, MenuNode> getLayout(
      int parent, int depth, List<String> properties) {
    return new MenuLayout<>(new UInt32(revision), node(parent, depth));
  }

  private MenuNode node(int id, int depth) {
    var children = new ArrayList<Variant<?>>();
    if (depth != 0) {
      for (var child : below(id)) {
        children.add(new Variant<>(node(number(child), depth - 1), NODE));
      }
    }
    return new MenuNode(id, properties(id), children);
  }

  private List<MenuItem> below(int id) {
    if (id == ROOT) {
      return top;
    }
    var item = items.get(id);
    return item == null ? List.of() : item.items();
  }

  private Map<String, Variant<?>> properties(int id) {
    var properties = new HashMap<String, Variant<?>>();
    var item = items.get(id);
    if (!below(id).isEmpty()) {
      properties.put("children-display", new Variant<>("submenu"));
    }
    if (item == null) {
      return properties;
    }
    if (item.isSeparator()) {
      properties.put("type", new Variant<>("separator"));
      return properties;
    }
    // One underscore would mark the next letter as the item's key.
    properties.put("label", new Variant<>(item.label().replace("_", "__")));
    properties.put("enabled", new Variant<>(item.isEnabled()));
    var checked = item.checked();
    if (checked != null) {
      properties.put("toggle-type", new Variant<>("checkmark"));
      properties.put("toggle-state", new Variant<>(checked ? 1 : 0));
    }
    return properties;
  }

  @Override
  public synchronized List<MenuProperties> getGroupProperties(
      List<Integer> ids, List<String> properties) {
    var wanted = ids.isEmpty() ? List.copyOf(items.keySet()) : ids;
    return wanted.stream().map(id -> new MenuProperties(id, properties(id))).toList();
  }

  @Override
  public synchronized Variant<?> getProperty(int id, String name) {
    var value = properties(id).get(name);
    return value == null ? new Variant<>("") : value;
  }

  @Override
  public void event(int id, String event, Variant<?> data, UInt32 time) {
    if (event.equals("clicked")) {
      var command = command(id);
      if (command != null) {
        chosen.accept(command);
      }
    }
  }

  private synchronized @Nullable TrayCommand command(int id) {
    var item = items.get(id);
    return item == null ? null : item.command();
  }

  @Override
  public List<Integer> eventGroup(List<MenuEvent> events) {
    for (var each : events) {
      event(each.id, each.event, each.data, each.time);
    }
    return List.of();
  }

  @Override
  public boolean aboutToShow(int id) {
    return false;
  }

  @Override
  public MenuAnnouncement<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids) {
    return new MenuAnnouncement<>(List.of(), List.of());
  }
}

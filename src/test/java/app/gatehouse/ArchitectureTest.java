package app.gatehouse;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the house plan: which room may know which. What is not listed here fails; changing the
 * table takes a decision record in {@code src/docs/decisions}.
 */
class ArchitectureTest {
  private static final String HOUSE = "app.gatehouse.";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("app.gatehouse");

  private static final List<String> EVERYWHERE = List.of("org.jspecify.", "org.slf4j.");
  private static final List<String> JDK =
      List.of("java.", "javax.", "jdk.", "com.sun.net.", "org.xml.sax.", "org.w3c.dom.");
  private static final List<String> AWT = List.of("java.awt.", "javax.swing.");
  private static final List<String> FOREIGN = List.of("java.lang.foreign.");
  private static final List<String> PROCESSES = List.of("java.lang.ProcessBuilder");

  private static final String JACKSON = "tools.jackson. com.fasterxml.jackson.annotation.";
  private static final String BOUNCY_CASTLE = "org.bouncycastle.";
  private static final String WINDOW = "javafx. atlantafx. org.kordamp.ikonli. com.google.zxing.";

  /** Room, the rooms that it may know, the libraries that it may use. A longer name wins. */
  private static final List<Room> ROOMS =
      List.of(
          room("model", "problem", ""),
          room("problem", "", ""),
          room("json", "model problem", JACKSON),
          room("text", "model problem", ""),
          room("state", "model problem json", JACKSON),
          room("net", "model problem", "org.xbill.DNS."),
          room("apps", "model problem net json", JACKSON),
          room("reach", "model problem net json", JACKSON + " org.bitlet.weupnp."),
          room("dns", "model problem net json", JACKSON + " org.xbill.DNS."),
          room(
              "cert",
              "model problem net state json",
              JACKSON + " org.shredzone.acme4j. " + BOUNCY_CASTLE),
          room("forward", "model problem net text state json", "io.netty."),
          room(
              "forward.guard",
              "model problem net text state forward",
              "io.netty. " + BOUNCY_CASTLE),
          room("keeper", "model problem", ""),
          room("alert", "model problem net text", "jakarta.mail. org.eclipse.angus.mail."),
          room("explain", "model problem", ""),
          room("guide", "model problem json", JACKSON),
          room("care", "model problem state text json", JACKSON + " " + BOUNCY_CASTLE),
          room("control", "model problem json", JACKSON),
          room("setup", "model problem control", ""),
          room(
              "service",
              "model problem text state net json apps reach dns cert forward keeper alert explain"
                  + " care control setup",
              ""),
          room("tray", "model problem text control", ""),
          room("platform", "model problem apps reach service tray", "org.freedesktop.dbus."),
          room(
              "cli",
              "model problem text control setup explain guide apps reach json",
              "picocli. " + JACKSON),
          room("ui", "model problem text control setup guide tray", WINDOW),
          room("sample", "model problem text json", "io.netty."));

  private record Room(String name, List<String> rooms, List<String> libraries) {
    boolean holds(String className) {
      return className.startsWith(HOUSE + name + ".");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Room room(String name, String rooms, String libraries) {
    return new Room(name, words(rooms), words(libraries));
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  static List<Room> rooms() {
    return ROOMS;
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void knowsOnlyTheRoomsAndLibrariesThatThePlanLists(Room room) {
    classes()
        .that(describe("live in " + room, each -> roomOf(each).equals(room.name())))
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are of the JDK or of "
                    + Stream.concat(room.rooms().stream(), room.libraries().stream())
                        .collect(joining(", ")),
                each -> mayKnow(room, each.getBaseComponentType())))
        .allowEmptyShould(true)
        .check(OURS);
  }

  private static boolean mayKnow(Room room, JavaClass other) {
    var name = other.getName();
    if (other.isPrimitive()) {
      return true;
    }
    if (name.startsWith(HOUSE)) {
      var its = roomOf(other);
      return its.equals(room.name())
          || top(its).equals(top(room.name()))
          || room.rooms().contains(top(its));
    }
    if (startsWithAny(name, AWT)) {
      return room.name().equals("ui"); // of which the next rule lets one package
    }
    if (startsWithAny(name, FOREIGN) || startsWithAny(name, PROCESSES)) {
      return room.name().equals("platform");
    }
    return startsWithAny(name, JDK)
        || startsWithAny(name, EVERYWHERE)
        || startsWithAny(name, room.libraries());
  }

  /** The room of a class; empty for what may know everything. */
  private static String roomOf(JavaClass each) {
    return ROOMS.stream()
        .filter(room -> room.holds(each.getName()))
        .map(Room::name)
        .max((one, other) -> Integer.compare(one.length(), other.length()))
        .orElse("");
  }

  private static String top(String room) {
    return room.contains(".") ? room.substring(0, room.indexOf('.')) : room;
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  @Test
  void everyClassLivesInARoomOrInLaunch() {
    assertThat(OURS.stream().filter(each -> roomOf(each).isEmpty()).map(JavaClass::getName))
        .allMatch(name -> name.startsWith(HOUSE + "launch."));
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("app.gatehouse.(**)").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void noPageOfTheWizardKnowsAnother() {
    slices()
        .matching("app.gatehouse.ui.wizard.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void onlyLaunchEndsTheProgramAndReadsTheClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("app.gatehouse.launch..")
        .should(
            access(
                "end the program, read the system's clock, sleep or draw from an unseeded source",
                ArchitectureTest::belongsToTheEdge))
        .check(OURS);
  }

  private static final Set<String> EDGE =
      Set.of(
          "java.lang.System.exit",
          "java.lang.System.currentTimeMillis",
          "java.lang.Runtime.exit",
          "java.lang.Runtime.halt",
          "java.lang.Runtime.addShutdownHook",
          "java.lang.Thread.sleep",
          "java.util.concurrent.TimeUnit.sleep",
          "java.lang.Math.random",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.time.InstantSource.system");

  /** What makes the real waiter and the home with the real clock, for launch to pass on. */
  private static final Set<String> REAL_ONES =
      Set.of(HOUSE + "net.Waiter.real", HOUSE + "state.Home.open");

  private static final Set<String> CONSTRUCTED_WITHOUT_ARGUMENTS =
      Set.of("java.util.Random", "java.util.Date");

  private static boolean belongsToTheEdge(JavaAccess<?> access) {
    if (REAL_ONES.contains(access.getOrigin().getFullName().replaceFirst("\\(.*", ""))) {
      return false;
    }
    var owner = access.getTargetOwner().getName();
    var name = access.getName();
    boolean withoutArguments = access.getTarget().getFullName().endsWith("()");
    if (EDGE.contains(owner + "." + name)) {
      return true;
    }
    // now() reads the system's clock, now(clock) the one that was passed in.
    boolean now = owner.startsWith("java.time.") && name.equals("now") && withoutArguments;
    boolean constructed =
        name.equals("<init>") && CONSTRUCTED_WITHOUT_ARGUMENTS.contains(owner) && withoutArguments;
    return now || constructed;
  }

  private static ArchCondition<JavaClass> access(String what, Predicate<JavaAccess<?>> predicate) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass each, ConditionEvents events) {
        each.getAccessesFromSelf().stream()
            .filter(predicate)
            .forEach(
                found -> events.add(SimpleConditionEvent.satisfied(found, found.getDescription())));
      }
    };
  }

  @Test
  void onlyTheTrayWindowUsesAwt() {
    noClasses()
        .that()
        .resideOutsideOfPackages("app.gatehouse.ui.tray..", "app.gatehouse.launch..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.swing..")
        .check(OURS);
  }

  @Test
  void onlyPlatformStartsPrograms() {
    noClasses()
        .that()
        .resideOutsideOfPackages("app.gatehouse.platform..", "app.gatehouse.launch..")
        .should(
            access(
                "start a program",
                found ->
                    found.getTargetOwner().getName().equals("java.lang.Runtime")
                        && found.getName().equals("exec")))
        .check(OURS);
  }

  @Test
  void everyPackageSaysWhatItIsForAndForbidsNull() throws IOException {
    for (var each : packagesWithClasses()) {
      var source = Path.of("src/main/java", each.getName().replace('.', '/'), "package-info.java");
      assertThat(source).exists();
      assertThat(Files.readString(source)).as(each.getName()).startsWith("/**");
      assertThat(each.isAnnotatedWith(NullMarked.class))
          .as(each.getName() + " is annotated with @NullMarked")
          .isTrue();
    }
  }

  private static List<JavaPackage> packagesWithClasses() {
    return OURS.getPackage("app.gatehouse").getSubpackagesInTree().stream()
        .filter(each -> !each.getClasses().isEmpty())
        .toList();
  }

  @Test
  void namesSayWhatAThingIs() {
    for (var empty : List.of("Util", "Utils", "Helper", "Manager", "Impl")) {
      noClasses().should().haveSimpleNameEndingWith(empty).check(OURS);
    }
  }
}

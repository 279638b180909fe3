package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.launch.GatehouseRun.Answer;
import app.gatehouse.sample.SampleApp;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.SmallDisk;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A home on a disk that is full, fills up at any moment, or cannot be written to, as its user meets
 * it: named, nothing lost or half published, and over once there is space again.
 */
class DiskTroubleIT {
  @TempDir private Path folder;

  private final int httpsPort = FreePorts.next();
  private SmallDisk disk;
  private SampleApp app;
  private GatehouseRun gatehouse;

  @BeforeEach
  void start() throws Exception {
    app = SampleApp.start(new InetSocketAddress("127.0.0.1", 0));
    gatehouse = new GatehouseRun(folder);
    disk = SmallDisk.at(folder, "2m");
    gatehouse
        .below(disk.commandPrefix())
        .set("http.port", FreePorts.next())
        .set("https.port", httpsPort)
        .set("listen.address", "127.0.0.1")
        .set("router.enabled", false)
        .set("ip-echo.services", "");
  }

  @AfterEach
  void stop() {
    disk.empty();
    gatehouse.run("stop");
    disk.close();
    app.close();
  }

  @Test
  void aFullDiskIsToldChangesNothingAndIsOverOnceThereIsSpace() {
    disk.fillBut(0);
    var refused = gatehouse.runWithSettings(setup("first", "--json"));
    assertProblem(refused, "storage-full");
    assertThat(refused.json().get("problem").get("facts").get("file").asString())
        .isEqualTo(gatehouse.home().toString());
    assertThat(disk.files()).isEmpty();

    disk.empty();
    assertThat(gatehouse.runWithSettings(setup("first")).status()).isZero();
    fillsUpOnTheWay(IntStream.of(16), "first");
  }

  @Tag("long")
  @Test
  void aServiceThatHasNoRoomToStartIsTold() {
    disk.fillBut(8);
    assertProblem(gatehouse.runWithSettings(setup("first", "--json")), "storage-full");
    assertThat(disk.files()).noneMatch(each -> each.endsWith(".tmp") || each.endsWith(".new"));

    disk.empty();
    assertThat(gatehouse.runWithSettings(setup("first")).status()).isZero();
  }

  @Tag("long")
  @Test
  void aDiskThatFillsUpAtAnyMomentLeavesNothingHalf() throws Exception {
    try (var service = serving()) {
      fillsUpOnTheWay(IntStream.iterate(0, kib -> kib < 80, kib -> kib + 8));
      assertThat(service.process().isAlive()).isTrue();
    }
  }

  /** Tries a set-up with that many KiB left, makes room, and sets up the same. */
  private void fillsUpOnTheWay(IntStream left, String... others) {
    left.forEach(
        kib -> {
          var name = "site" + kib;
          disk.fillBut(kib);
          var setup = gatehouse.run(setup(name, "--json"));
          if (setup.status() != 0) {
            assertProblem(setup, "storage-full");
            assertSites(others);
            assertThat(disk.files()).noneMatch(each -> each.contains("sites/" + name));
            disk.empty();
            setup = gatehouse.run(setup(name, "--json"));
          }
          disk.empty();
          assertThat(setup.status()).as("%d: %s%s", kib, setup.out(), setup.err()).isZero();
          assertThat(gatehouse.run("site", "remove", name + ".home.arpa").status()).isZero();
        });
  }

  @Tag("long")
  @Test
  void whatIsPublishedStaysSoOnAFullDiskAndOnOneThatCannotBeWrittenTo() throws Exception {
    assertThat(gatehouse.runWithSettings(setup("first")).status()).isZero();

    disk.fillBut(0);
    assertProblem(gatehouse.run("site", "pause", "first.home.arpa", "--json"), "storage-full");
    assertProblem(gatehouse.run(setup("second", "--json")), "storage-full");
    assertServed();
    disk.empty();

    disk.readOnly(gatehouse.home(), true);
    assertProblem(gatehouse.run("site", "pause", "first.home.arpa", "--json"), "storage-denied");
    assertProblem(gatehouse.run(setup("second", "--json")), "storage-denied");
    assertServed();
    disk.readOnly(gatehouse.home(), false);

    assertThat(gatehouse.run("site", "pause", "first.home.arpa").status()).isZero();
    assertThat(gatehouse.run(setup("second")).status()).isZero();
  }

  @Tag("long")
  @Test
  void aHomeThatCannotBeWrittenToIsTold() {
    disk.readOnly(folder, true);
    assertProblem(gatehouse.runWithSettings(setup("first", "--json")), "storage-denied");
    assertThat(gatehouse.runWithSettings("serve").status()).isEqualTo(1);
    disk.readOnly(folder, false);
    assertThat(gatehouse.runWithSettings(setup("first")).status()).isZero();
  }

  private GatehouseRun.Running serving() throws Exception {
    var service = gatehouse.startWithSettings("serve");
    Eventually.isTrue("the service answers", () -> gatehouse.run("status").status() == 0);
    return service;
  }

  private String[] setup(String name, String... more) {
    return Stream.concat(
            Stream.of(
                "setup",
                "--app=" + app.upstream().port(),
                "--address=private",
                "--name=" + name + ".home.arpa",
                "--guard=open",
                "--yes"),
            Arrays.stream(more))
        .toArray(String[]::new);
  }

  private static void assertProblem(Answer answer, String code) {
    assertThat(answer.status()).as(answer.out() + answer.err()).isEqualTo(1);
    assertThat(answer.json().get("problem").get("code").asString()).isEqualTo(code);
    assertThat(answer.out() + answer.err()).doesNotContain("\tat ");
  }

  private void assertSites(String... names) {
    var status = gatehouse.run("status", "--json").json();
    assertThat(status.get("sites").valueStream().map(site -> site.get("name").asString()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(names).map(name -> name + ".home.arpa").toList());
    assertThat(status.get("problems").valueStream().map(JsonNode::toString)).isEmpty();
  }

  private void assertServed() throws Exception {
    assertSites("first");
    var root =
        disk.outside(gatehouse.home()).resolve("certificates/local-ca/private-names/root.pem");
    Visitor.awaitServed(root, "first.home.arpa", httpsPort);
  }
}

package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.CheckState;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.reach.router.TableEntry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingCheckTest {
  private static final int INNER = 8443;

  @Test
  void namesTheOtherDeviceAndWhoMadeItsRule() {
    var found = check(new TableEntry.Taken("192.168.1.9", 443, "NAS", false, false));

    assertThat(found.state()).isEqualTo(CheckState.FAILED);
    assertThat(found.problem().code()).isEqualTo(ProblemCode.MAPPING_CONFLICT);
    assertThat(found.problem().facts())
        .isEqualTo(
            Map.of(
                "port", "443", "other-host", "192.168.1.9", "label", "NAS", "variant", "labelled"));
    assertThat(found.facts())
        .containsEntry("leads-to", "192.168.1.9:443")
        .containsEntry("state", "conflict");
  }

  @Test
  void saysThatAnOldAddressHasThePort() {
    var found = check(new TableEntry.Taken("192.168.1.4", INNER, "Gatehouse", false, true));

    assertThat(found.problem().facts())
        .containsEntry("variant", "old-address")
        .containsEntry("other-host", "192.168.1.4");
  }

  @Test
  void saysThatAnotherProgramOfThisComputerHasThePort() {
    var found = check(new TableEntry.Taken("192.168.1.5", 9000, "game", true, false));

    assertThat(found.state()).isEqualTo(CheckState.FAILED);
    assertThat(found.problem().facts()).containsEntry("variant", "this-computer");
  }

  @Test
  void isContentWithWhatLeadsHereAndWithWhatGatehouseMakesAnew() {
    var right = check(new TableEntry.Taken("192.168.1.5", INNER, "by hand", true, false));
    var moved = check(new TableEntry.Taken("192.168.1.5", 9000, "Gatehouse", true, true));

    assertThat(right.state()).isEqualTo(CheckState.OK);
    assertThat(right.facts()).containsEntry("state", "here");
    assertThat(moved.state()).isEqualTo(CheckState.OK);
    assertThat(moved.facts())
        .containsEntry("state", "other-port")
        .containsEntry("leads-to", "192.168.1.5:9000");
  }

  @Test
  void tellsAnEmptyPlaceFromATableThatIsNotShown() {
    assertThat(check(new TableEntry.None()))
        .isEqualTo(CheckResult.ok("mapping-443", Map.of("port", "443", "state", "none")));
    var hidden = check(new TableEntry.Hidden());
    assertThat(hidden.state()).isEqualTo(CheckState.SKIPPED);
    assertThat(hidden.problem().facts()).containsEntry("variant", "mapping-table");
  }

  private static CheckResult check(TableEntry entry) {
    return MappingCheck.of(443, INNER, entry);
  }
}

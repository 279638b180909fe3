package app.gatehouse.tray;

import static app.gatehouse.tray.Reports.site;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.StatusReport;
import org.junit.jupiter.api.Test;

class TrayStateTest {
  private final SiteStatus well = site("a.example", Health.OK);

  @Test
  void isTheWorstOfAllSites() {
    assertThat(of(Reports.of())).isEqualTo(TrayState.OK);
    assertThat(of(Reports.of(well))).isEqualTo(TrayState.OK);
    assertThat(of(Reports.of(well, site("b.example", Health.ATTENTION))))
        .isEqualTo(TrayState.ATTENTION);
    assertThat(of(Reports.of(site("b.example", Health.BROKEN), well))).isEqualTo(TrayState.BROKEN);
  }

  @Test
  void isOffWithoutAServiceAndWhenEverythingWasTakenOffline() {
    assertThat(TrayState.of(Outlook.ASKING)).isEqualTo(TrayState.OFF);
    assertThat(TrayState.of(Outlook.without(Reports.APP_DOWN))).isEqualTo(TrayState.OFF);
    assertThat(of(Reports.offline(site("a.example", Health.BROKEN)))).isEqualTo(TrayState.OFF);
  }

  private static TrayState of(StatusReport report) {
    return TrayState.of(Outlook.of(report));
  }
}

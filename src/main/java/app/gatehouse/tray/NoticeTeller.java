package app.gatehouse.tray;

import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.model.status.StatusReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Which of the service's notices are news: each is told once, over restarts too. */
final class NoticeTeller {
  private final TrayMemory memory;

  NoticeTeller(TrayMemory memory) {
    this.memory = memory;
  }

  static boolean isQuiet(StatusReport report, Instant now) {
    var until = report.quietUntil();
    return until != null && now.isBefore(until);
  }

  /**
   * What is to be told now, oldest first; remembered as told. While it shall be quiet, nothing;
   * afterwards only what still holds.
   */
  List<Notice> news(StatusReport report, Instant now) {
    if (isQuiet(report, now)) {
      return List.of();
    }
    var home = report.service().home();
    var notices = report.notices();
    var newest = notices.stream().mapToLong(Notice::number).max();
    var last = memory.lastTold(home);
    if (last.isEmpty()) {
      // Nobody wants to hear of last month when the icon appears for the first time.
      memory.told(home, newest.orElse(0));
      return List.of();
    }
    if (newest.isEmpty() || newest.getAsLong() == last.getAsLong()) {
      return List.of();
    }
    // A service that was set up anew begins to count anew: then all of them are news.
    var from = newest.getAsLong() < last.getAsLong() ? 0 : last.getAsLong();
    memory.told(home, newest.getAsLong());
    return stillTrue(notices.stream().filter(notice -> notice.number() > from).toList());
  }

  /** The last one of each site; none where something broke and was mended unheard. */
  private static List<Notice> stillTrue(List<Notice> fresh) {
    var last = new LinkedHashMap<String, Notice>();
    var troubled = new ArrayList<String>();
    for (var notice : fresh) {
      last.remove(notice.site());
      if (notice.kind() != NoticeKind.RECOVERED) {
        troubled.add(notice.site());
        last.put(notice.site(), notice);
      } else if (!troubled.remove(notice.site())) {
        last.put(notice.site(), notice);
      }
    }
    return List.copyOf(last.values());
  }
}

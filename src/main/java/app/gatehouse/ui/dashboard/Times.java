package app.gatehouse.ui.dashboard;

import app.gatehouse.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Moments as people speak of them: near ones by how far they are, far ones by their date.
 *
 * @param now what they are far from
 * @param zone of the reader
 */
record Times(Texts texts, Instant now, ZoneId zone) {

  /** What was, such as "5 minutes ago". */
  String past(Instant moment) {
    return near("past", Duration.between(moment, now), moment);
  }

  /** What will be, such as "in 5 minutes". What is overdue comes in a moment. */
  String future(Instant moment) {
    return near("future", Duration.between(now, moment), moment);
  }

  String day(Instant moment) {
    return texts.date(moment, zone);
  }

  private String near(String direction, Duration far, Instant moment) {
    // The last but half a unit of each kind, so that "60 minutes" is never said.
    var minutes = far.plusSeconds(30).toMinutes();
    var hours = far.plusMinutes(30).toHours();
    if (minutes < 1) {
      return texts.get(key(direction, "moment"));
    } else if (minutes == 1) {
      return texts.get(key(direction, "minute"));
    } else if (minutes < 60) {
      return texts.get(key(direction, "minutes"), minutes);
    } else if (hours <= 1) {
      return texts.get(key(direction, "hour"));
    } else if (hours < 24) {
      return texts.get(key(direction, "hours"), hours);
    }
    return texts.get(key(direction, "date"), texts.moment(moment, zone));
  }

  private static String key(String direction, String unit) {
    return "dashboard.time." + direction + "." + unit;
  }
}

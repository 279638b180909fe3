package app.gatehouse.launch;

import app.gatehouse.reach.probe.PhoneDoor;
import app.gatehouse.text.Texts;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a phone shows that proves a port: nobody knows its language, so in all there are. */
final class PhoneWords {
  private PhoneWords() {}

  static PhoneDoor.Words both() {
    return new PhoneDoor.Words(inAll("phone.outside"), inAll("phone.inside"));
  }

  private static String inAll(String key) {
    return Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
        .map(locale -> Texts.of(locale).get(key))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }
}

package app.gatehouse.cert;

import app.gatehouse.support.Pebble;

/** What a CA has been asked for since its start, told by its log. */
final class PebbleLog {
  private final Pebble pebble;

  PebbleLog(Pebble pebble) {
    this.pebble = pebble;
  }

  int orders() {
    return count("Added order ");
  }

  int accounts() {
    return count(" accounts in memory");
  }

  int finalizations() {
    return count("POST /finalize-order/");
  }

  private int count(String text) {
    return (int) pebble.output().lines().filter(line -> line.contains(text)).count();
  }
}

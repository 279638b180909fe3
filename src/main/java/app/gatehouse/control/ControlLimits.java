package app.gatehouse.control;

import java.time.Duration;

/**
 * What one side bears from the other.
 *
 * @param clients connections at a time
 * @param strangers of these, connections of users who may only see the state line
 * @param hello until a new client must have said hello; strangers are hung up on after this anyway
 * @param frame until a message that has begun must be complete, in either direction
 * @param queue answers that wait for a client to read them
 * @param requests of one client that are being answered at a time
 */
record ControlLimits(
    int clients, int strangers, Duration hello, Duration frame, int queue, int requests) {
  static final ControlLimits STANDARD =
      new ControlLimits(100, 10, Duration.ofSeconds(10), Duration.ofSeconds(10), 128, 32);
}

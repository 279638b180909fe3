package app.gatehouse.forward;

import io.netty.handler.codec.http.HttpContent;

/**
 * Reads the rest of a body that nobody wants, so that the answer is not lost with the connection; a
 * little only.
 */
final class DiscardBody implements ClientTask {
  private static final int MOST = 256 * 1024;

  private final ClientConnection client;
  private int discarded;

  DiscardBody(ClientConnection client) {
    this.client = client;
  }

  @Override
  public void content(HttpContent content) {
    discarded += content.content().readableBytes();
    content.release();
    if (discarded > MOST) {
      client.linger();
    }
  }
}

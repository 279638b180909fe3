package app.gatehouse.forward;

import io.netty.handler.codec.http.HttpContent;

/** What is going on with the current request of a client connection. On its event loop only. */
interface ClientTask {
  /** A piece of the request's body; the task releases it. */
  void content(HttpContent content);

  /** What was there to read has been read: time to flush. */
  default void readComplete() {}

  /** The client takes more, or no more for now. */
  default void writable(boolean isWritable) {}

  /** The client is gone; nothing can be answered. */
  default void gone() {}
}

package app.gatehouse.net;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Takes the beginning of a body and hangs up when there is more. */
final class LimitedBody implements BodySubscriber<LimitedBody.Part> {
  private final int max;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final CompletableFuture<Part> part = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  LimitedBody(int max) {
    this.max = max;
  }

  record Part(byte[] bytes, boolean truncated) {}

  @Override
  public CompletionStage<Part> getBody() {
    return part;
  }

  @Override
  public void onSubscribe(Subscription granted) {
    subscription = granted;
    granted.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      var room = max - taken.size();
      var piece = new byte[Math.min(room, buffer.remaining())];
      buffer.get(piece);
      taken.writeBytes(piece);
      if (buffer.hasRemaining()) {
        part.complete(new Part(taken.toByteArray(), true));
        if (subscription != null) {
          subscription.cancel();
        }
        return;
      }
    }
  }

  @Override
  public void onError(Throwable thrown) {
    part.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    part.complete(new Part(taken.toByteArray(), false));
  }
}

package app.gatehouse.sample;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Pretends to compute and tells how far it is, as server-sent events. */
final class WorkEvents implements SampleHandler.Answer {
  private static final int STEPS = 20;
  private static final long PAUSE_MILLIS = 150;

  @Override
  public void send(ChannelHandlerContext context) {
    var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    context.write(response);
    tell(context, 0);
  }

  private static void tell(ChannelHandlerContext context, int step) {
    var event = step == STEPS ? "done" : "progress";
    var text = "event: " + event + "\ndata: " + step * 100 / STEPS + "\n\n";
    var content = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    if (step == STEPS) {
      context
          .writeAndFlush(new DefaultLastHttpContent(content))
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      return;
    }
    context
        .writeAndFlush(new DefaultHttpContent(content))
        .addListener(
            sent -> {
              if (sent.isSuccess()) {
                context
                    .executor()
                    .schedule(() -> tell(context, step + 1), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
              } else {
                context.close();
              }
            });
  }
}

package app.gatehouse.forward;

import app.gatehouse.forward.ForwarderSettings.Bounds;
import app.gatehouse.forward.HeadCheck.Finding;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests one at a time: after the end of one it decodes nothing until {@link #next} is
 * called, so that pipelined requests (and what follows a WebSocket handshake) wait undecoded.
 */
final class RequestDecoder extends HttpRequestDecoder {
  // More than this of an early next request is not read from the socket.
  private static final int MAX_WAITING = 64 * 1024;

  private final HeadCheck headCheck;
  private @Nullable ChannelHandlerContext context;
  private boolean inBody;
  private boolean waiting;
  private boolean refused;

  RequestDecoder(Bounds bounds) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(bounds.headBytes())
            .setMaxHeaderSize(bounds.headBytes())
            .setMaxChunkSize(64 * 1024)
            .setInitialBufferSize(1024)
            // HeadCheck has looked at every byte before.
            .setValidateHeaders(false));
    headCheck = new HeadCheck(bounds.headBytes());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    if (refused) {
      buffer.skipBytes(buffer.readableBytes());
      return;
    }
    if (waiting) {
      if (buffer.readableBytes() > MAX_WAITING) {
        ctx.channel().config().setAutoRead(false);
      }
      return;
    }
    if (!inBody && !isHeadComplete(buffer, out)) {
      return;
    }
    var before = out.size();
    super.decode(ctx, buffer, out);
    if (out.size() > before && out.getLast() instanceof LastHttpContent) {
      inBody = false;
      waiting = true;
    }
  }

  private boolean isHeadComplete(ByteBuf buffer, List<Object> out) {
    if (!headCheck.isUnderWay()) {
      // An empty line before a request is to be ignored (RFC 9112 section 2.2).
      while (buffer.readableBytes() >= 2
          && buffer.getByte(buffer.readerIndex()) == '\r'
          && buffer.getByte(buffer.readerIndex() + 1) == '\n') {
        buffer.skipBytes(2);
      }
      if (buffer.readableBytes() == 1 && buffer.getByte(buffer.readerIndex()) == '\r') {
        return false;
      }
    }
    var finding = headCheck.look(buffer);
    if (finding == Finding.COMPLETE) {
      headCheck.reset();
      inBody = true;
      return true;
    }
    if (finding != Finding.INCOMPLETE) {
      refused = true;
      buffer.skipBytes(buffer.readableBytes());
      var invalid = createInvalidMessage();
      invalid.setDecoderResult(
          DecoderResult.failure(
              finding == Finding.TOO_LONG
                  ? new TooLongFrameException("head too long")
                  : new IllegalArgumentException("malformed head")));
      out.add(invalid);
    }
    return false;
  }

  /** Lets the next request in. Call on the event loop, after the last byte of the response. */
  void next() {
    var ctx = context;
    if (!waiting || ctx == null || ctx.isRemoved()) {
      return;
    }
    waiting = false;
    if (actualReadableBytes() == 0) {
      return;
    }
    try {
      // What came early lies in the decoder; an empty read makes it look.
      channelRead(ctx, Unpooled.EMPTY_BUFFER);
      channelReadComplete(ctx);
    } catch (Exception e) {
      ctx.fireExceptionCaught(e);
    }
  }

  /** Whether the body of the current request has not yet come to its end. */
  boolean isInBody() {
    return inBody;
  }

  /** Whether a request's head has begun but not ended. */
  boolean isInHead() {
    return headCheck.isUnderWay();
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
  }

  @Override
  protected HttpMessage createInvalidMessage() {
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/bad-request");
  }
}

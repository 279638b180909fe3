package app.gatehouse.forward;

import io.netty.buffer.ByteBuf;

/**
 * Looks at the raw bytes of a request's head, strictly by RFC 9112 sections 2 to 5: what two
 * servers could read in two ways must not pass a proxy. Takes the head in any pieces.
 */
final class HeadCheck {
  /** What the bytes so far are. */
  enum Finding {
    INCOMPLETE,
    COMPLETE,
    /** Not a head, or one that could be understood in several ways. */
    MALFORMED,
    TOO_LONG
  }

  private enum State {
    START,
    METHOD,
    TARGET,
    VERSION,
    LINE_END,
    LINE_START,
    NAME,
    VALUE,
    HEAD_END
  }

  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (var c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (var c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[Character.toUpperCase(c)] = true;
    }
    for (var c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private final int maxBytes;
  private final byte[] piece = new byte[512];
  private State state = State.START;
  private int seen;

  HeadCheck(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Looks at the readable bytes without consuming them, those of earlier calls again included; only
   * the new ones are read.
   */
  Finding look(ByteBuf buffer) {
    var from = buffer.readerIndex() + seen;
    while (from < buffer.writerIndex()) {
      var length = Math.min(piece.length, buffer.writerIndex() - from);
      buffer.getBytes(from, piece, 0, length);
      for (var i = 0; i < length; i++) {
        if (!accept(piece[i])) {
          return Finding.MALFORMED;
        }
        if (state == State.START) {
          return Finding.COMPLETE;
        }
      }
      seen += length;
      from += length;
      if (seen > maxBytes) {
        return Finding.TOO_LONG;
      }
    }
    return Finding.INCOMPLETE;
  }

  /** Whether some of a head was seen, but not all. */
  boolean isUnderWay() {
    return seen > 0;
  }

  /** Makes it ready for the next head. */
  void reset() {
    state = State.START;
    seen = 0;
  }

  /** Goes on by one byte; the state is START again after the last one of a head. */
  private boolean accept(byte b) {
    switch (state) {
      case START, METHOD -> {
        state = b == ' ' && state == State.METHOD ? State.TARGET : State.METHOD;
        return state == State.TARGET || isToken(b);
      }
      case TARGET -> {
        if (b == ' ') {
          state = State.VERSION;
          return true;
        }
        // Bytes above 127 are let through and written as %XX; "#" never travels (RFC 9112 3.2).
        return b < 0 || b > ' ' && b < 0x7f && b != '#';
      }
      case VERSION -> {
        return endOfLine(b) || b > ' ' && b < 0x7f;
      }
      case LINE_END -> {
        state = State.LINE_START;
        return b == '\n';
      }
      case LINE_START -> {
        state = b == '\r' ? State.HEAD_END : State.NAME;
        // A space here would be a folded line (RFC 9112 5.2).
        return b == '\r' || isToken(b);
      }
      case NAME -> {
        if (b == ':') {
          state = State.VALUE;
          return true;
        }
        return isToken(b);
      }
      case VALUE -> {
        return endOfLine(b) || b == '\t' || b < 0 || b >= ' ' && b != 0x7f;
      }
      case HEAD_END -> {
        state = State.START;
        return b == '\n';
      }
      default -> throw new IllegalStateException(state.name());
    }
  }

  private boolean endOfLine(byte b) {
    if (b == '\r') {
      state = State.LINE_END;
      return true;
    }
    return false;
  }

  private static boolean isToken(byte b) {
    return b > 0 && TOKEN[b];
  }
}

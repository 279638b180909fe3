package app.gatehouse.reach.probe;

import java.util.List;

/** What a party says of its try. Never believed alone: see {@link Evidence}. */
sealed interface Testimony {

  /** It says that it got our content. */
  record Fetched() implements Testimony {}

  /** It tried and did not get our content. */
  record Failed(Why why, String detail) implements Testimony {
    enum Why {
      /** No answer at all: dropped somewhere. */
      SILENCE,
      /** Told that nobody listens. */
      REFUSED,
      /** Somebody answered something else. */
      OTHER_CONTENT,
      OTHER
    }
  }

  /**
   * It says nothing that could be used: out of order, busy, or not able to try this.
   *
   * @param nonsense whether its answer was none of those that it is documented to give
   */
  record Nothing(String detail, boolean nonsense) implements Testimony {
    static Nothing because(String detail) {
      return new Nothing(detail, false);
    }

    static Nothing nonsense(String detail) {
      return new Nothing(detail, true);
    }
  }

  /** What several tries of one party come to: one that got through is enough. */
  static Testimony together(List<Testimony> tries) {
    return tries.stream()
        .filter(Fetched.class::isInstance)
        .findFirst()
        .or(() -> tries.stream().filter(Failed.class::isInstance).findFirst())
        .or(() -> tries.stream().findFirst())
        .orElse(Nothing.because("nobody tried"));
  }
}

package app.gatehouse.reach.probe;

import app.gatehouse.model.network.ProbeParty;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A party on the internet that knocks at homes, as data. In the address and in the body of kind
 * {@code url} stand {@code $URL}, {@code $IP}, {@code $HOST} and {@code $PORT} for what is to be
 * fetched.
 *
 * @param id its name for people and in settings
 * @param address where it is asked: the beginning of its addresses, for kind {@code url} the whole
 * @param method of kind {@code url}; GET when it has no body, else POST
 * @param headers of kind {@code url}, with the request
 * @param body of kind {@code url}
 * @param success of kind {@code url}: what its answer holds when it could fetch; without one it is
 *     the content that was fetched, or a word such as {@code true}
 * @param failure of kind {@code url}: what its answer holds when it could not
 * @param published whether everybody can read its results
 * @param everySeconds how much time it wants between two requests; null for none
 */
record ProbeService(
    String id,
    ProbeKind kind,
    String address,
    @Nullable String method,
    @Nullable Map<String, String> headers,
    @Nullable String body,
    @Nullable Pattern success,
    @Nullable Pattern failure,
    @Nullable Boolean published,
    @Nullable Integer everySeconds) {

  static ProbeService of(String id, ProbeKind kind, String address) {
    return new ProbeService(id, kind, address, null, null, null, null, null, null, null);
  }

  ProbeService at(String other) {
    return new ProbeService(
        id, kind, other, method, headers, body, success, failure, published, everySeconds);
  }

  ProbeParty party() {
    return new ProbeParty(id, base().getHost(), Boolean.TRUE.equals(published), false);
  }

  /** Where it is, without what is filled in per request. */
  URI base() {
    var parameters = address.indexOf('$');
    var fixed = parameters < 0 ? address : address.substring(0, parameters);
    return URI.create(fixed);
  }
}

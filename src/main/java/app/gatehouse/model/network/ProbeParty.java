package app.gatehouse.model.network;

/**
 * Somebody outside who may be asked to knock at this home, as shown before anybody is asked.
 *
 * @param id by which it is switched off
 * @param host whom the request goes to
 * @param published whether the result can be read by everybody
 * @param leftOut whether the owner does not want it to be asked
 */
public record ProbeParty(String id, String host, boolean published, boolean leftOut) {

  public ProbeParty leftOut(boolean now) {
    return new ProbeParty(id, host, published, now);
  }
}

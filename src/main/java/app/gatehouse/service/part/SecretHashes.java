package app.gatehouse.service.part;

/** Turns secrets into what may be kept. */
public interface SecretHashes {

  /** A slow, salted hash for what people make up. */
  String password(String clear);

  /** A fast hash for what is random. */
  String key(String clear);
}

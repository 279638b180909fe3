package app.gatehouse.service.part;

import app.gatehouse.forward.guard.ApiKeys;
import app.gatehouse.forward.guard.Passwords;

/** Hashes as the guard checks them. */
public record GuardHashes(Passwords passwords) implements SecretHashes {

  @Override
  public String password(String clear) {
    return passwords.hash(clear);
  }

  @Override
  public String key(String clear) {
    return ApiKeys.hash(clear);
  }
}

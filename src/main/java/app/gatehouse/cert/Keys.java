package app.gatehouse.cert;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;

/** Makes and compares keys. */
final class Keys {
  static final String SIGNATURE = "SHA256withECDSA";

  private Keys() {}

  /**
   * A new P-256 pair, made by the JDK's own provider: JSSE finds no signature scheme for an EC key
   * that BouncyCastle made.
   */
  static KeyPair newPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC", "SunEC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /** Whether what one signs the other verifies. */
  static boolean belongTogether(PublicKey publicKey, PrivateKey privateKey) {
    var probe = new byte[32];
    try {
      var signer = Signature.getInstance(SIGNATURE);
      signer.initSign(privateKey);
      signer.update(probe);
      var verifier = Signature.getInstance(SIGNATURE);
      verifier.initVerify(publicKey);
      verifier.update(probe);
      return verifier.verify(signer.sign());
    } catch (InvalidKeyException | SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has ECDSA", e);
    }
  }
}

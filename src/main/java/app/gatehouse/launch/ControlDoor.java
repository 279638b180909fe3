package app.gatehouse.launch;

import app.gatehouse.control.ControlSocket;
import app.gatehouse.control.PeerPolicy;
import app.gatehouse.platform.AppFolders;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Home;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a service listens for its clients, and who of them may do what.
 *
 * @param forAll whether every user of this computer may knock
 */
record ControlDoor(Path socket, PeerPolicy policy, boolean forAll) {

  /** An installed service is everybody's to knock at; a portable one its user's alone. */
  static ControlDoor of(Home home) throws ProblemException {
    var installed = Installation.of(home.folder());
    if (installed.isPresent()) {
      var socket = installed.get().socket();
      // Windows does not say who connects: the rights of the folder decide who can at all.
      if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        return new ControlDoor(socket, PeerPolicy.sameUser(), false);
      }
      var users = home.enrolledUsers();
      return new ControlDoor(socket, PeerPolicy.enrolled(users::contains), true);
    }
    var socket = ControlSocket.prepare(home.folder(), AppFolders.current().runtime());
    return new ControlDoor(socket, PeerPolicy.sameUser(), false);
  }

  /** Lets everybody connect whom the policy shall judge; after the socket was made. */
  void unlock() throws ProblemException {
    if (forAll) {
      try {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
      } catch (IOException e) {
        throw new ProblemException(
            Problem.error(ProblemCode.STORAGE_DENIED).with("file", socket).cause(e), e);
      }
    }
  }
}

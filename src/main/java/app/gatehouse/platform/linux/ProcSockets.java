package app.gatehouse.platform.linux;

import app.gatehouse.apps.ListeningSocket;
import app.gatehouse.apps.ListeningSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The socket table of this network namespace: {@code net/tcp} and {@code net/tcp6}, and who holds a
 * socket by {@code <pid>/fd}. Other users' programs stay without a name unless this is root.
 */
public final class ProcSockets implements ListeningSockets {
  private static final String LISTEN = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int LAST_PORT = 65535;

  private final Path proc;

  /**
   * @param proc where {@code /proc} is; a copy of it in tests
   */
  public ProcSockets(Path proc) {
    this.proc = proc;
  }

  @Override
  public Optional<List<ListeningSocket>> list() {
    var rows = new ArrayList<Row>();
    var readable4 = read("net/tcp", rows);
    var readable6 = read("net/tcp6", rows);
    if (!readable4 && !readable6) {
      return Optional.empty();
    }
    var holders = holders(rows.stream().map(Row::inode).collect(Collectors.toSet()));
    return Optional.of(
        rows.stream().map(row -> socket(row, holders.get(row.inode()))).distinct().toList());
  }

  private record Row(String bind, int port, String inode) {}

  private boolean read(String file, List<Row> rows) {
    try (var lines = Files.lines(proc.resolve(file), StandardCharsets.ISO_8859_1)) {
      lines.skip(1).forEach(line -> row(line).ifPresent(rows::add));
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static Optional<Row> row(String line) {
    var columns = line.strip().split("\\s+", -1);
    if (columns.length <= INODE || !columns[STATE].equals(LISTEN)) {
      return Optional.empty();
    }
    var colon = columns[ADDRESS].indexOf(':');
    try {
      var bind = address(columns[ADDRESS].substring(0, colon)).getHostAddress();
      var port = HexFormat.fromHexDigits(columns[ADDRESS].substring(colon + 1));
      if (port < 0 || port > LAST_PORT) {
        return Optional.empty();
      }
      return Optional.of(new Row(shortened(bind), port, columns[INODE]));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The kernel prints addresses as words of four bytes, each in the machine's own order. */
  static InetAddress address(String hex) throws UnknownHostException {
    var bytes = HexFormat.of().parseHex(hex);
    if (java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN) {
      for (var word = 0; word + 4 <= bytes.length; word += 4) {
        swap(bytes, word, word + 3);
        swap(bytes, word + 1, word + 2);
      }
    }
    return InetAddress.getByAddress(bytes);
  }

  private static void swap(byte[] bytes, int one, int other) {
    var kept = bytes[one];
    bytes[one] = bytes[other];
    bytes[other] = kept;
  }

  /** As people write it: {@code ::1} rather than {@code 0:0:0:0:0:0:0:1}. */
  private static String shortened(String literal) {
    return switch (literal) {
      case "0:0:0:0:0:0:0:0" -> "::";
      case "0:0:0:0:0:0:0:1" -> "::1";
      default -> literal;
    };
  }

  private ListeningSocket socket(Row row, @Nullable Long pid) {
    return new ListeningSocket(row.bind(), row.port(), pid, pid == null ? null : name(pid));
  }

  /** A program names itself as it likes; what would move a terminal's cursor is left out. */
  private @Nullable String name(long pid) {
    try {
      var name = Files.readString(proc.resolve(pid + "/comm"));
      return name.replaceAll("[\\p{Cc}\\p{Cf}]+", " ").strip();
    } catch (IOException e) {
      return null;
    }
  }

  /** Which program holds which of these sockets. */
  private Map<String, Long> holders(Set<String> inodes) {
    var found = new HashMap<String, Long>();
    for (var pid : pids()) {
      if (found.size() == inodes.size()) {
        break;
      }
      for (var inode : sockets(pid)) {
        if (inodes.contains(inode)) {
          found.putIfAbsent(inode, pid);
        }
      }
    }
    return found;
  }

  private long[] pids() {
    try (var entries = Files.list(proc)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> name.matches("[0-9]{1,18}"))
          .mapToLong(Long::parseLong)
          .sorted()
          .toArray();
    } catch (IOException | UncheckedIOException e) {
      return new long[0];
    }
  }

  private List<String> sockets(long pid) {
    var inodes = new ArrayList<String>();
    try (var entries = Files.newDirectoryStream(proc.resolve(pid + "/fd"))) {
      for (var entry : entries) {
        inode(entry).ifPresent(inodes::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It has ended, or it is another user's.
    }
    return inodes;
  }

  private static Optional<String> inode(Path descriptor) {
    try {
      var target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:[")
          ? Optional.of(target.substring("socket:[".length(), target.length() - 1))
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}

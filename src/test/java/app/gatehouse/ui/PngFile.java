package app.gatehouse.ui;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;

/** Writes a picture as PNG (RFC 2083) without AWT. */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', '\r', '\n', 26, '\n'};

  private PngFile() {}

  static void write(Image image, Path file) throws IOException {
    var width = (int) image.getWidth();
    var height = (int) image.getHeight();
    var pixels = new ByteArrayOutputStream();
    try (var rows =
        new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(pixels), 1 << 16))) {
      var reader = image.getPixelReader();
      for (var y = 0; y < height; y++) {
        rows.writeByte(0);
        for (var x = 0; x < width; x++) {
          var argb = reader.getArgb(x, y);
          rows.writeByte(argb >> 16);
          rows.writeByte(argb >> 8);
          rows.writeByte(argb);
        }
      }
    }
    var header = new ByteArrayOutputStream();
    try (var data = new DataOutputStream(header)) {
      data.writeInt(width);
      data.writeInt(height);
      // 8 bits, RGB, no interlace.
      data.write(new byte[] {8, 2, 0, 0, 0});
    }
    try (var out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header.toByteArray());
      chunk(out, "IDAT", pixels.toByteArray());
      chunk(out, "IEND", new byte[0]);
    }
  }

  private static void chunk(DataOutputStream out, String name, byte[] data) throws IOException {
    var type = name.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(type);
    crc.update(data);
    out.writeInt(data.length);
    out.write(type);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}

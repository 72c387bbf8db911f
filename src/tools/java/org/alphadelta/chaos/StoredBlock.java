package org.alphadelta.chaos;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Bytes;
import org.alphadelta.store.Disk;
import org.alphadelta.store.DiskFile;

/**
 * A block and its certificate on a simulated node's disk: records with length and checksum in one
 * file.
 */
record StoredBlock(Bytes body, CommitCertificate certificate) {
  private static final int HEADER = 3 * Integer.BYTES;

  /** Height and the first digits of its hash. */
  String brief() {
    return certificate.height() + " " + certificate.value().brief();
  }

  /** Appends durably. */
  static void append(Disk disk, Path path, StoredBlock block) {
    if (!disk.exists(path)) {
      disk.create(path).close();
      disk.syncDirectory(Path.of("/home"));
    }
    Bytes certificate = block.certificate.canonical();
    ByteBuffer record = ByteBuffer.allocate(HEADER + block.body.length() + certificate.length());
    record.putInt(0).putInt(block.body.length()).putInt(certificate.length());
    record.put(block.body.toArray()).put(certificate.toArray());
    record.putInt(0, checksum(record.array()));
    try (DiskFile file = disk.open(path)) {
      file.append(Bytes.of(record.array()));
      file.sync();
    }
  }

  /** Reads every whole record; cuts off a torn tail. */
  static List<StoredBlock> load(Disk disk, Path path) {
    List<StoredBlock> found = new ArrayList<>();
    if (!disk.exists(path)) {
      return found;
    }
    try (DiskFile file = disk.open(path)) {
      ByteBuffer all = ByteBuffer.wrap(file.read(0, (int) file.size()).toArray());
      int at = 0;
      while (all.limit() - at >= HEADER) {
        int body = all.getInt(at + 4);
        int certificate = all.getInt(at + 8);
        long end = (long) at + HEADER + body + certificate;
        if (body < 0 || certificate < 0 || end > all.limit()) {
          break;
        }
        byte[] record = java.util.Arrays.copyOfRange(all.array(), at, (int) end);
        if (checksum(record) != all.getInt(at)) {
          break;
        }
        Bytes bytes = Bytes.of(record);
        found.add(
            new StoredBlock(
                bytes.slice(HEADER, HEADER + body),
                CommitCertificate.CODEC
                    .decode(bytes.slice(HEADER + body, bytes.length()))
                    .orThrow()));
        at = (int) end;
      }
      file.truncate(at);
      file.sync();
    }
    return found;
  }

  private static int checksum(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record, Integer.BYTES, record.length - Integer.BYTES);
    return (int) crc.getValue();
  }
}

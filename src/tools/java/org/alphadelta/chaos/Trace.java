package org.alphadelta.chaos;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.alphadelta.core.Hash;

/** A running hash over all events; two runs are the same when their hashes are. */
final class Trace {
  private final MessageDigest digest;
  private final ByteBuffer line = ByteBuffer.allocate(4 * Long.BYTES + Hash.LENGTH);

  Trace() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void add(long time, long what, long where, long how, Hash content) {
    line.clear();
    line.putLong(time).putLong(what).putLong(where).putLong(how).put(content.bytes().toArray());
    digest.update(line.array(), 0, line.position());
  }

  void add(String text) {
    digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

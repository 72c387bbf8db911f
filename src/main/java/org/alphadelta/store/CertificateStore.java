package org.alphadelta.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.wire.Limits;

/**
 * {@code signing/certificates}: every upgrade certificate this node accepted, one per source chain
 * and activation block, never deleted, never replaced. Two for one source chain prove a fork: both
 * are kept, and the caller stops the node. Only verified certificates may be given to it.
 */
public final class CertificateStore {
  private static final String SUFFIX = ".certificate";

  private final Disk disk;
  private final Path directory;

  public CertificateStore(Disk disk, HomeLayout home) {
    this.disk = disk;
    this.directory = home.certificates();
  }

  /**
   * Durable on return; a stored one for the same block, perhaps with other signers, is kept
   * instead.
   */
  public void keep(UpgradeCertificate certificate) {
    Path path =
        directory.resolve(
            certificate.source().hash().hex()
                + "-"
                + certificate.activation().hash().hex()
                + SUFFIX);
    if (!disk.exists(path)) {
      file(path).replace(certificate.canonical());
    }
  }

  /**
   * Every certificate, by source chain and activation block. A damaged one is a safety stop,
   * because this is no cache.
   */
  public List<UpgradeCertificate> all() {
    List<UpgradeCertificate> certificates = new ArrayList<>();
    for (String name : disk.list(directory)) {
      if (name.endsWith(SUFFIX)) {
        certificates.add(read(directory.resolve(name)));
      }
    }
    return List.copyOf(certificates);
  }

  /**
   * The certificates whose source chain has this Alpha genesis. Two or more contradict each other.
   */
  public List<UpgradeCertificate> ofSource(Hash alphaGenesis) {
    return all().stream().filter(c -> c.source().hash().equals(alphaGenesis)).toList();
  }

  private UpgradeCertificate read(Path path) {
    return switch (file(path).read()) {
      case CheckedFile.Absent absent -> throw new DiskFailure("read", path, "no such file");
      case CheckedFile.Damaged damaged -> throw new StoreDamage(path, 0, damaged.reason());
      case CheckedFile.Content content ->
          switch (UpgradeCertificate.CODEC.decode(content.bytes())) {
            case Decoded.Ok<UpgradeCertificate> ok -> ok.value();
            case Decoded.Malformed<UpgradeCertificate> malformed ->
                throw new StoreDamage(path, 0, malformed.rejection().sentence());
          };
    };
  }

  private CheckedFile file(Path path) {
    return new CheckedFile(disk, path, Limits.UPGRADE_CERTIFICATE_BYTES);
  }
}

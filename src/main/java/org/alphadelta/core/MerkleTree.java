package org.alphadelta.core;

import java.util.ArrayList;
import java.util.List;

/** Merkle tree hashes, inclusion proofs and their verification (RFC 6962, section 2.1). */
public final class MerkleTree {
  private static final Bytes LEAF = Bytes.of((byte) 0);
  private static final Bytes NODE = Bytes.of((byte) 1);

  private MerkleTree() {}

  /**
   * Proof that a leaf is at {@code index} of {@code size} leaves: sibling hashes from the leaf up.
   */
  public record Proof(long index, long size, List<Hash> path) {
    public Proof {
      path = List.copyOf(path);
    }
  }

  public static Hash leaf(Bytes content) {
    return Sha256.plain(LEAF, content);
  }

  /** MTH(D[n]); of no leaves, the hash of the empty string. */
  public static Hash root(List<Hash> leaves) {
    int size = leaves.size();
    if (size == 0) {
      return Sha256.plain(Bytes.EMPTY);
    }
    if (size == 1) {
      return leaves.get(0);
    }
    int split = Integer.highestOneBit(size - 1);
    return node(root(leaves.subList(0, split)), root(leaves.subList(split, size)));
  }

  /** PATH(m, D[n]). */
  public static Proof prove(int index, List<Hash> leaves) {
    List<Hash> path = new ArrayList<>();
    path(index, leaves, path);
    return new Proof(index, leaves.size(), path);
  }

  /**
   * Whether the proof leads from this leaf to this root. Never throws, whatever proof a peer chose.
   */
  public static boolean verify(Hash root, Hash leaf, Proof proof) {
    if (proof.index() < 0 || proof.index() >= proof.size()) {
      return false;
    }
    long position = proof.index();
    long last = proof.size() - 1;
    Hash hash = leaf;
    for (Hash sibling : proof.path()) {
      if (last == 0) {
        return false;
      }
      if ((position & 1) == 1 || position == last) {
        hash = node(sibling, hash);
        while ((position & 1) == 0 && position != 0) {
          position >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      position >>>= 1;
      last >>>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  private static void path(int index, List<Hash> leaves, List<Hash> out) {
    int size = leaves.size();
    if (size <= 1) {
      return;
    }
    int split = Integer.highestOneBit(size - 1);
    if (index < split) {
      path(index, leaves.subList(0, split), out);
      out.add(root(leaves.subList(split, size)));
    } else {
      path(index - split, leaves.subList(split, size), out);
      out.add(root(leaves.subList(0, split)));
    }
  }

  private static Hash node(Hash left, Hash right) {
    return Sha256.plain(NODE, left.bytes(), right.bytes());
  }
}

package org.alphadelta.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static final String FILE = "rfc6962/transparency-dev-merkle-testdata.tar.gz";

  /**
   * 98 inclusion proofs, and 204 of a leaf in an aligned subtree, which is a tree of its own. The
   * 216 consistency proofs do not apply: this tree proves inclusion only.
   */
  @Test
  void agreesWithForeignVerdictsOnInclusionProofs() {
    Map<String, Integer> cases = new TreeMap<>();
    Vectors.archive(FILE)
        .forEach(
            (path, content) -> {
              String kind = path.split("/", -1)[1];
              cases.merge(kind, 1, Integer::sum);
              if (kind.equals("inclusion") || kind.equals("subtreeinclusion")) {
                JsonNode proof = Vectors.json(content);
                assertThat(isIncluded(proof))
                    .as(path)
                    .isEqualTo(!proof.path("wantErr").asBoolean());
              }
            });
    System.out.println("rfc6962: " + cases + ", of which the consistency proofs do not apply");
    assertThat(cases)
        .isEqualTo(
            Map.of(
                "inclusion", 98,
                "subtreeinclusion", 204,
                "consistency", 98,
                "subtreeconsistency", 118));
  }

  @Test
  void hasTheRootsOfRfc6962ForNoLeafAndOneLeaf() {
    assertThat(MerkleTree.root(List.of()).hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(MerkleTree.root(List.of(MerkleTree.leaf(Bytes.EMPTY))).hex())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  @Test
  void provesEveryLeafOfEverySizeAndOfNoOtherPlace() {
    for (int size = 1; size <= 33; size++) {
      List<Hash> leaves = leaves(size);
      Hash root = MerkleTree.root(leaves);
      for (int index = 0; index < size; index++) {
        MerkleTree.Proof proof = MerkleTree.prove(index, leaves);
        assertThat(MerkleTree.verify(root, leaves.get(index), proof)).isTrue();
        for (int other = 0; other < size; other++) {
          if (other != index) {
            assertThat(MerkleTree.verify(root, leaves.get(other), proof)).isFalse();
            assertThat(
                    MerkleTree.verify(
                        root, leaves.get(index), new MerkleTree.Proof(other, size, proof.path())))
                .isFalse();
          }
        }
      }
    }
  }

  @Test
  void refusesHugeAndNegativePlacesWithoutThrowing() {
    Hash hash = Sha256.plain(Bytes.EMPTY);
    long[] numbers = {Long.MIN_VALUE, -1, 0, 1, 2, 1L << 62, Long.MAX_VALUE};
    for (long index : numbers) {
      for (long size : numbers) {
        for (int length : new int[] {1, 62, 63, 64, 200}) {
          List<Hash> path = new ArrayList<>();
          for (int i = 0; i < length; i++) {
            path.add(hash);
          }
          assertThat(MerkleTree.verify(hash, hash, new MerkleTree.Proof(index, size, path)))
              .isFalse();
        }
      }
    }
  }

  private static boolean isIncluded(JsonNode vector) {
    long start = vector.path("start").asLong(0);
    long end = vector.has("end") ? vector.path("end").asLong() : vector.path("treeSize").asLong();
    List<Hash> path = new ArrayList<>();
    for (JsonNode step : vector.path("proof")) {
      Optional<Hash> hash = hash(step);
      if (hash.isEmpty()) {
        return false;
      }
      path.add(hash.get());
    }
    Optional<Hash> root = hash(vector.path("root"));
    Optional<Hash> leaf = hash(vector.path("leafHash"));
    return isSubtree(start, end)
        && root.isPresent()
        && leaf.isPresent()
        && MerkleTree.verify(
            root.get(),
            leaf.get(),
            new MerkleTree.Proof(vector.path("leafIdx").asLong() - start, end - start, path));
  }

  /**
   * A range is a subtree when its start is a multiple of its length, rounded up to a power of two.
   */
  private static boolean isSubtree(long start, long end) {
    if (start < 0 || end < start) {
      return false;
    }
    long length = end - start;
    long rounded = length <= 1 ? 1 : Long.highestOneBit(length - 1) << 1;
    return start % rounded == 0;
  }

  private static Optional<Hash> hash(JsonNode base64) {
    byte[] bytes = Base64.getDecoder().decode(base64.asText(""));
    return bytes.length == Hash.LENGTH ? Optional.of(Hash.of(bytes)) : Optional.empty();
  }

  private static List<Hash> leaves(int size) {
    Random random = new Random(6962);
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] content = new byte[random.nextInt(40)];
      random.nextBytes(content);
      leaves.add(MerkleTree.leaf(Bytes.of(content)));
    }
    return leaves;
  }
}

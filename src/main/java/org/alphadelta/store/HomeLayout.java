package org.alphadelta.store;

import java.nio.file.Path;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;

/** Paths of the node's files in an operator's home. */
public record HomeLayout(Path home) {
  public HomeLayout {
    home = home.toAbsolutePath().normalize();
  }

  public Path lock() {
    return home.resolve("lock");
  }

  public Path config() {
    return home.resolve("config").resolve("adn.conf");
  }

  public Path pins() {
    return home.resolve("config").resolve("pins.json");
  }

  public Path nodeKey() {
    return home.resolve("keys").resolve("node.key");
  }

  public Path validatorKey() {
    return home.resolve("keys").resolve("validator.key");
  }

  public Path chains() {
    return home.resolve("chains");
  }

  /** The pointer to the pair that this home runs. */
  public Path current() {
    return chains().resolve("current");
  }

  public Path pair(GenesisPairId pair) {
    return chains().resolve(pair.directory());
  }

  /** One chain's directory; nothing in it is ever deleted. */
  public Path chain(GenesisPairId pair, ChainKind kind) {
    return pair(pair).resolve(kind.label());
  }

  /** One chain's LevelDB directory. */
  public Path blocks(GenesisPairId pair, ChainKind kind) {
    return chain(pair, kind).resolve("blocks");
  }

  /** One chain's write-ahead log of agreement. */
  public Path consensusLog(GenesisPairId pair, ChainKind kind) {
    return chain(pair, kind).resolve("consensus.log");
  }

  /** The pair's canonical genesis blocks, stored beside its chains. */
  public Path genesis(GenesisPairId pair) {
    return pair(pair).resolve(genesisName());
  }

  /** File name of the genesis in every pair's directory. */
  String genesisName() {
    return "genesis.pair";
  }

  /** Attestations of the pair, as collected from peers; each verifies by itself. */
  public Path attestations(GenesisPairId pair) {
    return pair(pair).resolve("attestations");
  }

  /** Sign-states and accepted certificates: never inside a chain directory, never deleted. */
  public Path signing() {
    return home.resolve("signing");
  }

  public Path signState(ChainId chain, PublicKey key) {
    return signing().resolve(chain.genesis().hex() + "-" + key.hex() + ".state");
  }

  /** The slot of a key's one attestation per network and generation. */
  public Path attestation(int network, int generation, PublicKey key) {
    return signing()
        .resolve("attestation-n" + network + "-g" + generation + "-" + key.hex() + ".slot");
  }

  public Path certificates() {
    return signing().resolve("certificates");
  }

  public Path journal() {
    return home.resolve("journal");
  }

  public Path snapshots() {
    return home.resolve("snapshots");
  }

  public Path genesisCache() {
    return home.resolve("genesis.cache");
  }

  public Path quarantine() {
    return home.resolve("quarantine");
  }

  public Path parameters() {
    return home.resolve("params");
  }

  public Path parameters(Cid cid) {
    return parameters().resolve(cid.toString());
  }

  public Path admin() {
    return home.resolve("run").resolve("admin.json");
  }

  /** Temporary files, deleted at start. */
  public Path temporary() {
    return home.resolve("run").resolve("tmp");
  }

  public Path upgradeInfo() {
    return home.resolve("upgrade-info.json");
  }
}

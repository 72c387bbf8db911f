package org.alphadelta.genesis;

import java.util.SortedSet;
import java.util.stream.Collectors;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Why a genesis pair, or a word on one, is refused. */
public sealed interface GenesisRejection extends Rejection {
  /** The first field of a genesis that differs from what it must be. */
  record FieldDiffers(ChainKind kind, String field, String is, String wanted)
      implements GenesisRejection {
    @Override
    public String code() {
      return "genesis-field-differs";
    }

    @Override
    public String found() {
      return kind + " " + field + " " + is;
    }

    @Override
    public String expected() {
      return wanted;
    }
  }

  /** Parameters from which no chain can live. */
  record ImpossibleParameters(ChainKind kind, String is, String wanted)
      implements GenesisRejection {
    @Override
    public String code() {
      return "genesis-impossible-parameters";
    }

    @Override
    public String found() {
      return kind + " " + is;
    }

    @Override
    public String expected() {
      return wanted;
    }
  }

  record WrongNetwork(NetworkId network, int generation, NetworkId wanted, int wantedGeneration)
      implements GenesisRejection {
    @Override
    public String code() {
      return "genesis-wrong-network";
    }

    @Override
    public String found() {
      return network + " g" + generation;
    }

    @Override
    public String expected() {
      return wanted + " g" + wantedGeneration;
    }
  }

  record GovernorsDiffer(SortedSet<PublicKey> is, SortedSet<PublicKey> pinned)
      implements GenesisRejection {
    @Override
    public String code() {
      return "genesis-governors-differ";
    }

    @Override
    public String found() {
      return is.size() + " governors " + briefs(is);
    }

    @Override
    public String expected() {
      return pinned.size() + " pinned governors " + briefs(pinned);
    }

    private static String briefs(SortedSet<PublicKey> keys) {
      return keys.stream().map(PublicKey::brief).collect(Collectors.joining(" "));
    }
  }

  record NotAGovernor(PublicKey key) implements GenesisRejection {
    @Override
    public String code() {
      return "attestation-not-a-governor";
    }

    @Override
    public String found() {
      return "an attestation of " + key.hex();
    }

    @Override
    public String expected() {
      return "a pinned governor";
    }
  }

  record BadSignature(PublicKey key) implements GenesisRejection {
    @Override
    public String code() {
      return "attestation-bad-signature";
    }

    @Override
    public String found() {
      return "a signature that does not verify";
    }

    @Override
    public String expected() {
      return "the signature of " + key.hex();
    }
  }

  /**
   * A governor signed two different attestations for one generation: evidence, and it no longer
   * counts.
   */
  record Conflicting(SignedAttestation first, SignedAttestation second)
      implements GenesisRejection {
    public DoubleAttestation evidence() {
      return new DoubleAttestation(first, second);
    }

    @Override
    public String code() {
      return "attestation-conflicting";
    }

    @Override
    public String found() {
      return second.attestation().pair() + " by " + second.attestation().governor().brief();
    }

    @Override
    public String expected() {
      return first.attestation().pair() + ", its first word";
    }
  }

  /** This node holds another pair for the same network and generation: it stops and keeps both. */
  record OtherPairAccepted(GenesisPairId is, GenesisPairId accepted) implements GenesisRejection {
    @Override
    public String code() {
      return "genesis-contradiction";
    }

    @Override
    public String found() {
      return is.toString();
    }

    @Override
    public String expected() {
      return accepted + ", accepted before";
    }
  }
}

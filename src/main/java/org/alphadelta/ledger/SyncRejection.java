package org.alphadelta.ledger;

import org.alphadelta.consensus.CertificateRejection;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Why a block that a peer served as final is refused. All of these are the peer's fault. */
public sealed interface SyncRejection extends Rejection {
  record WrongHeight(long is, long wanted) implements SyncRejection {
    @Override
    public String code() {
      return "sync-wrong-height";
    }

    @Override
    public String found() {
      return "height " + is;
    }

    @Override
    public String expected() {
      return "height " + wanted;
    }
  }

  /** The certificate is for another block than the one it came with. */
  record ForeignCertificate(Hash is, Hash wanted) implements SyncRejection {
    @Override
    public String code() {
      return "sync-foreign-certificate";
    }

    @Override
    public String found() {
      return "a certificate of block " + is;
    }

    @Override
    public String expected() {
      return "block " + wanted;
    }
  }

  /** The certificate bears the name of a key that left with the upgrade, above its last height. */
  record DepartedSigner(PublicKey key, long height, long lastHeight) implements SyncRejection {
    @Override
    public String code() {
      return "departed-signer";
    }

    @Override
    public String found() {
      return key.hex() + " at height " + height;
    }

    @Override
    public String expected() {
      return "none of it above height " + lastHeight;
    }
  }

  record BadCertificate(CertificateRejection why) implements SyncRejection {
    @Override
    public String code() {
      return why.code();
    }

    @Override
    public String found() {
      return why.found();
    }

    @Override
    public String expected() {
      return why.expected();
    }
  }

  /** The certificate is good, the transactions beside the certified header are not its own. */
  record ForeignTransactions(Hash is, Hash wanted) implements SyncRejection {
    @Override
    public String code() {
      return "sync-foreign-transactions";
    }

    @Override
    public String found() {
      return "transaction root " + is;
    }

    @Override
    public String expected() {
      return wanted.hex();
    }
  }
}

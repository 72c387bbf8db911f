package org.alphadelta.consensus;

import org.alphadelta.core.Rejection;

/** Why the sign-state refuses a signature. */
public sealed interface SigningRejection extends Rejection {
  record BelowWatermark(Position wanted, Position watermark) implements SigningRejection {
    @Override
    public String code() {
      return "sign-below-watermark";
    }

    @Override
    public String found() {
      return wanted.toString();
    }

    @Override
    public String expected() {
      return "above " + watermark;
    }
  }

  record OtherContent(Position position) implements SigningRejection {
    @Override
    public String code() {
      return "sign-other-content";
    }

    @Override
    public String found() {
      return "other bytes at " + position;
    }

    @Override
    public String expected() {
      return "the bytes signed there before";
    }
  }

  record PastMark(long height, long lastHeight) implements SigningRejection {
    @Override
    public String code() {
      return "sign-past-mark";
    }

    @Override
    public String found() {
      return "height " + height;
    }

    @Override
    public String expected() {
      return "at most height " + lastHeight + ", the last this key signs on this chain";
    }
  }

  record OtherIdentity(String what) implements SigningRejection {
    @Override
    public String code() {
      return "sign-other-identity";
    }

    @Override
    public String found() {
      return what;
    }

    @Override
    public String expected() {
      return "the key and chain of this record";
    }
  }
}

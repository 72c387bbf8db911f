package org.alphadelta.consensus;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.chaos.Engines;

/** Mistakes that others made, each alone in an otherwise correct engine. */
enum SeededBugs {
  MAJORITY_IS_A_QUORUM(
      "1",
      "a quorum is more than half",
      new Rules() {
        @Override
        boolean quorum(long weight, long total) {
          return 2 * weight > total;
        }
      }),
  TWO_THIRDS_IS_A_QUORUM(
      "1",
      "a quorum is two thirds, not more",
      new Rules() {
        @Override
        boolean quorum(long weight, long total) {
          return 3 * weight >= 2 * total;
        }
      }),
  ONE_VOTE_SKIPS(
      "3",
      "one vote in a later round is enough to skip",
      new Rules() {
        @Override
        boolean oneHonest(long weight, long total) {
          return weight >= 1;
        }
      }),
  CONFLICTING_VOTES_COUNT(
      "2",
      "the second vote of a validator counts too",
      new Rules() {
        @Override
        boolean countsConflictingVotes() {
          return true;
        }
      }),
  SKIP_COUNTS_VOTES(
      "3",
      "a skip counts votes, not validators",
      new Rules() {
        @Override
        boolean skipCountsVotes() {
          return true;
        }
      }),
  LOCK_FORGOTTEN(
      "L23",
      "a fresh proposal is prevoted against the lock",
      new Rules() {
        @Override
        boolean forgetsLockOnFreshProposal() {
          return true;
        }
      }),
  ANY_POLKA_UNLOCKS(
      "6, L29",
      "a polka of any round unlocks",
      new Rules() {
        @Override
        boolean unlocks(int lockedRound, int validRound) {
          return true;
        }
      }),
  VALID_ROUND_BELIEVED(
      "5, L28",
      "a valid round is believed without its polka",
      new Rules() {
        @Override
        boolean believesValidRoundWithoutPolka() {
          return true;
        }
      }),
  LOCKS_IN_ANY_STEP(
      "7, L37",
      "a polka locks and precommits in every step",
      new Rules() {
        @Override
        boolean locksInAnyStep() {
          return true;
        }
      }),
  NIL_POLKA_UNLOCKS(
      "7",
      "a nil polka unlocks",
      new Rules() {
        @Override
        boolean nilPolkaUnlocks() {
          return true;
        }
      }),
  DECIDES_ONLY_HERE(
      "9, L49",
      "only the current round can be decided",
      new Rules() {
        @Override
        boolean decidesInRound(int round, int current) {
          return round == current;
        }
      }),
  NOT_EVALUATED_AGAIN(
      "10",
      "stored votes and proposals are not looked at after a step change",
      new Rules() {
        @Override
        boolean evaluatesAgain() {
          return false;
        }
      }),
  STALE_TIMERS(
      "11",
      "timers of earlier rounds are obeyed",
      new Rules() {
        @Override
        boolean acceptsStaleTimeouts() {
          return true;
        }
      }),
  GOES_ON_AFTER_DECISION(
      "12",
      "a decided height goes on",
      new Rules() {
        @Override
        boolean ignoresAfterDecision() {
          return false;
        }
      }),
  NO_POLKA_CARRIED(
      "(a)",
      "a proposal with valid round carries no polka",
      new Rules() {
        @Override
        boolean carriesPolka() {
          return false;
        }
      }),
  NO_POLKA_SHOWN(
      "(b)",
      "no polka is shown",
      new Rules() {
        @Override
        boolean showsPolka() {
          return false;
        }
      }),
  LATE_POLKA_IGNORED(
      "(b)",
      "a polka of an earlier round is not adopted",
      new Rules() {
        @Override
        boolean adoptsLatePolka() {
          return false;
        }
      }),
  DUPLICATE_SIGNERS(
      "16",
      "a certificate may name a signer twice",
      new Rules() {
        @Override
        boolean refusesDuplicateSigners() {
          return false;
        }
      }),
  CERTIFICATES_UNCHECKED(
      "16",
      "signatures of certificates are not verified",
      new Rules() {
        @Override
        boolean checksCertificateSignatures() {
          return false;
        }
      }),
  VOTES_UNCHECKED(
      "13",
      "signatures of votes are not verified",
      new Rules() {
        @Override
        boolean checksVoteSignatures() {
          return false;
        }
      }),
  VALIDITY_UNCHECKED(
      "L22",
      "invalid values are prevoted",
      new Rules() {
        @Override
        boolean checksValidity() {
          return false;
        }
      }),
  ANYBODY_PROPOSES(
      "L22",
      "everybody may propose in every round",
      new Rules() {
        @Override
        boolean checksProposer() {
          return false;
        }
      }),
  OTHERS_VOTES_NOT_LOGGED(
      "19",
      "others' votes are not logged",
      new Rules() {
        @Override
        boolean logsOthersVotes() {
          return false;
        }
      }),
  SENT_BEFORE_SYNC(
      "19",
      "messages leave before the log is synced",
      new Rules() {
        @Override
        boolean syncsBeforeSending() {
          return false;
        }
      }),
  SIGN_STATE_IGNORED(
      "21",
      "the sign-state is neither asked nor written",
      new Rules() {
        @Override
        boolean consultsSignState() {
          return false;
        }
      }),
  NO_REPLAY(
      "22",
      "a restart begins the height afresh",
      new Rules() {
        @Override
        boolean replaysLog() {
          return false;
        }
      }),
  NO_RESTORE(
      "24",
      "a message that only the sign-state holds is dropped",
      new Rules() {
        @Override
        boolean restoresFromSignState() {
          return false;
        }
      }),
  NO_EXCHANGE(
      "25",
      "a restarted validator signs at once",
      new Rules() {
        @Override
        boolean exchangesBeforeSigning() {
          return false;
        }
      }),
  FOREIGN_OWN_SIGNATURE(
      "25",
      "own signatures from elsewhere are shrugged off",
      new Rules() {
        @Override
        boolean stopsAtForeignOwnSignature() {
          return false;
        }
      }),
  NO_REPAIR(
      "liveness",
      "lost messages are never asked for",
      new Rules() {
        @Override
        boolean repairs() {
          return false;
        }
      });

  private final String rule;
  private final String mistake;
  private final Rules rules;

  SeededBugs(String rule, String mistake, Rules rules) {
    this.rule = rule;
    this.mistake = mistake;
    this.rules = rules;
  }

  String rule() {
    return rule;
  }

  String mistake() {
    return mistake;
  }

  Rules rules() {
    return rules;
  }

  Engines engines() {
    return (config, log, signState, verifier, names, signer) ->
        new Engine(config, log, signState, verifier, names, signer, rules);
  }

  /** A storyboard that fails under this mistake: one of its own rule, or else the first. */
  Optional<String> storyboard() {
    List<String> failing =
        Storyboard.all().stream().filter(this::fails).map(Storyboard::name).toList();
    return failing.stream()
        .filter(this::tellsOfItsRule)
        .findFirst()
        .or(failing.stream()::findFirst);
  }

  private boolean tellsOfItsRule(String story) {
    return Stream.of(rule.split(", "))
        .map(r -> r.startsWith("L") ? r : r.startsWith("(") ? "addition" : "rule" + r + "_")
        .anyMatch(story::contains);
  }

  private boolean fails(Storyboard board) {
    try {
      board.play().with(rules);
      return false;
    } catch (Exception | AssertionError e) {
      return true;
    }
  }
}

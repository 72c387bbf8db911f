package org.alphadelta.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitteeTest {
  @Test
  void orderOfMembersDoesNotMatter() {
    List<Member> members = new ArrayList<>(committee(13).members());
    Hash hash = Committee.of(members).hash();
    Random random = new Random(13);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(members, random);
      assertThat(Committee.of(members)).isEqualTo(committee(13));
      assertThat(Committee.of(members).hash()).isEqualTo(hash);
    }
  }

  @Test
  void membersAreSortedByUnsignedKeyBytes() {
    Committee committee = Committee.of(List.of(member(0xff), member(0x01), member(0x80)));
    assertThat(committee.keys()).containsExactly(key(0x01), key(0x80), key(0xff));
  }

  @Test
  void aKeyIsNamedOnceWhateverItsRole() {
    assertThatThrownBy(
            () ->
                Committee.of(
                    List.of(new Member(key(1), Role.GOVERNOR), new Member(key(1), Role.PUBLIC))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key(1).hex());
  }

  @Test
  void hasAtMostTwoHundredMembers() {
    assertThat(committee(Committee.MAX_MEMBERS).size()).isEqualTo(200);
    assertThatThrownBy(() -> committee(Committee.MAX_MEMBERS + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("201");
  }

  @Test
  void anEmptyCommitteeHasAHashOfItsOwn() {
    assertThat(Committee.EMPTY.isEmpty()).isTrue();
    assertThat(Committee.EMPTY.hash()).isEqualTo(Sha256.tagged("adn/committee", Bytes.EMPTY));
    assertThat(Committee.EMPTY.hash()).isNotEqualTo(committee(1).hash());
  }

  @Test
  void aRoleIsPartOfTheIdentity() {
    Committee governor = Committee.of(List.of(new Member(key(1), Role.GOVERNOR)));
    Committee open = Committee.of(List.of(new Member(key(1), Role.PUBLIC)));
    assertThat(governor.hash()).isNotEqualTo(open.hash());
  }

  @Test
  void canonicalBytesAreTheProtobufOfItsMembers() {
    Committee committee = Committee.of(List.of(new Member(key(7), Role.PUBLIC)));
    assertThat(committee.canonical().hex()).isEqualTo("0a24" + "0a20" + "07".repeat(32) + "1002");
  }

  @Test
  void withoutLeavesTheOthersWithTheirRoles() {
    Committee committee = committee(5);
    Committee rest = committee.without(Set.of(key(1), key(3), key(99)));
    assertThat(rest.keys()).containsExactly(key(2), key(4), key(5));
    rest.members().forEach(m -> assertThat(committee.role(m.key())).contains(m.role()));
    assertThat(committee.without(Set.copyOf(committee.keys()))).isEqualTo(Committee.EMPTY);
  }

  @Test
  void countsElectoratesApart() {
    Committee committee = committee(5);
    assertThat(committee.keys(Role.GOVERNOR)).containsExactly(key(1), key(3), key(5));
    assertThat(committee.keys(Role.PUBLIC)).containsExactly(key(2), key(4));
    assertThat(committee.contains(key(6))).isFalse();
    assertThat(committee.role(key(6))).isEmpty();
  }

  @ParameterizedTest(name = "{0} members tolerate {1}")
  @CsvSource({"0,0", "1,0", "2,0", "3,0", "4,1", "6,1", "7,2", "10,3", "13,4", "200,66"})
  void toleratesLessThanAThird(int size, int faults) {
    assertThat(committee(size).tolerates()).isEqualTo(faults);
  }

  private static Committee committee(int size) {
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      members.add(member(i));
    }
    return Committee.of(members);
  }

  private static Member member(int number) {
    return new Member(key(number), number % 2 == 0 ? Role.PUBLIC : Role.GOVERNOR);
  }

  private static PublicKey key(int number) {
    return PublicKey.ofHex(String.format("%02x", number).repeat(32));
  }
}

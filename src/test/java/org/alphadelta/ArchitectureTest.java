package org.alphadelta;

import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Holds the directions between packages; knows nothing of what the packages do. */
@AnalyzeClasses(locations = ArchitectureTest.Built.class)
class ArchitectureTest {

  /** The table: imports go to rows above, never to a package of the same row. */
  private static final List<List<String>> ROWS =
      List.of(
          List.of("core"),
          List.of("crypto"),
          List.of("consensus", "governance"),
          List.of("ledger"),
          List.of("genesis"),
          List.of("wire"),
          List.of("journal", "store", "config"),
          List.of("actor", "inspect"),
          List.of("serial", "api", "cli"),
          List.of("swap"),
          List.of("app"),
          List.of("testnet"),
          List.of("chaos", "bench"));

  private static final String[] PURE = in("core", "consensus", "governance", "ledger", "genesis");

  @ArchTest
  static final ArchRule everyClassHasARow =
      classes()
          .should()
          .resideInAnyPackage(in(ROWS.stream().flatMap(List::stream).toArray(String[]::new)))
          .because("a package outside the table has no direction to hold");

  @ArchTest static final ArchRule importsGoToLowerRowsOnly = importsGoToLowerRows();

  @ArchTest
  static final ArchRule whatShellsShareKnowsNoSubpackage =
      noClasses()
          .that()
          .resideInAPackage("org.alphadelta.actor")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(subpackages("peer", "chain", "genesis", "governance", "node"))
          .because("code shared by all shells must not tie them to each other");

  @ArchTest
  static final ArchRule peerKnowsNoOtherSubpackage =
      knowsNone("peer", "chain", "genesis", "governance", "node")
          .because("a connection carries messages and does not know what they lead to");

  @ArchTest
  static final ArchRule chainKnowsPeerOnly =
      knowsNone("chain", "genesis", "governance", "node")
          .because("a chain is agreed on the same way wherever its genesis came from");

  @ArchTest
  static final ArchRule genesisKnowsPeerOnly =
      knowsNone("genesis", "chain", "governance", "node")
          .because("a genesis is believed before there is a chain");

  @ArchTest
  static final ArchRule governanceDoesNotKnowTheNode =
      knowsNone("governance", "node")
          .because("the guardian starts governance and is no part of what governance decides");

  @ArchTest
  static final ArchRule onlyPeerUsesSockets =
      noClasses()
          .that()
          .resideInAPackage("org.alphadelta.actor..")
          .and()
          .resideOutsideOfPackage("org.alphadelta.actor.peer")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("akka\\.stream\\.(javadsl\\.(Tcp|TLS)|TLS).*")
          .because("what comes from a stranger is bounded in one place");

  @ArchTest
  static final ArchRule coreUsesTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("org.alphadelta.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.alphadelta.core..", "java..", "org.jspecify.annotations..")
          .allowEmptyShould(true)
          .because("values that every package shares must not tie all of them to a library");

  @ArchTest
  static final ArchRule onlyCryptoUsesBouncyCastle =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.alphadelta.crypto..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..")
          .because("one verifier with one set of frozen verdicts must judge every signature");

  @ArchTest
  static final ArchRule onlyShellsUseAkka =
      noClasses()
          .that()
          .resideOutsideOfPackages(in("actor", "serial", "api", "swap", "app", "chaos", "bench"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("akka..", "scala..")
          .because("what decides must run without actors, and a move to Pekko must stay cheap");

  @ArchTest
  static final ArchRule testnetLooksFromOutside =
      noClasses()
          .that()
          .resideInAPackage("org.alphadelta.testnet..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              in("consensus", "ledger", "wire", "journal", "actor", "serial", "api", "swap"))
          .because("what a run checks must be what everybody can see of a node");

  @ArchTest
  static final ArchRule onlyCodecsUseGeneratedProtobuf =
      noClasses()
          .that()
          .resideOutsideOfPackages(in("serial", "swap"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.alphadelta..proto", "org.alphadelta..proto..")
          .because("messages become domain values at the edge, before anything looks at them");

  @ArchTest
  static final ArchRule pureCodeHasNoChance =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SecureRandom.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .allowEmptyShould(true)
          .because("two nodes given the same inputs must reach the same state");

  @ArchTest
  static final ArchRule pureCodeHasNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .allowEmptyShould(true)
          .because("time comes in with the command, so that a run can be repeated");

  @ArchTest
  static final ArchRule pureCodeHasNoThreads =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Executor.class)
          .allowEmptyShould(true)
          .because("the order of steps is the order of inputs and nothing else");

  @ArchTest
  static final ArchRule pureCodeHasNoFiles =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.nio.file..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)")
          .allowEmptyShould(true)
          .because("durability is the duty of ports, which tests can tear and fill");

  @ArchTest
  static final ArchRule consensusHasNoHashOrder =
      noClasses()
          .that()
          .resideInAPackage("org.alphadelta.consensus..")
          .should()
          .callConstructorWhere(
              target(owner(or(equivalentTo(HashMap.class), equivalentTo(HashSet.class)))))
          .allowEmptyShould(true)
          .because("walking a hash table gives an order that no other node can repeat");

  private static ClassesShouldConjunction knowsNone(String subpackage, String... others) {
    return noClasses()
        .that()
        .resideInAPackage("org.alphadelta.actor." + subpackage)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(subpackages(others));
  }

  private static String[] subpackages(String... names) {
    return Stream.of(names).map(name -> "org.alphadelta.actor." + name).toArray(String[]::new);
  }

  private static ArchRule importsGoToLowerRows() {
    List<ArchRule> rules = new ArrayList<>();
    for (int row = 0; row < ROWS.size(); row++) {
      for (String name : ROWS.get(row)) {
        String[] forbidden =
            ROWS.subList(row, ROWS.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .toArray(String[]::new);
        if (forbidden.length > 0) {
          rules.add(importsNone(name, forbidden));
        }
      }
    }
    return CompositeArchRule.of(rules);
  }

  private static ArchRule importsNone(String name, String[] forbidden) {
    return noClasses()
        .that()
        .resideInAPackage("org.alphadelta." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(in(forbidden))
        .allowEmptyShould(true)
        .because("a reader who starts at core never meets a name that is explained further down");
  }

  private static String[] in(String... names) {
    return Stream.of(names).map(name -> "org.alphadelta." + name + "..").toArray(String[]::new);
  }

  /** The classes of this build and of its tools, without tests. */
  static final class Built implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
      Set<Location> found = new HashSet<>();
      for (String key : List.of("adn.classes", "adn.tools.classes")) {
        String directory = System.getProperty(key);
        if (directory == null) {
          throw new IllegalStateException("system property " + key + ": not set by the build");
        }
        if (Files.isDirectory(Path.of(directory))) {
          found.add(Location.of(Path.of(directory)));
        }
      }
      return found;
    }
  }
}

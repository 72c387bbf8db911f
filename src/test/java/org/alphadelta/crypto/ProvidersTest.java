package org.alphadelta.crypto;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Sha256;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/**
 * Outside TLS every signature is BouncyCastle's and every hash the JDK's, and neither is chosen by
 * a provider's order.
 */
class ProvidersTest {
  private static final String HASHES_IN_CORE = "hashes are made in core alone";
  private static final Map<String, ArchRule> RULES = rules();

  @Test
  void mainClassesKeepEveryRule() throws Exception {
    JavaClasses classes =
        new ClassFileImporter()
            .importUrl(Ed25519.class.getProtectionDomain().getCodeSource().getLocation());
    assertThat(classes.contain(Ed25519.class)).isTrue();
    assertThat(classes.contain(Sha256.class)).isTrue();
    RULES.values().forEach(rule -> rule.check(classes));
  }

  /**
   * The simulator judges signatures too, with the same verifier; only its trace hashes by itself.
   */
  @Test
  void toolsKeepEveryRuleButTheOneOfTaggedHashes() {
    JavaClasses tools =
        new ClassFileImporter().importPath(Path.of(System.getProperty("adn.tools.classes", "")));
    assertThat(tools).isNotEmpty();
    RULES.forEach(
        (sentence, rule) -> {
          if (!sentence.equals(HASHES_IN_CORE)) {
            rule.check(tools);
          }
        });
  }

  /** A rule that nothing can break proves nothing: this class's own offenders break each. */
  @Test
  void everyRuleCatchesItsOffender() {
    JavaClasses offenders = new ClassFileImporter().importClasses(Offender.class);
    RULES.forEach(
        (sentence, rule) ->
            assertThat(rule.evaluate(offenders).hasViolation()).as(sentence).isTrue());
  }

  @Test
  void noProviderIsAddedByUsingAnyPartOfThePackage() {
    List<String> before = Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
    KeyPair pair = KeyPair.generate(new SecureRandom());
    assertThat(Ed25519.verifier().verify(pair.publicKey(), Bytes.EMPTY, pair.sign(Bytes.EMPTY)))
        .isTrue();
    NodeTls.of(pair).serverEngine();
    assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName).toList())
        .isEqualTo(before)
        .doesNotContain("BC");
  }

  @Test
  void hashingIsTheJdks() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    assertThat(digest.getProvider().getName()).isEqualTo("SUN");
    URI source = URI.create(digest.getProvider().getClass().getResource("Sun.class").toString());
    assertThat(source.getScheme()).isEqualTo("jrt");
  }

  private static Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new TreeMap<>();
    rules.put(
        "BouncyCastle is used by crypto alone",
        noClasses()
            .that()
            .resideOutsideOfPackage("org.alphadelta.crypto")
            .or()
            .haveSimpleName("Offender")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .because("crypto is the one place that signs and verifies"));
    rules.put(
        "no signature of the JDK",
        noClasses()
            .should()
            .dependOnClassesThat(assignableTo(Signature.class))
            .because("the JDK verifies only inside TLS, and verifiers differ on edge cases"));
    rules.put(
        "no provider is registered",
        noClasses()
            .should()
            .dependOnClassesThat(assignableTo(Security.class).or(assignableTo(Provider.class)))
            .because("a registered provider would change what the JDK's TLS and hashes use"));
    rules.put(
        "no digest and no provider of BouncyCastle",
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "org.bouncycastle.crypto..",
                    "org.bouncycastle.jcajce..",
                    "org.bouncycastle.jce..",
                    "com.google.common.hash.."))
            .because("hashing is the JDK's"));
    rules.put(
        HASHES_IN_CORE,
        noClasses()
            .that()
            .resideOutsideOfPackage("org.alphadelta.core")
            .should()
            .callMethodWhere(
                target(owner(assignableTo(MessageDigest.class))).and(target(name("getInstance"))))
            .because("every hash has a purpose tag or is RFC 6962's, and core.Sha256 makes both"));
    return rules;
  }

  /** Breaks every rule; never run. */
  static final class Offender {
    private Offender() {}

    static Object[] offend() throws Exception {
      Security.addProvider(new BouncyCastleProvider());
      return new Object[] {
        Signature.getInstance("Ed25519"), new SHA256Digest(), MessageDigest.getInstance("SHA-256"),
      };
    }
  }
}

package org.alphadelta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A node runs no code that only tests run: nothing in its classes can be exchanged by a subclass, a
 * second constructor, a static field or a system property that no user has.
 */
class NoTestSwitchTest {
  private static final Path PRODUCT = Path.of(property("adn.classes"));
  private static final JavaClasses CLASSES = new ClassFileImporter().importPath(PRODUCT);

  /** Made by Akka from its configuration, and by picocli from an annotation. */
  private static final List<String> MADE_BY_REFLECTION = List.of("ClusterTls", "Overrides");

  /** Abstract: what every command shares. The commands of a tool extend it too. */
  private static final List<String> MADE_TO_BE_EXTENDED = List.of("AdnCommand", "Group");

  /** What a user or the launcher sets, or the JDK tells. */
  private static final List<String> READERS_OF_PROPERTIES =
      List.of("JournalReader", "LevelEngine", "VersionCommand");

  @Test
  void noTestOrToolExtendsAClassOfTheProduct() throws URISyntaxException {
    Path tests =
        Path.of(NoTestSwitchTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    SortedSet<String> ours = names(CLASSES);
    assertThat(new ClassFileImporter().importPaths(tests, PRODUCT))
        .filteredOn(c -> !ours.contains(c.getName()))
        .filteredOn(
            c ->
                c.getRawSuperclass()
                    .filter(s -> ours.contains(s.getName()))
                    .filter(s -> !MADE_TO_BE_EXTENDED.contains(s.getSimpleName()))
                    .isPresent())
        .isEmpty();
  }

  @Test
  void theProductCallsEveryConstructorItHas() {
    assertThat(CLASSES)
        .filteredOn(c -> !c.isRecord() && !MADE_BY_REFLECTION.contains(c.getSimpleName()))
        .flatExtracting(JavaClass::getConstructors)
        .filteredOn(c -> !c.getModifiers().contains(JavaModifier.PRIVATE))
        .filteredOn(c -> c.getCallsOfSelf().isEmpty() && c.getReferencesToSelf().isEmpty())
        .extracting(JavaConstructor::getFullName)
        .isEmpty();
  }

  @Test
  void noStaticFieldChanges() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
  }

  @Test
  void systemPropertiesAreReadWhereAUserSetsThem() {
    assertThat(CLASSES)
        .filteredOn(c -> c.getMethodCallsFromSelf().stream().anyMatch(NoTestSwitchTest::reads))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(READERS_OF_PROPERTIES);
  }

  private static boolean reads(JavaMethodCall call) {
    String method = call.getTargetOwner().getName() + "." + call.getName();
    return List.of(
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.Boolean.getBoolean",
            "java.lang.Integer.getInteger",
            "java.lang.Long.getLong")
        .contains(method);
  }

  private static SortedSet<String> names(JavaClasses classes) {
    return classes.stream().map(JavaClass::getName).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String property(String key) {
    String value = System.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("system property " + key + ": not set by the build");
    }
    return value;
  }
}

package io.quorate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.quorate.service.config.QuorateProperties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rooms of ARCHITECTURE.md: the core decides and never does, and the service's dependencies
/// run one way.
class RoomsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.quorate");

  /// All of the JDK that the core may know. What is not here (files, sockets, clocks, locks,
  /// executors, secure randomness) is out without being named.
  private static final DescribedPredicate<JavaClass> PLAIN_JAVA =
      resideInAnyPackage(
              "java.lang",
              "java.lang.annotation",
              "java.lang.invoke",
              "java.lang.runtime",
              "java.math",
              "java.nio.charset",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "java.util.zip")
          .or(named("java.nio.ByteBuffer", "java.nio.ByteOrder", "java.time.Duration"))
          .or(named("java.nio.BufferUnderflowException", "java.nio.BufferOverflowException"));

  private static final DescribedPredicate<JavaClass> THREADS_CLOCKS_OR_CHANCE =
      named("java.lang.Thread", "java.lang.ThreadLocal", "java.lang.InheritableThreadLocal")
          .or(named("java.lang.Runtime", "java.lang.Process", "java.lang.ProcessBuilder"))
          .or(named("java.lang.ScopedValue", "java.util.Timer", "java.util.TimerTask"))
          .or(named("java.util.Date", "java.util.Calendar", "java.util.GregorianCalendar"))
          .or(named("java.util.Random", "java.util.SplittableRandom", "java.util.Scanner"));

  /// Calls whose answer differs from run to run, or that hand work to other threads.
  private static final Set<String> CALLS_OUT_OF_THE_CORE =
      Set.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.Object.wait",
          "java.lang.Object.notify",
          "java.lang.Object.notifyAll",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle",
          "java.util.Collection.parallelStream",
          "java.util.List.parallelStream",
          "java.util.Set.parallelStream",
          "java.util.stream.BaseStream.parallel",
          "java.util.stream.Stream.parallel",
          "java.util.stream.IntStream.parallel",
          "java.util.stream.LongStream.parallel");

  /// Each package is a slice of its own, the roots too.
  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
          return javaClass.getPackageName().startsWith("io.quorate")
              ? SliceIdentifier.of(javaClass.getPackageName())
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "each package by itself";
        }
      };

  @Test
  void theCoreKnowsOnlyPlainJava() {
    check(
        classes()
            .that()
            .resideInAPackage("io.quorate.core..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage("io.quorate.core..", "org.jspecify.annotations").or(PLAIN_JAVA))
            .because("the core is free of Spring, JPA, IO, clocks, threads and randomness"));
  }

  @Test
  void theCoreHasNoThreadsClocksOrChance() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.quorate.core..")
            .should()
            .dependOnClassesThat(THREADS_CLOCKS_OR_CHANCE)
            .orShould()
            .callMethodWhere(describe("it differs from run to run", RoomsTest::isOutOfTheCore))
            .because("the same inputs must give the same effects, in the simulator and for real"));
  }

  @Test
  void dependenciesOfTheServiceRunOneWay() {
    check(
        CompositeArchRule.of(room("api").should().dependOnClassesThat(rooms("peer", "storage")))
            .and(room("peer").should().dependOnClassesThat(rooms("api", "storage")))
            .and(room("watch").should().dependOnClassesThat(rooms("api", "peer", "storage")))
            .and(
                room("engine")
                    .should()
                    .dependOnClassesThat(rooms("api", "peer", "health", "watch")))
            .and(room("storage").should().dependOnClassesThat(rooms("api", "peer", "engine"))));
  }

  @Test
  void persistenceStaysInStorage() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.quorate.service.storage..", "io.quorate.service.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "jakarta.persistence..", "org.hibernate..", "java.sql..", "org.h2.."));
  }

  @Test
  void onlyTheStoreReadsThePeers() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.quorate.service.storage..")
            .should()
            .callMethod(QuorateProperties.class, "peers")
            .because("from the first boot on, the store's membership rules"));
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    check(slices().assignedFrom(PACKAGES).should().beFreeOfCycles());
  }

  /// A rule about a room that is not built yet holds.
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static GivenClassesConjunction room(String name) {
    return noClasses().that().resideInAPackage("io.quorate.service." + name + "..");
  }

  private static DescribedPredicate<JavaClass> rooms(String... names) {
    return resideInAnyPackage(
        Stream.of(names).map(name -> "io.quorate.service." + name + "..").toArray(String[]::new));
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    var wanted = Set.of(names);
    return describe(String.join(", ", names), type -> wanted.contains(type.getFullName()));
  }

  private static boolean isOutOfTheCore(JavaCall<?> call) {
    var owner = call.getTargetOwner().getFullName();
    var isSystem = owner.equals("java.lang.System") && !call.getName().equals("arraycopy");
    return isSystem || CALLS_OUT_OF_THE_CORE.contains(owner + "." + call.getName());
  }
}

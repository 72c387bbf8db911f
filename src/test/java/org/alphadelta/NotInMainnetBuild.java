package org.alphadelta;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * A test that runs nodes of a devnet or testnet: a mainnet build refuses to start them, so there is
 * nothing to test there. In the two other builds it always runs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
    named = "adn.build",
    matches = "mainnet",
    disabledReason = "a mainnet build runs no other network")
public @interface NotInMainnetBuild {}

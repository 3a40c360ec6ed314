package dev.keepwatch.infra;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Marks tests that make real templates: the CDK runs in Node 20 or newer.
///
/// Where Node is absent they are skipped by name; in continuous integration (`CI=true`) that is an
/// error.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NodeCondition.class)
@interface NeedsNode {}

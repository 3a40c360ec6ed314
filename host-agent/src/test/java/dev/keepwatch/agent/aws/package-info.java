/// The AWS that tests talk to.
@NullMarked
package dev.keepwatch.agent.aws;

import org.jspecify.annotations.NullMarked;

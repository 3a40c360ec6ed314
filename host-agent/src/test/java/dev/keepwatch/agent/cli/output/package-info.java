/// What people and scripts see.
@NullMarked
package dev.keepwatch.agent.cli.output;

import org.jspecify.annotations.NullMarked;

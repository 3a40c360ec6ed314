/// The command line, run in this process as `main` would run it, with its output caught.
@NullMarked
package dev.keepwatch.agent.cli;

import org.jspecify.annotations.NullMarked;

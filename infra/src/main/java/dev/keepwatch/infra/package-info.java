/// What stands in the account: a stack for each host and one for the monitor.
@NullMarked
package dev.keepwatch.infra;

import org.jspecify.annotations.NullMarked;

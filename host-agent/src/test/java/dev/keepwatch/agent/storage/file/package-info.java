/// An archive in a directory of this machine: the tests.
@NullMarked
package dev.keepwatch.agent.storage.file;

import org.jspecify.annotations.NullMarked;

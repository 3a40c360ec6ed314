/// JSON for programs that read what we say: [JsonObject] writes it, in ASCII and on one line.
///
/// A library for it would take longer to start than all of our own code.
@NullMarked
package dev.keepwatch.format.json;

import org.jspecify.annotations.NullMarked;

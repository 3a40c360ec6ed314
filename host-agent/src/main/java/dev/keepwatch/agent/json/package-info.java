/// JSON for programs that read what we say: [JsonObject] writes it, in ASCII and on one line.
///
/// Nothing reads JSON here, and a library for it would take longer to start than all of our own
/// code.
@NullMarked
package dev.keepwatch.agent.json;

import org.jspecify.annotations.NullMarked;

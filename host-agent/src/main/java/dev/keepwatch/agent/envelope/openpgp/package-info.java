/// OpenPGP messages and keys, the way `gpg` writes and reads them.
@NullMarked
package dev.keepwatch.agent.envelope.openpgp;

import org.jspecify.annotations.NullMarked;

/// OpenPGP messages and keys, the way `gpg` writes and reads them. Bouncy Castle lives here and
/// nowhere else.
///
/// *Messages.* [OpenPgpEnvelope] is the way in. What it seals passes through [MessageOutput], which
/// signs ([MessageSignature]), compresses ([Compression]), encrypts ([ProtectedOutput] over
/// [CfbEncryption]) and cuts into packets ([PacketOutput]). What it opens comes back through
/// [MessageInput]: [PacketReader] takes the packets apart, [SessionKeyFinder] finds the key with
/// [RecipientPacket] and [PassphrasePacket], [ProtectedInput] or [AeadInput] decrypts,
/// [SignedContent] watches over the signatures and [SignaturePolicy] judges them.
///
/// *Keys.* [KeyFile] and [GnuPgKeyring] load them, [OpenPgpKeys] finds one by its name,
/// [OpenPgpKey] says what it is good for, from what its owner signed ([SelfSignatures]);
/// [KeyGenerator] makes new ones.
///
/// The framing, the ciphers of the data and the digests are done here, with the JDK, because they
/// are where the time goes; Bouncy Castle does what is done once for each message: public keys,
/// signatures, and reading key files.
@NullMarked
package dev.keepwatch.agent.envelope.openpgp;

import org.jspecify.annotations.NullMarked;

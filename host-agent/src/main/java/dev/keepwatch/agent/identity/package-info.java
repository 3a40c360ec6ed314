/// Who a host is at AWS: the access keys of its user, and what its stack has made for it.
///
/// 1. [UserKeys] are the keys of one user as the account knows them; [CredentialsFile] is the file
///    from which a host reads its own.
/// 2. [KeyIssue] makes the first key. [KeyRotation] puts a new one into its place, one step of
///    [RotationStep] after the other, each of which can be the last before a power cut.
///    [KeyRevocation] takes keys away.
/// 3. [KeyTrial] proves that a key works before anything relies on it.
/// 4. [HostOutputs] is what a host's configuration is made from.
///
/// An operator runs all of this, with credentials of his own; a host may do none of it. No text,
/// message or file but the credentials file ever holds the secret half of a key.
@NullMarked
package dev.keepwatch.agent.identity;

import org.jspecify.annotations.NullMarked;

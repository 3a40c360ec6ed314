/// What programs read that run us: the documents that `--json` asks for (docs/JSON.md).
///
/// Each says its [Document#SCHEMA] and its kind first. Fields may be added; a change of meaning
/// raises the schema's number.
@NullMarked
package dev.keepwatch.agent.cli.document;

import org.jspecify.annotations.NullMarked;

/// What `config.yaml` says, understood.
///
/// [ConfigFile] reads the text into a [HostConfig] with its [JobConfig]s and [Protection]. Nothing
/// here touches the world: whether a key or a source is there is for others to find out. Whatever
/// cannot be understood is a [ConfigException] that names file and line.
@NullMarked
package dev.keepwatch.agent.config;

import org.jspecify.annotations.NullMarked;

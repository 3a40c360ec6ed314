/// What `config.yaml` says, understood.
@NullMarked
package dev.keepwatch.agent.config;

import org.jspecify.annotations.NullMarked;

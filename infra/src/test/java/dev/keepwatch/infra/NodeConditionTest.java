package dev.keepwatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeConditionTest {
  @Test
  void node_20_and_newer_will_do() {
    assertThat(NodeCondition.verdict("v20.0.0\n")).isEmpty();
    assertThat(NodeCondition.verdict("v104.1.0")).isEmpty();
  }

  @Test
  void an_older_node_is_named_with_its_version() {
    assertThat(NodeCondition.verdict("v18.19.1\n"))
        .isEqualTo("program node is too old (v18.19.1), 20 is needed");
  }

  @Test
  void a_missing_node_is_named() {
    assertThat(NodeCondition.verdict("")).contains("node (20 or newer) is not on the path");
  }
}

package dev.keepwatch.agent.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.tar.PythonTar.Member;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.FileMetadata.DeviceNumbers;
import dev.keepwatch.agent.tree.LinkTarget;
import dev.keepwatch.agent.tree.Owner;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonTarTest {

  private static final int SEEDS = 40;
  private static final List<EntryType> TYPES = List.of(EntryType.values());
  private static final int MEMBERS = 25;

  private final PythonTar python = new PythonTar();

  @Test
  void our_streams_are_those_of_python_to_the_last_byte() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      var members = members(new Random(seed), false);

      byte[] ours = PythonTar.ours(members);
      byte[] theirs = python.write("PAX", members);
      assertThat(Arrays.mismatch(ours, theirs)).as("first difference, seed %d", seed).isNegative();
    }
  }

  @Test
  void what_we_write_both_read_as_it_was() throws Exception {
    for (int seed = 100; seed < 100 + SEEDS / 2; seed++) {
      var members = members(new Random(seed), false);
      var lines = members.stream().map(Member::line).toList();
      byte[] tar = PythonTar.ours(members);

      assertThat(python.read(tar)).as("seed %d", seed).isEqualTo(lines);
      assertThat(PythonTar.oursRead(new ByteArrayInputStream(tar)))
          .as("seed %d", seed)
          .isEqualTo(lines);
    }
  }

  @Test
  void the_long_names_and_large_numbers_of_gnu_are_read() throws Exception {
    for (int seed = 200; seed < 200 + SEEDS / 2; seed++) {
      var members = members(new Random(seed), true);
      byte[] tar = python.write("GNU", members);

      assertThat(PythonTar.oursRead(new ByteArrayInputStream(tar)))
          .as("seed %d", seed)
          .isEqualTo(members.stream().map(Member::line).toList());
    }
  }

  @Test
  void a_name_that_is_cut_into_prefix_and_rest_is_read() throws Exception {
    byte[] name = new byte[200];
    Arrays.fill(name, (byte) 'n');
    name[120] = '/';
    var header = new TarHeader(name, metadata(new Random(1), EntryType.REGULAR, true), 0);
    var owner = new Owner(1, 2, "user", "group");
    var plain =
        new FileMetadata(EntryType.REGULAR, 0644, owner, 5, LinkTarget.NONE, DeviceNumbers.NONE);
    var member = new Member(new TarHeader(header.name(), plain, 0), new byte[0]);

    assertThat(PythonTar.oursRead(new ByteArrayInputStream(python.write("USTAR", List.of(member)))))
        .containsExactly(member.line());
  }

  private static List<Member> members(Random random, boolean gnu) {
    var members = new ArrayList<Member>();
    for (int i = 0; i < MEMBERS; i++) {
      var type = TYPES.get(random.nextInt(TYPES.size()));
      byte[] body = new byte[type == EntryType.REGULAR ? random.nextInt(1500) : 0];
      random.nextBytes(body);
      String name = "snapshot/" + i + text(random, 300);
      byte[] bytes = bytes(random, name);
      if (type == EntryType.DIRECTORY) {
        bytes = Arrays.copyOf(bytes, bytes.length + 1);
        bytes[bytes.length - 1] = '/';
      }
      members.add(new Member(new TarHeader(bytes, metadata(random, type, gnu), body.length), body));
    }
    return members;
  }

  private static FileMetadata metadata(Random random, EntryType type, boolean gnu) {
    var owner =
        new Owner(
            number(random, 1L << 32),
            number(random, 1L << 32),
            // GNU has no room for longer ones.
            gnu ? "user" : text(random, 40),
            gnu ? "" : text(random, 40));
    var link =
        type == EntryType.SYMLINK
            ? new LinkTarget(bytes(random, "t" + text(random, 300)))
            : LinkTarget.NONE;
    var device =
        type.isDevice()
            ? new DeviceNumbers(random.nextInt(1 << 12), random.nextInt(1 << 20))
            : DeviceNumbers.NONE;
    return new FileMetadata(
        type, random.nextInt(1 << 12), owner, number(random, 1L << 40), link, device);
  }

  /// Small numbers, large ones, and those around the borders of the fields.
  private static long number(Random random, long bound) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(2000);
      case 1 -> (1L << 21) - 1 + random.nextInt(3);
      case 2 -> Math.min(bound - 1, (1L << 33) - 1 + random.nextInt(3));
      default -> random.nextLong(bound);
    };
  }

  private static String text(Random random, int most) {
    var text = new StringBuilder();
    int length =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(Math.min(most, 20));
          case 1 -> 30 + random.nextInt(5);
          case 2 -> Math.min(most, 88 + random.nextInt(6));
          default -> random.nextInt(most);
        };
    boolean ascii = random.nextBoolean();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(
          ascii || random.nextInt(8) > 0
              ? 'a' + random.nextInt(26)
              : new int[] {'ä', 0x20ac, 0x1f600, '=', '\n', ' '}[random.nextInt(6)]);
    }
    return text.toString();
  }

  /// Sometimes bytes that are no UTF-8.
  private static byte[] bytes(Random random, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (random.nextInt(3) == 0) {
      bytes[Math.min(bytes.length - 1, 10)] = (byte) (0x80 + random.nextInt(128));
    }
    return bytes;
  }
}

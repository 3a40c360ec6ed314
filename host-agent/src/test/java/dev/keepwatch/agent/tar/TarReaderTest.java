package dev.keepwatch.agent.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.keepwatch.agent.engine.ForgedArchive;
import dev.keepwatch.agent.tar.HeaderBlock.Field;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {

  private static final FileMetadata FILE = ForgedArchive.metadata(EntryType.REGULAR, "");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TarWriter writer = new TarWriter(out);

  private void member(String name, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    writer.begin(new TarHeader(name.getBytes(UTF_8), FILE, bytes.length));
    writer.write(bytes, 0, bytes.length);
    writer.end();
  }

  private TarReader reader() {
    return new TarReader(new ByteArrayInputStream(out.toByteArray()));
  }

  private static int readAll(byte[] tar) throws IOException {
    var reader = new TarReader(new ByteArrayInputStream(tar));
    int members = 0;
    while (reader.next() != null) {
      reader.body().transferTo(OutputStream.nullOutputStream());
      members++;
    }
    return members;
  }

  @Test
  void an_empty_stream_has_no_members() throws IOException {
    assertThat(reader().next()).isNull();
  }

  @Test
  void a_stream_may_end_with_its_last_member() throws IOException {
    member("a", "one");
    assertThat(readAll(out.toByteArray())).isEqualTo(1);
  }

  @Test
  void nothing_behind_a_zero_block_is_looked_at() throws IOException {
    member("a", "one");
    writer.finish();
    out.writeBytes("no header at all".getBytes(US_ASCII));

    assertThat(readAll(out.toByteArray())).isEqualTo(1);
  }

  @Test
  void a_body_that_nobody_reads_is_passed_over() throws IOException {
    member("a", "x".repeat(2000));
    member("b", "two");
    var reader = reader();
    reader.next();
    var second = reader.next();

    assertThat(second).isNotNull();
    assertThat(reader.body().readAllBytes()).asString().isEqualTo("two");
    assertThat(reader.next()).isNull();
  }

  @Test
  void a_stream_that_is_cut_off_anywhere_but_between_members_is_noticed() throws IOException {
    member("a" + "ä".repeat(200), "x".repeat(700));
    int whole = out.size();
    byte[] tar = out.toByteArray();
    for (int length = 1; length < whole; length++) {
      byte[] cut = Arrays.copyOf(tar, length);
      assertThatThrownBy(() -> readAll(cut))
          .as("cut after %d of %d bytes", length, whole)
          .isInstanceOf(TarException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', 'V', 'S', 'D', 'M', 'A', '\u0001'})
  void a_type_that_nobody_writes_is_refused(char type) {
    out.writeBytes(zero().type(type).sealed());

    assertThatThrownBy(() -> reader().next()).isInstanceOf(TarException.class);
  }

  private static HeaderBlock zero() {
    return HeaderBlock.empty()
        .text(Field.NAME, "snapshot/a".getBytes(US_ASCII))
        .type('0')
        .number(Field.MODE, 0)
        .number(Field.UID, 0)
        .number(Field.GID, 0)
        .number(Field.MTIME, 0)
        .number(Field.BODY_SIZE, 0);
  }

  private void pax(String records) {
    byte[] body = records.getBytes(UTF_8);
    out.writeBytes(zero().type('x').number(Field.BODY_SIZE, body.length).sealed());
    out.writeBytes(Arrays.copyOf(body, (body.length + 511) / 512 * 512));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 path=a\n",
        "7 path=a\n",
        "99 path=a\n",
        "-9 path=a\n",
        "path=a\n",
        "9 path a\n",
        "99999999999 path=a\n",
        "9 path=a?",
        "14 size=-1\n   \n",
        "10 size=-1\n",
        "12 size=none\n",
        "28 size=9223372036854775807\n",
        "14 uid=1e999\n",
        "13 mtime=NaN\n",
        "7 uid=\n"
      })
  void records_that_make_no_sense_are_refused(String records) {
    pax(records);
    out.writeBytes(zero().sealed());

    assertThatThrownBy(() -> reader().next()).isInstanceOf(TarException.class);
  }

  @Test
  void what_makes_no_sense_is_shown_in_short() {
    // The length counts itself.
    pax("100022 KEEPWATCH.size=%s\n".formatted("9".repeat(100_000)));
    out.writeBytes(zero().sealed());

    assertThatThrownBy(() -> reader().next())
        .isInstanceOf(TarException.class)
        .hasMessageMatching("a pax record .{10,100}");
  }

  @Test
  void fractions_of_a_second_are_dropped() throws IOException {
    pax("22 mtime=1600000000.9\n");
    out.writeBytes(zero().sealed());

    assertThat(reader().next())
        .isNotNull()
        .extracting(header -> header.metadata().mtimeSecond())
        .isEqualTo(1_600_000_000L);
  }

  @Test
  void extended_headers_without_end_do_not_fill_the_memory() {
    // Each is as large as allowed; together they would go on for ever.
    byte[] body = new byte[1 << 19];
    for (int i = 0; i < 4; i++) {
      out.writeBytes(zero().type('x').number(Field.BODY_SIZE, body.length).sealed());
      out.writeBytes(body);
    }

    assertThatThrownBy(() -> reader().next())
        .isInstanceOf(TarException.class)
        .hasMessageContaining("more than is allowed");
  }

  @Test
  void whatever_bytes_come_only_a_tar_exception_is_thrown() throws IOException {
    member("snapshot/a" + "ä".repeat(60), "one");
    writer.writeEmpty(
        new TarHeader(
            "snapshot/l".getBytes(UTF_8), ForgedArchive.metadata(EntryType.SYMLINK, "t"), 0));
    member("snapshot/z", "x".repeat(600));
    writer.finish();
    byte[] tar = out.toByteArray();
    for (int seed = 0; seed < 20_000; seed++) {
      byte[] mutated = mutated(tar, new Random(seed));
      try {
        readAll(mutated);
      } catch (TarException e) {
        assertThat(e).hasMessageNotContaining("null");
      } catch (IOException | RuntimeException e) {
        fail("seed " + seed, e);
      }
    }
  }

  /// Some bytes altered, and most times the checksums made to fit again.
  private static byte[] mutated(byte[] tar, Random random) {
    byte[] mutated = tar.clone();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      mutated[random.nextInt(4096)] = (byte) random.nextInt(256);
    }
    if (random.nextInt(4) > 0) {
      for (int at = 0; at < 4096; at += 512) {
        byte[] block = Arrays.copyOfRange(mutated, at, at + 512);
        if (block[257] == 'u') {
          System.arraycopy(sealedAgain(block), 0, mutated, at, 512);
        }
      }
    }
    return random.nextInt(8) > 0 ? mutated : Arrays.copyOf(mutated, random.nextInt(4096));
  }

  private static byte[] sealedAgain(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    System.arraycopy("%06o\0 ".formatted(sum).getBytes(US_ASCII), 0, block, 148, 8);
    return block;
  }

  @Test
  void a_writer_that_is_given_more_or_less_than_announced_says_so() throws IOException {
    writer.begin(new TarHeader(new byte[] {'a'}, FILE, 2));
    assertThatThrownBy(() -> writer.write(new byte[3], 0, 3))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(writer::end).isInstanceOf(IllegalStateException.class);
    writer.write(new byte[2], 0, 2);
    assertThatCode(writer::end).doesNotThrowAnyException();
  }
}

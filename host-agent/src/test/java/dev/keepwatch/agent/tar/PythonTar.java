package dev.keepwatch.agent.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.tree.EntryType;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The `tarfile` of Python, which duplicity uses, as a peer.
final class PythonTar {

  private static final String WRITE =
      """
      import sys, tarfile, io, os
      form = getattr(tarfile, sys.argv[1] + '_FORMAT')
      out = io.BytesIO()
      tar = tarfile.open(fileobj=out, mode='w', format=form, errors='surrogateescape')
      text = lambda h: os.fsdecode(bytes.fromhex(h[1:]))
      for line in sys.stdin:
          f = line.split()
          info = tarfile.TarInfo(text(f[0]))
          info.type = f[1].encode()
          info.mode, info.uid, info.gid, info.mtime = map(int, f[2:6])
          info.uname, info.gname, info.linkname = map(text, f[6:9])
          info.devmajor, info.devminor = map(int, f[9:11])
          body = bytes.fromhex(f[11][1:])
          info.size = len(body)
          tar.addfile(info, io.BytesIO(body))
      tar.close()
      sys.stdout.buffer.write(out.getvalue())
      """;

  private static final String READ =
      """
      import sys, tarfile, io, os
      tar = tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read()), errors='surrogateescape')
      hex = lambda t: 'x' + os.fsencode(t).hex()
      for i in tar:
          body = tar.extractfile(i).read() if i.isreg() else b''
          # Python drops the slash behind a directory's name.
          name = i.name + ('/' if i.isdir() else '')
          print(hex(name), i.type.decode(), i.mode, i.uid, i.gid, int(i.mtime), hex(i.uname),
                hex(i.gname), hex(i.linkname), i.devmajor, i.devminor, 'x' + body.hex())
      """;

  private final OutsideProgram python = OutsideProgram.required("python3");

  /// A member with its body.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Member(TarHeader header, byte[] body) {

    /// A line that both programs understand.
    String line() {
      var metadata = header.metadata();
      var owner = metadata.owner();
      return "%s %s %d %d %d %d %s %s %s %d %d %s"
          .formatted(
              hex(header.name()),
              flag(metadata.type()),
              metadata.mode(),
              owner.uid(),
              owner.gid(),
              metadata.mtimeSecond(),
              hex(owner.userName().getBytes(UTF_8)),
              hex(owner.groupName().getBytes(UTF_8)),
              hex(metadata.linkTarget().bytes()),
              metadata.device().major(),
              metadata.device().minor(),
              hex(body));
    }

    private static String hex(byte[] bytes) {
      return "x" + HexFormat.of().formatHex(bytes);
    }

    private static char flag(EntryType type) {
      return switch (type) {
        case REGULAR -> '0';
        case SYMLINK -> '2';
        case CHARACTER_DEVICE -> '3';
        case BLOCK_DEVICE -> '4';
        case DIRECTORY -> '5';
        case FIFO -> '6';
      };
    }
  }

  /// @param format `PAX`, `GNU` or `USTAR`
  byte[] write(String format, List<Member> members) {
    var lines = new StringBuilder();
    members.forEach(member -> lines.append(member.line()).append('\n'));
    byte[] input = lines.toString().getBytes(US_ASCII);
    return python.runWithInput(input, "-c", WRITE, format).succeeded().output();
  }

  List<String> read(byte[] tar) {
    byte[] output = python.runWithInput(tar, "-c", READ).succeeded().output();
    return new String(output, US_ASCII).lines().toList();
  }

  static byte[] ours(List<Member> members) throws Exception {
    var out = new ByteArrayOutputStream();
    var tar = new TarWriter(out);
    for (var member : members) {
      tar.begin(member.header());
      tar.write(member.body(), 0, member.body().length);
      tar.end();
    }
    tar.finish();
    return out.toByteArray();
  }

  static List<String> oursRead(InputStream in) throws Exception {
    var lines = new ArrayList<String>();
    var tar = new TarReader(in);
    for (var header = tar.next(); header != null; header = tar.next()) {
      lines.add(new Member(header, tar.body().readAllBytes()).line());
    }
    return lines;
  }

  static byte[] repeated(char c, int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) c);
    return bytes;
  }
}

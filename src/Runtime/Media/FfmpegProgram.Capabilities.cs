using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SemCom.Runtime.Media;

public sealed partial class FfmpegProgram
{
    private static readonly ConcurrentDictionary<string, Lazy<Capabilities>> KnownCapabilities = new(StringComparer.Ordinal);

    /// <summary>
    /// Version and build, for example <c>5.1.9-0+deb12u1 (build 3f2a9c01)</c>: equal text, equal program. The build is a checksum over
    /// the configuration and the versions of its libraries.
    /// </summary>
    /// <exception cref="SemComException">It cannot be started or does not answer.</exception>
    public string Version => Known.Version;

    private Capabilities Known => KnownCapabilities.GetOrAdd(Path, _ => new Lazy<Capabilities>(() => Capabilities.Of(this))).Value;

    /// <summary>True when this ffmpeg was built with the encoder.</summary>
    /// <param name="encoder">ffmpeg's name of it, for example <c>libx265</c>.</param>
    /// <exception cref="SemComException">ffmpeg cannot be started or does not answer.</exception>
    public bool HasEncoder(string encoder) => Known.Encoders.Contains(encoder);

    /// <summary>Checks that this ffmpeg was built with an encoder.</summary>
    /// <param name="purpose">What needs it, as the message's first word.</param>
    /// <param name="encoder">ffmpeg's name of it, for example <c>libx265</c>.</param>
    /// <exception cref="SemComException">It was not, or ffmpeg cannot be started.</exception>
    public void RequireEncoder(string purpose, string encoder)
    {
        if (!HasEncoder(encoder))
        {
            throw new SemComException(
                $"{purpose}: needs ffmpeg's encoder {encoder}, which '{Path}' does not have; install an ffmpeg that was built with {encoder}");
        }
    }

    private sealed record Capabilities(string Version, IReadOnlySet<string> Encoders)
    {
        public static Capabilities Of(FfmpegProgram program)
        {
            var about = program.Ask("-version");
            var words = about.Split('\n')[0].Split(' ');
            var number = words is ["ffmpeg", "version", var third, ..] ? third : "unknown";
            var build = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(about)).AsSpan(0, 4));
            return new Capabilities($"{number} (build {build})", EncodersIn(program.Ask("-encoders")));
        }

        /// <summary>Names from a list whose rows look like <c> V....D libx265   description</c>, below a line of hyphens.</summary>
        private static HashSet<string> EncodersIn(string list) =>
            [.. list.Split('\n').SkipWhile(line => !line.TrimStart().StartsWith("---", StringComparison.Ordinal)).Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 1).Select(words => words[1])];
    }

    private string Ask(string question) =>
        Encoding.UTF8.GetString(RunAsync("ffmpeg", [question], ReadOnlyMemory<byte>.Empty).GetAwaiter().GetResult());
}

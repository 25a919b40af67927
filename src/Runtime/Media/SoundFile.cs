using System.Globalization;
using SemCom.Runtime.Media.Sounds;

namespace SemCom.Runtime.Media;

/// <summary>Reads and writes sound files: WAV natively; MP3, Ogg, Opus, FLAC, M4A and whatever else ffmpeg knows through it, read only. The content decides how a file is read. Channels are averaged.</summary>
public static class SoundFile
{
    /// <summary>Largest file that is read [bytes].</summary>
    public const int MaxFileBytes = 512 << 20;

    /// <summary>Endings that stand for sounds.</summary>
    public static readonly IReadOnlyList<string> Endings = [".wav", ".mp3", ".ogg", ".oga", ".opus", ".flac", ".m4a", ".aac"];

    /// <summary>Containers that ffmpeg opens; none of them refers to other files or addresses.</summary>
    private const string Containers = "mov,mp4,m4a,3gp,matroska,webm,ogg,flac,mp3,aac,wav,w64,aiff,caf,amr,au,avi,asf,mpegts,mpeg,flv,ac3,eac3,ape,tta,wv,nut";

    /// <summary>True where the name is that of a sound.</summary>
    public static bool IsName(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>True where a file begins as WAV, FLAC, Ogg or MP3 with a tag does.</summary>
    /// <param name="file">Its first bytes; 12 are enough.</param>
    public static bool IsContent(ReadOnlySpan<byte> file) =>
        WavReader.IsWav(file) || file.StartsWith("fLaC"u8) || file.StartsWith("OggS"u8) || file.StartsWith("ID3"u8);

    /// <summary>Reads a sound.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxSeconds">Longest sound that is taken [s]; null for <see cref="Sound.MaxSamples"/>.</param>
    /// <exception cref="SemComException">There is no such file, or it is empty, damaged, too large, too long or no sound, or ffmpeg is missing.</exception>
    public static Sound Load(string path, double? maxSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            throw new SemComException($"{path}: there is no such file; check the path");
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaxFileBytes)
                throw new SemComException($"{path}: a sound file may have at most {MaxFileBytes >> 20} MiB (has {length >> 20}); cut it");
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[12];
            var isWav = WavReader.IsWav(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
            // Some containers, such as M4A, must be read from their end, which a pipe does not allow.
            return isWav || length == 0 ? Load(File.ReadAllBytes(path), path, maxSeconds) : Convert(path, ["-protocol_whitelist", "file", "-format_whitelist", Containers, "-i", $"file:{path}"], default, maxSeconds);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: cannot be read ({exception.Message}); check its permissions", exception);
        }
    }

    /// <summary>Reads a sound from a file's bytes.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="maxSeconds">Longest sound that is taken [s]; null for <see cref="Sound.MaxSamples"/>.</param>
    /// <exception cref="SemComException">As for <see cref="Load(string, double?)"/>.</exception>
    public static Sound Load(byte[] file, string name, double? maxSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length == 0)
            throw new SemComException($"{name}: the file is empty (0 bytes); use an intact copy of the file");
        return WavReader.IsWav(file)
            ? WavReader.Read(file, name, maxSeconds)
            : Convert(name, ["-protocol_whitelist", "pipe", "-format_whitelist", Containers, "-i", "pipe:0"], file, maxSeconds);
    }

    /// <summary>Writes a sound as WAV: PCM, 16 bits, one channel. The file appears complete or not at all.</summary>
    /// <exception cref="SemComException">The ending is not .wav, or the folder is missing or not writable.</exception>
    public static void Save(Sound sound, string path)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(path);
        if (!path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
            throw new SemComException($"{path}: the ending must be .wav for a sound (was '{Path.GetExtension(path)}'); rename the file");
        WholeFile.Write(path, stream => stream.Write(WavWriter.ToBytes(sound)));
    }

    /// <summary>A sound as the bytes of a WAV file.</summary>
    public static byte[] ToWav(Sound sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        return WavWriter.ToBytes(sound);
    }

    /// <summary>Samples as PCM of 16 bits, little endian, without a head; what is louder than 1 is clipped.</summary>
    public static byte[] ToPcm(Sound sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        var bytes = new byte[2 * sound.ValueCount];
        WavWriter.WriteSamples(sound, bytes);
        return bytes;
    }

    private static Sound Convert(string name, string[] input, byte[]? file, double? maxSeconds)
    {
        // A little more than is taken, so that what is too long is refused and not cut.
        string[] length = maxSeconds is { } seconds ? ["-t", (seconds + 1).ToString(CultureInfo.InvariantCulture)] : [];
        string[] arguments = [.. input, "-map", "0:a:0", "-vn", "-ac", "1", .. length, "-c:a", "pcm_s16le", "-bitexact", "-f", "wav", "pipe:1"];
        return WavReader.Read(FfmpegProgram.Find(name).RunAsync(name, arguments, file).GetAwaiter().GetResult(), name, maxSeconds);
    }
}

using SemCom.Runtime.Media.Sounds;

namespace SemCom.Runtime.Media;

/// <summary>Reads and writes sound files: WAV natively; MP3, Ogg, Opus, FLAC, M4A and whatever else ffmpeg knows through it, read only. The content decides how a file is read. Channels are averaged.</summary>
public static class SoundFile
{
    /// <summary>Largest file that is read [bytes].</summary>
    public const int MaxFileBytes = 512 << 20;

    /// <summary>Endings that stand for sounds.</summary>
    public static readonly IReadOnlyList<string> Endings = [".wav", ".mp3", ".ogg", ".oga", ".opus", ".flac", ".m4a", ".aac"];

    /// <summary>True where the name is that of a sound.</summary>
    public static bool IsName(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a sound.</summary>
    /// <exception cref="SemComException">There is no such file, or it is empty, damaged, too large or no sound, or ffmpeg is missing.</exception>
    public static Sound Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            throw new SemComException($"{path}: there is no such file; check the path");
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaxFileBytes)
                throw new SemComException($"{path}: a sound file may have at most {MaxFileBytes >> 20} MiB (has {length >> 20}); cut it");
            return Load(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: cannot be read ({exception.Message}); check its permissions", exception);
        }
    }

    /// <summary>Reads a sound from a file's bytes.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SemComException">As for <see cref="Load(string)"/>.</exception>
    public static Sound Load(byte[] file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length == 0)
            throw new SemComException($"{name}: the file is empty (0 bytes); use an intact copy of the file");
        if (WavReader.IsWav(file))
            return WavReader.Read(file, name);
        string[] arguments = ["-i", "pipe:0", "-map", "0:a:0", "-vn", "-ac", "1", "-c:a", "pcm_s16le", "-bitexact", "-f", "wav", "pipe:1"];
        return WavReader.Read(FfmpegProgram.Find(name).RunAsync(name, arguments, file).GetAwaiter().GetResult(), name);
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
}

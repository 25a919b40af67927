using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Sizes, qualities and codestreams of encoded pictures, each computed once whoever asks first. A value depends on nothing but its key, so results
/// do not depend on the order of questions. For any number of threads.
/// </summary>
internal sealed class EncodeLadder(CacheFolder cache)
{
    /// <summary>Stands for an infinite PSNR [dB].</summary>
    public const double IdenticalPsnrDb = 100;

    private const long MaxStreamBytesInMemory = 64 << 20;

    private readonly ConcurrentDictionary<(string Hash, Rung Rung), Lazy<int>> _bytes = new();
    private readonly ConcurrentDictionary<(string Hash, Rung Rung), Lazy<double>> _psnrDb = new();
    private readonly ConcurrentDictionary<(string Hash, ResolutionFactor Factor), Lazy<double>> _ceilingDb = new();
    private readonly ConcurrentDictionary<(string Hash, Rung Rung), byte[]> _streams = new();
    private readonly ConcurrentDictionary<RivalCodec, string> _folders = new();
    private long _streamBytes;

    /// <summary>Number of encoder runs so far.</summary>
    public int Encodings => _encodings;

    private int _encodings;

    /// <summary>Bytes of the codestream.</summary>
    public int Bytes(RivalPicture picture, Rung rung) =>
        _bytes.GetOrAdd((picture.Hash, rung), _ => new Lazy<int>(() => Stream(picture, rung).Length)).Value;

    /// <summary>PSNR of the reconstruction at the picture's own size [dB].</summary>
    public double PsnrDb(RivalPicture picture, Rung rung) =>
        _psnrDb.GetOrAdd((picture.Hash, rung), _ => new Lazy<double>(() =>
            Remembered(FileOf(picture, rung) + ".psnr", () => Judge(picture, Decode(picture, rung))))).Value;

    /// <summary>PSNR of the picture resampled down and up without coding [dB].</summary>
    public double CeilingDb(RivalPicture picture, ResolutionFactor factor) =>
        _ceilingDb.GetOrAdd((picture.Hash, factor), _ => new Lazy<double>(() =>
        {
            var (width, height) = (factor.Of(picture.Picture.Width), factor.Of(picture.Picture.Height));
            return Judge(picture, FfmpegStills.Resample(picture.Picture, width, height));
        })).Value;

    /// <summary>The reconstruction at the picture's own size.</summary>
    public Picture Decode(RivalPicture picture, Rung rung) =>
        rung.Codec.Decode(Stream(picture, rung), picture.Picture.Width, picture.Picture.Height, rung.Format);

    /// <summary>The codestream.</summary>
    public byte[] Stream(RivalPicture picture, Rung rung)
    {
        if (_streams.TryGetValue((picture.Hash, rung), out var known))
            return known;
        var file = FileOf(picture, rung);
        var stream = cache.Read(file);
        if (stream is null)
        {
            var (width, height) = (rung.Factor.Of(picture.Picture.Width), rung.Factor.Of(picture.Picture.Height));
            stream = rung.Codec.Encode(picture.Picture, width, height, rung.Format, rung.Quality);
            Interlocked.Increment(ref _encodings);
            cache.Write(file, stream);
        }
        if (Interlocked.Add(ref _streamBytes, stream.Length) > MaxStreamBytesInMemory)
        {
            _streams.Clear();
            Interlocked.Exchange(ref _streamBytes, stream.Length);
        }
        _streams[(picture.Hash, rung)] = stream;
        return stream;
    }

    private double Remembered(string file, Func<double> compute)
    {
        if (cache.Read(file) is { } known && double.TryParse(Encoding.UTF8.GetString(known), CultureInfo.InvariantCulture, out var value))
            return value;
        value = compute();
        cache.Write(file, Encoding.UTF8.GetBytes(value.ToString("R", CultureInfo.InvariantCulture)));
        return value;
    }

    private static double Judge(RivalPicture picture, Picture decoded) => PictureQuality.PsnrDb(picture.Picture, decoded) ?? IdenticalPsnrDb;

    private string FileOf(RivalPicture picture, Rung rung) => Path.Combine(_folders.GetOrAdd(rung.Codec, FolderOf), picture.Hash, rung.FileName);

    /// <summary>Another ffmpeg or other settings: another folder.</summary>
    private static string FolderOf(RivalCodec codec)
    {
        var identity = Encoding.UTF8.GetBytes($"1 {FfmpegProgram.Find(codec.Name).Version} {codec.Settings}");
        return $"{codec.Name}-{Convert.ToHexStringLower(SHA256.HashData(identity).AsSpan(0, 8))}";
    }
}

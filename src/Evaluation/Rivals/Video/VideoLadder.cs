using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Encodings of videos, each made once whoever asks first, and what they look like when everything arrives. A value depends on nothing but its key. For any number of threads.
/// </summary>
internal sealed class VideoLadder(CacheFolder cache)
{
    private readonly ConcurrentDictionary<string, Lazy<CodedVideo>> _videos = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<double>> _psnrDb = new(StringComparer.Ordinal);
    private int _encodings;

    /// <summary>Number of encoder runs so far.</summary>
    public int Encodings => _encodings;

    /// <summary>A video as coded.</summary>
    /// <exception cref="SemComException">ffmpeg or the encoder is missing, or it failed.</exception>
    public CodedVideo Encode(VideoCodec codec, VideoClip clip, VideoCoding coding, int quality)
    {
        var key = KeyOf(codec, clip, coding, quality);
        return _videos.GetOrAdd(key, _ => new Lazy<CodedVideo>(() =>
        {
            if (cache.Read(key + ".video") is { } known && CodedVideo.Parse(known, clip.Pictures.Count) is { } video)
                return video;
            Interlocked.Increment(ref _encodings);
            video = new CodedVideo([.. VideoPrograms.Encode(codec, clip, coding, quality).Select(NalUnits.Join)]);
            cache.Write(key + ".video", video.ToBytes());
            return video;
        })).Value;
    }

    /// <summary>PSNR over all frames when all arrive [dB].</summary>
    public double PsnrDb(VideoCodec codec, VideoClip clip, VideoCoding coding, int quality)
    {
        var key = KeyOf(codec, clip, coding, quality);
        return _psnrDb.GetOrAdd(key, _ => new Lazy<double>(() =>
        {
            if (cache.Read(key + ".psnr") is { } known && double.TryParse(Encoding.UTF8.GetString(known), CultureInfo.InvariantCulture, out var value))
                return value;
            var video = Encode(codec, clip, coding, quality);
            value = PsnrDb(clip, VideoPrograms.Decode(codec, [.. video.Messages.Select(message => NalUnits.SplitJoined(message))], coding, clip.Width, clip.Height));
            cache.Write(key + ".psnr", Encoding.UTF8.GetBytes(value.ToString("R", CultureInfo.InvariantCulture)));
            return value;
        })).Value;
    }

    /// <summary>PSNR over all frames of what is shown [dB]; that of identical pictures is given as 100.</summary>
    public static double PsnrDb(VideoClip clip, IReadOnlyList<Picture> shown) => VideoQuality.Compare(clip.Pictures, shown).PsnrDb ?? EncodeLadder.IdenticalPsnrDb;

    /// <summary>Another ffmpeg or other settings: another folder.</summary>
    private static string KeyOf(VideoCodec codec, VideoClip clip, VideoCoding coding, int quality)
    {
        var identity = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"1 {codec.RequireFfmpeg().Version} {string.Join(' ', VideoPrograms.EncoderArguments(codec, coding, clip.Width, clip.Height, clip.FramesPerSecond, codec.Arguments(coding, quality)))}"));
        return Path.Combine("videos", clip.Hash, $"{codec.Name}-{Convert.ToHexStringLower(SHA256.HashData(identity).AsSpan(0, 12))}");
    }
}

using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// A classical picture codec in ffmpeg, with its quality on a ladder from 0, the fewest bytes, upwards. What is sent is the bare
/// codestream, without what both ends know anyway. Stateless.
/// </summary>
internal abstract class RivalCodec
{
    /// <summary>Name as typed after <c>--systems</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Rungs of the quality ladder.</summary>
    public abstract int QualityCount { get; }

    /// <summary>Pixel formats that are tried, the first one first.</summary>
    public abstract IReadOnlyList<StillFormat> Formats { get; }

    /// <summary>
    /// How often the decoder can halve the resolution by leaving out the end of the codestream; 0 where it runs through the picture by rows.
    /// </summary>
    public virtual int Halvings => 0;

    /// <summary>
    /// True for codecs one of which is the best of all: at equal bytes, from 200 up, each of 4,100 encodings of 26 photographs by the others was at least
    /// 0.14 dB below the better one of these. The others are tried where these have nothing small enough.
    /// </summary>
    public virtual bool Leads => false;

    /// <summary>Parts into which predictions cut the ladder.</summary>
    public virtual int CoarseSteps => 16;

    /// <summary>The rung at a share of the ladder, 0..1, such that equal shares change the bytes by about equal factors.</summary>
    public virtual int CoarseQuality(double share) => (int)(share * (QualityCount - 1));

    /// <summary>False for formats that are known to be worse than the others at such a rate.</summary>
    /// <param name="format">Index into <see cref="Formats"/>.</param>
    /// <param name="bitsPerPixel">Bits for each pixel of the original.</param>
    public virtual bool IsWorthTrying(int format, double bitsPerPixel) => true;

    /// <summary>All settings in one line: equal text and equal ffmpeg, equal codestreams.</summary>
    public string Settings => $"{QualityCount} rungs; " + string.Join("; ", Formats.Select(f =>
        $"{f.Encoder} {f.PixelFormat} {(f.FullRange ? "full" : "limited")} range {string.Join(' ', Arguments(f, QualityCount / 2, Picture.MaxSide))}"));

    /// <summary>Encodes a picture at a resolution of <paramref name="width"/> x <paramref name="height"/>; the bytes that are sent.</summary>
    /// <exception cref="SemComException">ffmpeg or the encoder is missing, or it failed.</exception>
    public byte[] Encode(Picture picture, int width, int height, int format, int quality) =>
        Strip(FfmpegStills.Encode(picture, width, height, Formats[format], Arguments(Formats[format], quality, Math.Min(width, height))));

    /// <summary>Decodes an intact codestream to a picture of <paramref name="width"/> x <paramref name="height"/>.</summary>
    /// <exception cref="SemComException">ffmpeg is missing or the codestream damaged.</exception>
    public Picture Decode(byte[] stream, int width, int height, int format) =>
        FfmpegStills.Decode(Restore(stream), width, height, Formats[format]);

    /// <summary>Decodes a damaged codestream as far as the decoder can; null when it gives no picture.</summary>
    public Picture? DecodeDamaged(byte[] stream, int width, int height, int format, int halvings) =>
        FfmpegStills.DecodeDamaged(Restore(stream), width, height, Formats[format], halvings);

    /// <summary>Checks that this ffmpeg has the encoder.</summary>
    /// <exception cref="SemComException">It has not, or there is no ffmpeg.</exception>
    public void RequireEncoder(FfmpegProgram program)
    {
        foreach (var format in Formats)
            program.RequireEncoder(Name, format.Encoder);
    }

    /// <summary>The encoder's arguments for a rung of the ladder.</summary>
    protected abstract IEnumerable<string> Arguments(StillFormat format, int quality, int shorterSide);

    /// <summary>Takes off what need not be sent.</summary>
    protected virtual byte[] Strip(byte[] file) => file;

    /// <summary>Puts on again what was not sent.</summary>
    protected virtual byte[] Restore(byte[] stream) => stream;
}

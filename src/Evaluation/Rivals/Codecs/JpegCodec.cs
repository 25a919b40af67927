using System.Globalization;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Baseline JPEG (ITU-T T.81) with trellis quantisation and Huffman tables made for the picture. The quantisation matrix is MPEG-1's intra
/// matrix, scaled: for PSNR it is better than the tables of T.81 annex K. ffmpeg quantises DC in steps of 8 at every quality.
/// </summary>
internal sealed class JpegCodec : RivalCodec
{
    private const double CoarsestScale = 16;
    private const int UnitQuantizer = 8;
    private const double Step = 0.972;

    /// <summary>ISO/IEC 11172-2 §2.4.3.2, default intra matrix, by rows.</summary>
    private static readonly int[] Matrix =
    [
        8, 16, 19, 22, 26, 27, 29, 34,
        16, 16, 22, 24, 27, 29, 34, 37,
        19, 22, 26, 27, 29, 34, 34, 38,
        22, 22, 26, 27, 29, 34, 37, 40,
        22, 26, 27, 29, 32, 35, 40, 48,
        26, 27, 29, 32, 35, 40, 48, 58,
        26, 27, 29, 34, 38, 46, 56, 69,
        27, 29, 35, 38, 46, 56, 69, 83,
    ];

    public override string Name => "jpeg";

    public override int QualityCount => 196;

    public override IReadOnlyList<StillFormat> Formats { get; } = [Format("yuvj420p"), Format("yuvj444p")];

    /// <summary>Below one bit a pixel 4:4:4 is worse by far.</summary>
    public override bool IsWorthTrying(int format, double bitsPerPixel) => format == 0 || bitsPerPixel >= 1;

    protected override IEnumerable<string> Arguments(StillFormat format, int quality, int shorterSide)
    {
        // The encoder multiplies the matrix by quantizer / 8 and takes the trellis' Lagrange factor from the quantizer.
        var scale = CoarsestScale * Math.Pow(Step, quality);
        var quantizer = Math.Clamp((int)Math.Round(UnitQuantizer * scale), 2, 31);
        var matrix = Matrix.Select(m => Math.Max((int)Math.Ceiling(Math.Round(m * scale) * UnitQuantizer / quantizer), 1).ToString(CultureInfo.InvariantCulture));
        return
        [
            "-qmin", "1", "-q:v", quantizer.ToString(CultureInfo.InvariantCulture), "-intra_matrix", string.Join(',', matrix),
            "-huffman", "optimal", "-trellis", "1",
        ];
    }

    /// <summary>Drops the JFIF segment and comments: that the samples are full-range YCbCr is agreed.</summary>
    protected override byte[] Strip(byte[] file)
    {
        const int comment = 0xFE;
        var kept = new MemoryStream();
        kept.Write(file, 0, 2); // start of image
        for (var at = 2; at + 4 <= file.Length;)
        {
            var marker = file[at + 1];
            if (marker == 0xDA) // start of scan: the rest is kept
            {
                kept.Write(file, at, file.Length - at);
                break;
            }
            var length = 2 + (file[at + 2] << 8 | file[at + 3]);
            if (marker is not (comment or (>= 0xE0 and <= 0xEF)))
                kept.Write(file, at, length);
            at += length;
        }
        return kept.ToArray();
    }

    private static StillFormat Format(string pixels) =>
        new() { Encoder = "mjpeg", PixelFormat = pixels, FullRange = true, Muxer = "image2pipe", Demuxer = "jpeg_pipe" };
}

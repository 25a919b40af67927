using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom;

/// <summary>
/// A picture's latents before quantisation, from <see cref="SemanticTransmitter.Tokenize"/>: as bytes of any size for an ordinary digital modem. Immutable.
/// </summary>
public sealed class PictureTokens
{
    private const double FullEnough = 0.995;

    /// <summary>Cell of the rate map with which a search begins.</summary>
    private const int FirstCell = 2;

    /// <summary>Qualities among which a search begins, with steps of 1054, 271, 112, 56, 35, 19, 7.7, 2.3 and 1/4.</summary>
    private static readonly int[] Landmarks = [0, 512, 700, 800, 850, 900, 950, 991, QualityCount - 1];

    /// <summary>What rounding to 8 bits leaves, 1/12; in any case above 0.</summary>
    private const double SmallestError = 1.0 / 12;

    private static readonly int[] Cells = [0, .. ClassMap.CellSizes];

    private readonly LatentTables _tables;
    private readonly int _wireId;
    private readonly (int Width, int Height, bool Grey) _picture;
    private readonly PictureAnalysis _analysis;
    private readonly float[] _latents;

    internal PictureTokens(LatentTables tables, int wireId, Picture picture, PictureAnalysis analysis, float[] latents)
    {
        (_tables, _wireId, _analysis, _latents) = (tables, wireId, analysis, latents);
        _picture = (picture.Width, picture.Height, picture.IsGrey);
    }

    /// <summary>Quality steps that <see cref="ToBytes(int)"/> knows.</summary>
    public const int QualityCount = TokenHeader.StepCount;

    /// <summary>The message of a quality, with the rate map that makes it shortest.</summary>
    /// <param name="quality">0 (fewest bytes) .. <see cref="QualityCount"/> − 1.</param>
    /// <exception cref="SemComException">The quality is outside its range.</exception>
    public byte[] ToBytes(int quality)
    {
        Guard.InRange(quality, 0, QualityCount - 1, "quality of tokens", "choose a value in that range");
        return Cells.AsParallel().AsOrdered().Select(cell => ToBytes(quality, cell)).MinBy(bytes => bytes.Length)!;
    }

    /// <summary>The finest message of at most <paramref name="maxBytes"/> bytes; null when even the coarsest is longer.</summary>
    public byte[]? Fit(int maxBytes)
    {
        var (cell, sizes) = (FirstCell, new Dictionary<(int, int), int>());
        int Size(int quality) => sizes.TryGetValue((quality, cell), out var known) ? known : sizes[(quality, cell)] = ToBytes(quality, cell).Length;

        var (fits, tooLong) = (-1, Landmarks.Length);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            (fits, tooLong) = Size(Landmarks[middle]) <= maxBytes ? (middle, tooLong) : (fits, middle);
        }
        if (fits < 0)
            return ToBytes(0) is { } coarsest && coarsest.Length <= maxBytes ? coarsest : null;
        var low = Landmarks[fits];
        cell = Cells.AsParallel().AsOrdered().MinBy(any => ToBytes(low, any).Length);
        // Bytes grow about exponentially along the scale.
        for (var high = Landmarks[Math.Min(tooLong, Landmarks.Length - 1)]; high - low > 1 && Size(low) < FullEnough * maxBytes;)
        {
            var share = Math.Log((double)maxBytes / Size(low)) / Math.Log((double)Size(high) / Size(low));
            var at = Math.Clamp(low + (int)(share * (high - low)), low + 1, high - 1);
            (low, high) = Size(at) <= maxBytes ? (at, high) : (low, at);
        }
        return Size(low) <= maxBytes ? ToBytes(low, cell) : ToBytes(low);
    }

    /// <summary>Size and squared error at a few qualities, by the linear codec in closed form: for choosing among modems. The networks do better by about the same factor.</summary>
    /// <param name="points">Number of qualities.</param>
    public RateDistortion Curve(int points)
    {
        var curve = Enumerable.Range(0, points).Select(i =>
        {
            var quality = (QualityCount - 1) * i / points;
            var message = Message(quality, 1);
            return (message.ToBytes(_tables).Length, Error(message));
        });
        return new RateDistortion([.. curve.DistinctBy(point => point.Length)]);
    }

    private double Error(TokenMessage message)
    {
        var low = _tables.LowLatents * _analysis.Grid.Count;
        var error = message.Base.Error(_analysis.LowBand) + message.Levels.Error(_latents.AsSpan(low));
        return Math.Max(error / (3.0 * _tables.Patch * _tables.Patch * _analysis.Grid.Count), SmallestError);
    }

    private byte[] ToBytes(int quality, int cell) => Message(quality, cell).ToBytes(_tables);

    private TokenMessage Message(int quality, int cell)
    {
        var map = ClassMap.FromActivity(_tables, _analysis.Grid, cell, _analysis.Activity);
        var header = new TokenHeader
        {
            ModelWireId = _wireId,
            Grey = _picture.Grey,
            Width = _picture.Width,
            Height = _picture.Height,
            Cell = cell,
            WholePictureClass = cell == 0 ? map[0, 0] : 0,
            StepIndex = QualityCount - 1 - quality,
        };
        var layer = BaseLayer.Quantize(_analysis.LowBand, header.LowBandStep);
        var levels = LatentLevels.Quantize(_tables, map, _latents.AsSpan(_tables.LowLatents * _analysis.Grid.Count), header.Step);
        return new TokenMessage(header, map, layer, levels);
    }
}

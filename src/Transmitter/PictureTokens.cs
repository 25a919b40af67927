using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom;

/// <summary>
/// A picture's latents before quantisation, from <see cref="SemanticTransmitter.Tokenize"/>: as bytes of any size for an ordinary digital modem. Any number of threads may use it.
/// </summary>
public sealed class PictureTokens
{
    private const double FullEnough = 0.995;

    /// <summary>Qualities that are guessed from the last one; further ones halve the interval.</summary>
    private const int Guesses = 6;

    /// <summary>Bytes of a message that do not depend on its quality, about: header, check, rate map.</summary>
    private const double FixedBytes = 60;

    /// <summary>All points of a curve have the latents that are meant for this step: a forecast for choosing among modems needs no others.</summary>
    private const double CurveStep = 72;

    /// <summary>What rounding to 8 bits leaves, 1/12; in any case above 0.</summary>
    private const double SmallestError = 1.0 / 12;

    private static readonly int[] Cells = [0, .. ClassMap.CellSizes];

    private readonly LatentTables _tables;
    private readonly int _wireId;
    private readonly bool _generative;
    private readonly (int Width, int Height, bool Grey) _picture;
    private readonly PictureAnalysis _analysis;
    private readonly TokenLatents _latents;

    internal PictureTokens(LatentTables tables, int wireId, bool generative, Picture picture, PictureAnalysis analysis, TokenLatents latents)
    {
        (_tables, _wireId, _generative, _analysis, _latents) = (tables, wireId, generative, analysis, latents);
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
        return Message(quality).Bytes;
    }

    /// <summary>The finest message of at most <paramref name="maxBytes"/> bytes; null when even the coarsest is longer.</summary>
    public byte[]? Fit(int maxBytes)
    {
        var fine = ClassMap.FromActivity(_tables, _analysis.Grid, 1, _analysis.Activity);
        var (fits, tooLong, ratio) = (-1, QualityCount, 1.0);
        byte[]? best = null;
        for (var pass = 0; tooLong - fits > 1 && !(best?.Length >= FullEnough * maxBytes); pass++)
        {
            var at = pass < Guesses ? Math.Clamp(Guess(maxBytes / ratio), fits + 1, tooLong - 1) : (fits + tooLong) / 2;
            var message = Message(at).Bytes;
            ratio = message.Length / Expected(at);
            (fits, tooLong, best) = message.Length <= maxBytes ? (at, tooLong, message) : (fits, at, best);
        }
        return best;

        // The largest quality that is expected to fit.
        int Guess(double bytes)
        {
            var (low, high) = (-1, QualityCount);
            while (high - low > 1)
                (low, high) = Expected((low + high) / 2) <= bytes ? ((low + high) / 2, high) : (low, (low + high) / 2);
            return low;
        }

        double Expected(int quality) => FixedBytes + LatentLevels.ExpectedBits(_tables, fine, TokenHeader.StepOf(QualityCount - 1 - quality)) / 8;
    }

    /// <summary>Size and squared error of quantisation at a few qualities, for choosing among modems. The networks do better by about the same factor.</summary>
    /// <param name="points">Number of qualities.</param>
    public RateDistortion Curve(int points)
    {
        var curve = Enumerable.Range(0, points).Select(i =>
        {
            // Coarse steps lie closer together in bytes than fine ones.
            var part = 1 - (double)i / points;
            var quality = (int)((QualityCount - 1) * (1 - part * Math.Sqrt(part)));
            var (message, bytes) = Message(quality, CurveStep);
            return (bytes.Length, Error(message));
        });
        return new RateDistortion([.. curve.DistinctBy(point => point.Length)]);
    }

    private double Error(TokenMessage message)
    {
        var error = message.MeansOf(_tables).Error(message.Means, _analysis.LowBand) + message.Levels.Error(_latents.At(CurveStep, message.Header.IsRotated).Planes.AsSpan(_tables.LowLatents * _analysis.Grid.Count));
        return Math.Max(error / (3.0 * _tables.Patch * _tables.Patch * _analysis.Grid.Count), SmallestError);
    }

    private (TokenMessage Message, byte[] Bytes) Message(int quality) => Message(quality, TokenHeader.StepOf(QualityCount - 1 - quality));

    /// <summary>The message of a quality, with the latents that are meant for a step.</summary>
    /// <param name="quality">The quality.</param>
    /// <param name="step">Quantisation step for which latents are made.</param>
    private (TokenMessage Message, byte[] Bytes) Message(int quality, double step)
    {
        var header = new TokenHeader
        {
            ModelWireId = _wireId,
            Grey = _picture.Grey,
            IsGenerative = _generative,
            Width = _picture.Width,
            Height = _picture.Height,
            Cell = 0,
            WholePictureClass = 0,
            StepIndex = QualityCount - 1 - quality,
        };
        var (latents, rotations) = _latents.At(step, header.IsRotated);
        var high = latents.AsMemory(_tables.LowLatents * _analysis.Grid.Count);
        var colours = new ColourMeans(_tables, _analysis.Grid, rotations?.Rotations);
        var means = colours.Quantize(_analysis.LowBand, header.LowBandStep);
        var maps = Cells.Select(cell => ClassMap.FromActivity(_tables, _analysis.Grid, cell, _analysis.Activity));
        if (rotations is null)
            return maps.AsParallel().AsOrdered().Select(Of).MinBy(made => made.Bytes.Length);
        var choice = new ClassChoice(_tables, rotations, high, header.Step);
        return Of(maps.Select(choice.Cheapest).MinBy(chosen => chosen.Cost).Map);

        (TokenMessage, byte[] Bytes) Of(ClassMap map)
        {
            var kinds = TokenMessage.KindsOf(_tables, map, rotations, colours, means, header.Step);
            var told = header with { Cell = map.Cell, WholePictureClass = map.Cell == 0 ? map[0, 0] : 0 };
            var message = new TokenMessage(told, map, means, LatentLevels.Quantize(kinds, high.Span, header.Step), rotations);
            return (message, message.ToBytes(_tables));
        }
    }
}

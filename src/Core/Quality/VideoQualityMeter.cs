namespace SemCom;

/// <summary>Judges a video pair by pair; it holds one pair, whatever the length. For one thread.</summary>
public sealed class VideoQualityMeter
{
    private Picture? _reference, _received;
    private int _frames, _identical;
    private long _values;
    private double _squares, _differenceSquares, _sumOfPsnrDb;
    private FreezeCounter _freezes;

    /// <summary>What was measured so far.</summary>
    /// <exception cref="SemComException">There was no frame.</exception>
    public VideoQuality Result => _frames == 0
        ? throw new SemComException("video: at least one frame must be compared (was 0); add frames first")
        : new VideoQuality(_frames, _identical)
        {
            PsnrDb = PsnrDb(_squares, (double)_values * _frames),
            MeanFramePsnrDb = _frames == _identical ? null : _sumOfPsnrDb / (_frames - _identical),
            TemporalPsnrDb = PsnrDb(_differenceSquares, (double)_values * (_frames - 1)),
            RepeatedFrames = _freezes.Repeated,
            LongestFreeze = _freezes.Longest,
        };

    /// <summary>Adds the next frame.</summary>
    /// <param name="reference">What was sent.</param>
    /// <param name="received">What a viewer sees in its place; of the same size. Both must not change before the next call.</param>
    /// <exception cref="SemComException">The sizes differ, from each other or from those before.</exception>
    public void Add(Picture reference, Picture received)
    {
        var squares = PictureQuality.SquaredError(reference, received);
        if (_reference is { } before && (before.Width, before.Height) != (reference.Width, reference.Height))
        {
            throw new SemComException($"video: all frames must have one size (was {before.Width}x{before.Height}, then {reference.Width}x{reference.Height}); " +
                "judge each part on its own");
        }
        if (_reference is not null && _received is not null)
        {
            _differenceSquares += DifferenceSquares(_reference.Rgb, reference.Rgb, _received.Rgb, received.Rgb);
            _freezes.Add(received.Rgb.SequenceEqual(_received.Rgb) && !reference.Rgb.SequenceEqual(_reference.Rgb));
        }
        _values = reference.ValueCount;
        _frames++;
        _squares += squares;
        if (PictureQuality.PsnrDb(squares, _values) is { } psnrDb)
            _sumOfPsnrDb += psnrDb;
        else
            _identical++;
        (_reference, _received) = (reference, received);
    }

    private static double? PsnrDb(double squares, double values) => squares > 0 ? Decibels.FromLinear(255.0 * 255.0 * values / squares) : null;

    private static long DifferenceSquares(ReadOnlySpan<byte> x0, ReadOnlySpan<byte> x1, ReadOnlySpan<byte> y0, ReadOnlySpan<byte> y1)
    {
        long sum = 0;
        for (var i = 0; i < x0.Length; i++)
        {
            var d = y1[i] - y0[i] - (x1[i] - x0[i]);
            sum += d * d;
        }
        return sum;
    }
}

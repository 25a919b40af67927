using SemCom.Coding;

namespace SemCom.Video;

/// <summary>Frequencies of a few symbols that are learned on the way; both ends learn alike.</summary>
internal sealed class AdaptiveModel
{
    private const int Limit = 1 << 12;

    private readonly int[] _counts;
    private readonly int _step;
    private int _total;

    public AdaptiveModel(ReadOnlySpan<int> counts, int step)
    {
        (_counts, _step) = (counts.ToArray(), step);
        foreach (var count in counts)
            _total += count;
    }

    public void Encode(RangeEncoder encoder, int symbol)
    {
        var start = 0;
        for (var i = 0; i < symbol; i++)
            start += _counts[i];
        encoder.Encode(start, _counts[symbol], _total);
        Learn(symbol);
    }

    public int Decode(RangeDecoder decoder)
    {
        var target = decoder.Target(_total);
        var (symbol, start) = (0, 0);
        for (; start + _counts[symbol] <= target; symbol++)
            start += _counts[symbol];
        decoder.Consume(start, _counts[symbol]);
        Learn(symbol);
        return symbol;
    }

    private void Learn(int symbol)
    {
        _counts[symbol] += _step;
        _total += _step;
        if (_total <= Limit)
            return;
        _total = 0;
        for (var i = 0; i < _counts.Length; i++)
            _total += _counts[i] = (_counts[i] + 1) / 2;
    }
}

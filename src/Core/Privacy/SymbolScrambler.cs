namespace SemCom.Privacy;

/// <summary>
/// Hides analog symbols: a key stream draws their order (Fisher and Yates 1948) and turns each by an angle of its own, signs included. Undoing it is exact but for rounding, so noise stays
/// what it was.
/// </summary>
internal sealed class SymbolScrambler
{
    private readonly int[] _order;
    private readonly Complex32[] _turns;

    /// <summary>Draws order and angles for a number of symbols.</summary>
    public SymbolScrambler(KeyStream stream, int count)
    {
        (_order, _turns) = (new int[count], new Complex32[count]);
        for (var i = 0; i < count; i++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * stream.Next() / (1L << 32));
            (_order[i], _turns[i]) = (i, new Complex32((float)cosine, (float)sine));
        }
        for (var i = count - 1; i > 0; i--)
        {
            var j = stream.Below(i + 1);
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }
    }

    /// <summary>Scrambles symbols in place.</summary>
    public void Scramble(Span<Complex32> symbols)
    {
        var plain = symbols.ToArray();
        for (var i = 0; i < plain.Length; i++)
            symbols[_order[i]] = plain[i] * _turns[i];
    }

    /// <summary>Puts received symbols, and the noise of each, back.</summary>
    public void Restore(Span<Complex32> symbols, Span<float> noise)
    {
        var (scrambled, noisy) = (symbols.ToArray(), noise.ToArray());
        for (var i = 0; i < scrambled.Length; i++)
        {
            var turn = _turns[i];
            symbols[i] = scrambled[_order[i]] * new Complex32(turn.Real, -turn.Imaginary);
            noise[i] = noisy[_order[i]];
        }
    }
}

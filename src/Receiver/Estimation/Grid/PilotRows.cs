namespace SemCom.Receiver.Estimation;

/// <summary>Least-squares estimates of one OFDM symbol.</summary>
/// <param name="Symbol">OFDM symbol.</param>
/// <param name="Comb">Number of its comb in <see cref="PilotRows.Combs"/>.</param>
/// <param name="Gains">Estimates, in the order of the comb.</param>
internal readonly record struct PilotRow(int Symbol, int Comb, Complex32[] Gains);

/// <summary>Pilots of a frame by OFDM symbol. Symbols with pilots on the same subcarriers share a comb.</summary>
internal sealed class PilotRows
{
    private PilotRows(int symbols, int subcarriers, PilotRow[] rows, PilotComb[] combs)
    {
        (Symbols, Subcarriers, Rows, Combs) = (symbols, subcarriers, rows, combs);
        var pilots = new long[combs.Length];
        foreach (var row in rows)
            pilots[row.Comb] += row.Gains.Length;
        MainComb = Array.IndexOf(pilots, pilots.Max());
    }

    /// <summary>OFDM symbols of the frame.</summary>
    public int Symbols { get; }

    /// <summary>Subcarriers of the frame.</summary>
    public int Subcarriers { get; }

    /// <summary>Rows with pilots, by symbol.</summary>
    public PilotRow[] Rows { get; }

    /// <summary>Different combs.</summary>
    public PilotComb[] Combs { get; }

    /// <summary>The comb with the most pilots.</summary>
    public int MainComb { get; }

    /// <summary>Mean |y/x|² of the main comb.</summary>
    public double MeanPower()
    {
        var (sum, count) = (0.0, 0);
        foreach (var row in Rows.Where(r => r.Comb == MainComb))
        {
            foreach (var gain in row.Gains)
                sum += gain.Power;
            count += row.Gains.Length;
        }
        return sum / count;
    }

    /// <summary>Sorts pilots into rows.</summary>
    /// <exception cref="SemComException">No pilot, one outside the grid, given twice, or not finite.</exception>
    public static PilotRows From(int symbols, int subcarriers, ReadOnlySpan<PilotObservation> pilots)
    {
        if (pilots.IsEmpty)
            throw new SemComException("channel estimation needs at least one pilot (was 0); add pilots to the frame");
        if (pilots.Length > (long)symbols * subcarriers)
            throw new SemComException(
                $"pilots must not outnumber resource elements (were {pilots.Length} in {symbols} x {subcarriers}); give each element at most one");
        var order = new long[pilots.Length];
        for (var i = 0; i < pilots.Length; i++)
        {
            var pilot = pilots[i];
            Guard.InRange(pilot.Symbol, 0, symbols - 1, "OFDM symbol of a pilot", "place pilots inside the grid");
            Guard.InRange(pilot.Subcarrier, 0, subcarriers - 1, "subcarrier of a pilot", "place pilots inside the grid");
            if (!float.IsFinite(pilot.Gain.Power) || !float.IsFinite(pilot.NoiseScale) || pilot.NoiseScale <= 0)
                throw new SemComException($"pilot ({pilot.Symbol}, {pilot.Subcarrier}) must have a finite gain and a noise scale above 0 "
                    + $"(was {pilot.Gain.Real} + {pilot.Gain.Imaginary}j, {pilot.NoiseScale}); leave it out");
            order[i] = ((long)pilot.Symbol * subcarriers + pilot.Subcarrier) << 32 | (uint)i;
        }
        Array.Sort(order);
        return Collect(symbols, subcarriers, pilots, order);
    }

    private static PilotRows Collect(int symbols, int subcarriers, ReadOnlySpan<PilotObservation> pilots, long[] order)
    {
        var (rows, combs) = (new List<PilotRow>(), new List<PilotComb>());
        for (var start = 0; start < order.Length;)
        {
            var symbol = pilots[(int)order[start]].Symbol;
            var end = start + 1;
            for (; end < order.Length && pilots[(int)order[end]].Symbol == symbol; end++)
            {
                if (order[end] >> 32 == order[end - 1] >> 32)
                    throw new SemComException($"pilot ({symbol}, {pilots[(int)order[end]].Subcarrier}) must be given once (was given twice); average them first");
            }
            var (at, scales, gains) = (new int[end - start], new float[end - start], new Complex32[end - start]);
            for (var i = start; i < end; i++)
                (_, at[i - start], gains[i - start], scales[i - start]) = pilots[(int)order[i]];
            var comb = new PilotComb(at, scales);
            var known = combs.FindIndex(comb.Equals);
            if (known < 0)
            {
                known = combs.Count;
                combs.Add(comb);
            }
            rows.Add(new PilotRow(symbol, known, gains));
            start = end;
        }
        return new PilotRows(symbols, subcarriers, [.. rows], [.. combs]);
    }
}

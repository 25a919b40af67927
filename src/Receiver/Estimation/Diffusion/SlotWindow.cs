namespace SemCom.Receiver.Estimation;

/// <summary>Part of a frame that is estimated at once, as wide as the prior at most, with the pilots around it.</summary>
/// <param name="FirstSymbol">First OFDM symbol of the part.</param>
/// <param name="Symbols">OFDM symbols of the part.</param>
/// <param name="Origin">Subcarrier at which the window begins; pilots are taken from the whole window.</param>
/// <param name="FirstSubcarrier">First subcarrier of the part.</param>
/// <param name="Subcarriers">Subcarriers of the part, which lies in the middle of the window unless the window touches an edge of the grid.</param>
internal readonly record struct SlotWindow(int FirstSymbol, int Symbols, int Origin, int FirstSubcarrier, int Subcarriers)
{
    /// <summary>Share of a window's width that is kept of it, where windows overlap.</summary>
    private const double Kept = 2.0 / 3;

    /// <summary>Windows that cover a frame once.</summary>
    /// <param name="symbols">OFDM symbols of the frame.</param>
    /// <param name="subcarriers">Its subcarriers.</param>
    /// <param name="waves">Gives the size of a window.</param>
    /// <param name="gap">Distance of pilots; windows begin at multiples of it, so that most look alike.</param>
    public static IEnumerable<SlotWindow> Cover(int symbols, int subcarriers, WaveGrid waves, int gap)
    {
        var step = Math.Max(1, (int)(Kept * waves.Subcarriers)) / gap * gap;
        step = step == 0 ? Math.Max(1, (int)(Kept * waves.Subcarriers)) : step;
        for (var l = 0; l < symbols; l += waves.Symbols)
        {
            var height = Math.Min(waves.Symbols, symbols - l);
            for (var (origin, from) = (0, 0); from < subcarriers; origin += step)
            {
                var last = origin + waves.Subcarriers >= subcarriers;
                var start = last ? Math.Max(0, subcarriers - waves.Subcarriers) : origin;
                var to = last ? subcarriers : start + (waves.Subcarriers + step) / 2;
                yield return new SlotWindow(l, height, start, from, to - from);
                from = to;
            }
        }
    }
}

using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>Puts data symbols and known symbols in their places in a frame.</summary>
public static class FrameSymbols
{
    /// <summary>A frame: preamble, then data, with pilots wherever the pattern wants them.</summary>
    /// <param name="pattern">Where known symbols stand.</param>
    /// <param name="headerProtection">What the preamble announces.</param>
    /// <param name="data">Header, side information and payload.</param>
    public static Complex32[] Compose(PilotPattern pattern, ProtectionLevel headerProtection, ReadOnlySpan<Complex32> data)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var frame = new Complex32[pattern.TotalFor(data.Length)];
        var at = 0;
        foreach (var (start, known, end) in Blocks(pattern, frame.Length))
        {
            var pilots = start == 0 ? KnownSymbols.Preamble(headerProtection) : KnownSymbols.Pilots[..known];
            pilots.CopyTo(frame.AsSpan(start));
            var run = end - start - known;
            data.Slice(at, run).CopyTo(frame.AsSpan(start + known));
            at += run;
        }
        return frame;
    }

    /// <summary>The coherence blocks of a frame: first symbol, known symbols at its start, one past the last symbol.</summary>
    public static IEnumerable<(int Start, int Known, int End)> Blocks(PilotPattern pattern, int total)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var length = pattern.BlockLength == 0 ? total : pattern.BlockLength;
        for (var start = 0; start < total; start += length)
        {
            var end = Math.Min(start + length, total);
            yield return (start, Math.Min(pattern.PilotsAt(start), end - start), end);
        }
    }
}

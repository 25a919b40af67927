namespace SemCom.Framing;

/// <summary>
/// Where known symbols stand in a frame, and how symbols are spread over subcarriers and antennas. A frame starts with a preamble. On a
/// single carrier whose gain changes, pilots open every further coherence block; on a grid, pilots stand on every s-th
/// subcarrier of every p-th OFDM symbol. Agreed by configuration, like the numerology of a cell; never sent.
/// </summary>
public sealed record FrameLayout
{
    /// <summary>Known symbols that open every frame and tell how its header is protected.</summary>
    public const int PreambleLength = 64;

    /// <summary>Shortest coherence block that pilots can follow.</summary>
    public const int MinCoherence = 128;

    private FrameLayout() { }

    /// <summary>One gain for the whole frame: the preamble is enough.</summary>
    public static FrameLayout WholeFrame { get; } = new();

    /// <summary>Symbols of a coherence block; 0 when the whole frame is one.</summary>
    public int BlockLength { get; private init; }

    /// <summary>Pilots at the start of every block but the first, which has the preamble.</summary>
    public int PilotsPerBlock { get; private init; }

    /// <summary>The grid; null for a single carrier.</summary>
    public ResourceGrid? Grid { get; private init; }

    /// <summary>Distance between the pilots of an OFDM symbol [subcarriers].</summary>
    public int PilotSpacing { get; private init; }

    /// <summary>Distance between OFDM symbols with pilots.</summary>
    public int PilotPeriod { get; private init; }

    /// <summary>Antennas at both ends. The default is one at each. Known symbols take turns on the transmit antennas.</summary>
    public AntennaScheme Antennas { get; init; } = AntennaScheme.OneByOne;

    /// <summary>Layout for a channel whose gain stays for <paramref name="coherenceSymbols"/> symbols; null for the whole frame.</summary>
    /// <exception cref="SemComException">The blocks are too short to be measured.</exception>
    public static FrameLayout ForCoherence(int? coherenceSymbols)
    {
        if (coherenceSymbols is not { } length)
            return WholeFrame;
        if (length < MinCoherence)
            throw new SemComException($"channel: pilots can follow a gain that stays for at least {MinCoherence} symbols (was {length}); use a longer coherence, or --genie to give the receiver the true gains");
        return new FrameLayout { BlockLength = length, PilotsPerBlock = Math.Clamp(length / 64, 8, PreambleLength) };
    }

    /// <summary>Layout on a grid: block pilots with a spacing of 1, a comb with a period of 1, scattered ones otherwise.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="pilotSpacing">Distance between pilots in frequency [subcarriers]; several transmit antennas share the pilots.</param>
    /// <param name="pilotPeriod">Distance between OFDM symbols with pilots.</param>
    /// <exception cref="SemComException">The pilots leave no room, or are too few for the subcarriers.</exception>
    public static FrameLayout ForGrid(ResourceGrid grid, int pilotSpacing, int pilotPeriod)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Guard.InRange(pilotSpacing, 1, grid.Subcarriers / 2, "pilot spacing in subcarriers", "two pilots in an OFDM symbol are the least");
        Guard.InRange(pilotPeriod, 1, 10_000, "pilot period in OFDM symbols", "use 1 for pilots in every OFDM symbol");
        if (pilotSpacing == 1 && pilotPeriod == 1)
            throw new SemComException("pilots must be fewer than symbols (was a spacing of 1 and a period of 1); use a larger spacing or period");
        return new FrameLayout { Grid = grid, PilotSpacing = pilotSpacing, PilotPeriod = pilotPeriod };
    }

    /// <summary>Known symbols in a frame of <paramref name="total"/> channel uses.</summary>
    public int KnownCount(int total)
    {
        var pilots = PilotsBefore(total);
        return pilots + Math.Min(PreambleLength, total - pilots);
    }

    /// <summary>Channel uses of a frame with <paramref name="data"/> symbols that are not known.</summary>
    public int TotalFor(int data)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(data);
        var uses = UsesFor(data);
        var (low, high) = (PreambleLength + uses, PreambleLength + uses);
        while (high - PilotsBefore(high) < PreambleLength + uses)
            (low, high) = (high, checked(2 * high));
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (middle - PilotsBefore(middle) >= PreambleLength + uses)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    /// <summary>Most data symbols in a frame of at most <paramref name="total"/> channel uses; negative where not even the preamble fits.</summary>
    public int DataFor(int total)
    {
        var uses = total - PilotsBefore(total) - PreambleLength;
        return Antennas.Mode == SpatialMode.Alamouti ? uses - (uses & 1) : uses * Antennas.Layers;
    }

    /// <summary>Channel uses that <paramref name="data"/> symbols take; the last may be filled in part.</summary>
    public int UsesFor(int data) => Antennas.Mode == SpatialMode.Alamouti ? data + (data & 1) : (data + Antennas.Layers - 1) / Antennas.Layers;

    /// <summary>The place of everything in a frame of <paramref name="total"/> channel uses.</summary>
    public FrameMap Map(int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        var known = new KnownUse[KnownCount(total)];
        var data = new int[total - known.Length];
        var (k, d, preamble) = (0, 0, 0);
        for (var use = 0; use < total; use++)
        {
            if (PilotAt(use) is { } index)
                known[k++] = new KnownUse(use, index % Antennas.Transmit, index, IsPreamble: false);
            else if (preamble < PreambleLength)
                known[k++] = new KnownUse(use, preamble % Antennas.Transmit, preamble++, IsPreamble: true);
            else
                data[d++] = use;
        }
        return new FrameMap(this, total, known, data);
    }

    /// <summary>Number of the pilot within its block or OFDM symbol; null where no pilot stands.</summary>
    private int? PilotAt(int use)
    {
        if (Grid is { } grid)
        {
            var (row, k) = Math.DivRem(use, grid.Subcarriers);
            return row % PilotPeriod == 0 && k % PilotSpacing == 0 ? k / PilotSpacing : null;
        }
        return BlockLength > 0 && use >= BlockLength && use % BlockLength < PilotsPerBlock ? use % BlockLength : null;
    }

    private int PilotsBefore(int use)
    {
        if (Grid is { } grid)
        {
            var (rows, rest) = Math.DivRem(use, grid.Subcarriers);
            var inRow = (grid.Subcarriers + PilotSpacing - 1) / PilotSpacing;
            var inRest = rows % PilotPeriod == 0 ? (rest + PilotSpacing - 1) / PilotSpacing : 0;
            return (rows + PilotPeriod - 1) / PilotPeriod * inRow + inRest;
        }
        if (BlockLength == 0 || use <= BlockLength)
            return 0;
        var (blocks, part) = Math.DivRem(use, BlockLength);
        return PilotsPerBlock * (blocks - 1) + Math.Min(PilotsPerBlock, part);
    }
}

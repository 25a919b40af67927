namespace SemCom.Framing;

/// <summary>
/// Where known symbols stand in a frame: a preamble, and where the channel's gain changes within the frame, pilots at
/// the start of every further coherence block. Agreed by configuration, like the numerology of a cell; never sent.
/// </summary>
public sealed record PilotPattern
{
    /// <summary>Known symbols at the start of every frame.</summary>
    public const int PreambleLength = 64;

    /// <summary>Shortest coherence block that pilots can follow.</summary>
    public const int MinCoherence = 128;

    private PilotPattern(int blockLength, int pilotsPerBlock) => (BlockLength, PilotsPerBlock) = (blockLength, pilotsPerBlock);

    /// <summary>One gain for the whole frame: the preamble is enough.</summary>
    public static PilotPattern WholeFrame { get; } = new(0, 0);

    /// <summary>Symbols of a coherence block; 0 when the whole frame is one.</summary>
    public int BlockLength { get; }

    /// <summary>Pilots at the start of every block but the first, which has the preamble.</summary>
    public int PilotsPerBlock { get; }

    /// <summary>Pattern for a channel whose gain stays for <paramref name="coherenceSymbols"/> symbols; null for the whole frame.</summary>
    /// <exception cref="SemComException">The blocks are too short to be measured.</exception>
    public static PilotPattern ForCoherence(int? coherenceSymbols)
    {
        if (coherenceSymbols is not { } length)
            return WholeFrame;
        if (length < MinCoherence)
            throw new SemComException($"channel: pilots can follow a gain that stays for at least {MinCoherence} symbols (was {length}); use a longer coherence, or --genie to give the receiver the true gains");
        return new PilotPattern(length, Math.Clamp(length / 64, 8, PreambleLength));
    }

    /// <summary>Known symbols in a frame of <paramref name="total"/> symbols, at least a preamble, which may end within the pilots of a block.</summary>
    public int PilotCount(int total)
    {
        if (BlockLength == 0 || total <= BlockLength)
            return PreambleLength;
        var (blocks, rest) = Math.DivRem(total, BlockLength);
        return PreambleLength + PilotsPerBlock * (blocks - 1) + Math.Min(PilotsPerBlock, rest);
    }

    /// <summary>Length of a frame with <paramref name="data"/> symbols that are not known.</summary>
    public int TotalFor(int data)
    {
        if (BlockLength == 0)
            return PreambleLength + data;
        var beyondFirst = Math.Max(0, data - (BlockLength - PreambleLength));
        var perBlock = BlockLength - PilotsPerBlock;
        return PreambleLength + data + PilotsPerBlock * ((beyondFirst + perBlock - 1) / perBlock);
    }

    /// <summary>Most data symbols in a frame of at most <paramref name="total"/> symbols.</summary>
    public int DataFor(int total)
    {
        if (BlockLength == 0)
            return total - PreambleLength;
        var rest = total % BlockLength;
        // A last block that would hold nothing but pilots is left out.
        var used = rest <= PilotsPerBlock && total > BlockLength ? total - rest : total;
        return used - PilotCount(used);
    }

    /// <summary>Known symbols that open the block which starts at symbol <paramref name="start"/>.</summary>
    public int PilotsAt(int start) => start == 0 ? PreambleLength : PilotsPerBlock;
}

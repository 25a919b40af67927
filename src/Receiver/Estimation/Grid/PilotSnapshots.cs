namespace SemCom.Receiver.Estimation;

/// <summary>
/// Pilots of the main comb cut into pieces that are small enough to diagonalise: [pieces × rows] snapshots, each divided by the deviation of its
/// noise relative to √N0. Pieces of an even comb have one shape.
/// </summary>
internal sealed class PilotSnapshots
{
    private const int MostPilots = 48;

    public PilotSnapshots(PilotRows pilots, double spacingHertz, double longestDelay)
    {
        var comb = pilots.Combs[pilots.MainComb];
        Rows = [.. pilots.Rows.Where(r => r.Comb == pilots.MainComb)];
        Spacing = comb.Count < 2 ? pilots.Subcarriers : Enumerable.Range(1, comb.Count - 1).Select(i => comb.Subcarriers[i] - comb.Subcarriers[i - 1]).Order().ElementAt((comb.Count - 1) / 2);
        var stride = comb.Count <= MostPilots ? 1 : Math.Max(1, (int)(0.5 / (Spacing * spacingHertz * Math.Max(longestDelay, 1e-12))));
        var perPhase = comb.Count / stride;
        var blocks = (perPhase + MostPilots - 1) / MostPilots;
        PieceLength = perPhase / blocks;
        for (var phase = 0; phase < stride; phase++)
        {
            for (var block = 0; block < blocks; block++)
                Pieces.Add([.. Enumerable.Range(0, PieceLength).Select(i => phase + (block * PieceLength + i) * stride)]);
        }
        Comb = comb;
    }

    /// <summary>The comb.</summary>
    public PilotComb Comb { get; }

    /// <summary>Rows that have it.</summary>
    public PilotRow[] Rows { get; }

    /// <summary>Usual distance of neighbouring pilots in subcarriers.</summary>
    public int Spacing { get; }

    /// <summary>Pilots of a piece.</summary>
    public int PieceLength { get; }

    /// <summary>Indices into the comb of each piece.</summary>
    public List<int[]> Pieces { get; } = [];

    /// <summary>Subcarriers of a piece from its first, with the noise scales.</summary>
    public PilotComb ShapeOf(int[] piece) =>
        new(Array.ConvertAll(piece, i => Comb.Subcarriers[i] - Comb.Subcarriers[piece[0]]), Array.ConvertAll(piece, i => Comb.NoiseScales[i]));

    /// <summary>Reads a snapshot: real parts, then imaginary parts.</summary>
    public void Read(int[] piece, PilotRow row, Span<double> y)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            var (gain, w) = (row.Gains[piece[i]], Comb.Whitening[piece[i]]);
            (y[i], y[piece.Length + i]) = (w * gain.Real, w * gain.Imaginary);
        }
    }
}

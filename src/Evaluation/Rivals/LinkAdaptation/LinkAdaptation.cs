using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>Chooses the MCS with the highest expected PSNR at the planned SNR: (1 − p)·PSNR of the picture + p·PSNR of flat grey, p measured.</summary>
/// <param name="rates">Measured error rates.</param>
internal sealed class LinkAdaptation(ErrorRates rates)
{
    private const double MostlyLost = 0.8;
    private const int Patience = 2;

    /// <summary>The MCS to use.</summary>
    /// <param name="point">What is planned with.</param>
    /// <param name="candidates">MCS by rising efficiency.</param>
    /// <param name="psnrDbOf">PSNR of the picture at the rate of an MCS [dB]; null when no codestream is as small as that. Does not fall with efficiency.</param>
    /// <param name="greyPsnrDb">PSNR of flat grey [dB].</param>
    /// <returns>Null when no candidate that arrives now and then carries the picture.</returns>
    public McsEntry? Choose(LinkPoint point, IReadOnlyList<McsEntry> candidates, Func<McsEntry, double?> psnrDbOf, double greyPsnrDb)
    {
        var reliable = Math.Max(0, FirstWhere(candidates.Count, i => !rates.IsReliable(point, candidates[i])) - 1);
        McsEntry? best = null;
        var bestDb = double.NegativeInfinity;
        bool Improves(McsEntry mcs)
        {
            if (psnrDbOf(mcs) is not { } psnrDb || ExpectedPsnrDb(point, mcs, psnrDb, greyPsnrDb) is var expectedDb && expectedDb <= bestDb)
                return false;
            (best, bestDb) = (mcs, expectedDb);
            return true;
        }
        // Upwards from the last reliable one until losses outweigh quality; measured rates make that hill a little rough.
        for (var (i, worse) = (reliable, 0); i < candidates.Count && worse < Patience && rates.Of(point, candidates[i]) < MostlyLost; i++)
            worse = Improves(candidates[i]) || best is null ? 0 : worse + 1;
        // Downwards: no MCS can be better than its PSNR without loss, which leaves few.
        for (var i = reliable - 1; i >= 0 && psnrDbOf(candidates[i]) > bestDb; i--)
            Improves(candidates[i]);
        // Where everything is mostly lost, the most robust one.
        return best ?? (psnrDbOf(candidates[0]) is null ? null : candidates[0]);
    }

    /// <summary>Expected PSNR of a frame [dB].</summary>
    public double ExpectedPsnrDb(LinkPoint point, McsEntry mcs, double psnrDb, double greyPsnrDb)
    {
        var lost = rates.Of(point, mcs);
        return (1 - lost) * psnrDb + lost * greyPsnrDb;
    }

    /// <summary>The first of <paramref name="count"/> for which a condition holds that holds for all after it; <paramref name="count"/> when there is none.</summary>
    private static int FirstWhere(int count, Func<int, bool> holds)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(middle))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}

using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>Chooses the MCS with the highest expected PSNR at the planned SNR: (1 − p)·PSNR of the picture + p·PSNR of flat grey, p measured.</summary>
/// <param name="rates">Measured error rates.</param>
internal sealed class LinkAdaptation(ErrorRates rates)
{
    private const double MostlyLost = 0.8;
    private const int Neighbourhood = 2;

    /// <summary>The MCS to use.</summary>
    /// <param name="point">What is planned with.</param>
    /// <param name="candidates">MCS by rising efficiency.</param>
    /// <param name="psnrDbOf">PSNR of the picture at the rate of an MCS [dB]; null when no codestream is as small as that. Does not fall with efficiency.</param>
    /// <param name="greyPsnrDb">PSNR of flat grey [dB].</param>
    /// <returns>Null when no candidate that arrives carries the picture.</returns>
    public McsEntry? Choose(LinkPoint point, IReadOnlyList<McsEntry> candidates, Func<McsEntry, double?> psnrDbOf, double greyPsnrDb)
    {
        double Expected(int i) => ExpectedPsnrDb(point, candidates[i], psnrDbOf(candidates[i]) ?? greyPsnrDb, greyPsnrDb);
        // The most efficient one that arrives now and then; above it grey prevails.
        var high = Math.Max(0, FirstWhere(candidates.Count, i => rates.Of(point, candidates[i]) >= MostlyLost) - 1);
        if (psnrDbOf(candidates[high]) is null)
            return null;
        // No MCS can be better than its PSNR without loss, which leaves few below.
        var (low, reached) = (high, Expected(high));
        while (low > 0 && psnrDbOf(candidates[low - 1]) > reached)
            low--;
        return candidates[Highest(low, high, Expected)];
    }

    /// <summary>Expected PSNR of a frame [dB].</summary>
    public double ExpectedPsnrDb(LinkPoint point, McsEntry mcs, double psnrDb, double greyPsnrDb)
    {
        var lost = rates.Of(point, mcs);
        return (1 - lost) * psnrDb + lost * greyPsnrDb;
    }

    /// <summary>Climbs a hill; then looks around, for measured rates make it a little rough.</summary>
    private static int Highest(int first, int last, Func<int, double> valueOf)
    {
        var (low, high) = (first, last);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (valueOf(middle) < valueOf(middle + 1))
                low = middle + 1;
            else
                high = middle;
        }
        var begin = Math.Max(first, low - Neighbourhood);
        return Enumerable.Range(begin, Math.Min(last, low + Neighbourhood) - begin + 1).MaxBy(valueOf);
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

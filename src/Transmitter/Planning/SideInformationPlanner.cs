using SemCom.Coding;
using SemCom.Framing;
using SemCom.Latents;

namespace SemCom.Transmitter.Planning;

/// <summary>
/// Chooses how coarse the rate map is and how header and map are protected: the choice with the best expected PSNR,
/// in closed form, over what is assumed about fading. A finer map puts uses where they count; a coarser one costs fewer.
/// </summary>
internal sealed class SideInformationPlanner(LatentTables tables)
{
    /// <summary>Below the planned SNR a frame without fading must still be readable by this much [dB].</summary>
    private const double MarginDb = 3;

    /// <summary>The header gets through at an SNR lower than the map by at least this much [dB].</summary>
    private const double HeaderAdvantageDb = 1;

    /// <summary>Squared error of a concealed picture, for expectations; a picture against flat grey.</summary>
    private const double LostError = 3600;

    /// <summary>Payload symbols of the smallest frame; smaller budgets are exceeded, and the ledger says so.</summary>
    private const int SmallestPayload = 24;

    private static readonly int[] Cells = [.. ClassMap.CellSizes, 0];

    /// <summary>The best side information for a picture within a budget.</summary>
    /// <param name="grid">Patches of the picture.</param>
    /// <param name="activity">Activity of each patch.</param>
    /// <param name="plan">Planned SNR and fading.</param>
    /// <param name="dataSymbols">Channel uses for header, map and payload together.</param>
    public SideInformation Choose(PatchGrid grid, ReadOnlySpan<float> activity, LinkPlan plan, int dataSymbols)
    {
        var fine = ClassMap.FromActivity(tables, grid, 1, activity);
        SideInformation? best = null;
        var bestQuality = double.NegativeInfinity;
        foreach (var cell in Cells)
        {
            var map = ClassMap.FromActivity(tables, grid, cell, activity);
            if (cell > 1 && cell / 2 >= Math.Max(grid.Rows, grid.Columns))
                continue;
            var bits = ClassMapCode.Encode(tables, map);
            if (bits.Length >= 1 << 20)
                continue;
            var error = new ExpectedError(tables, map, fine);
            var groups = LatentGroup.InOrder(tables, map);
            foreach (var protection in Protections(plan))
            {
                var candidate = Candidate(map, bits, groups, protection, plan, dataSymbols);
                var quality = ExpectedQuality(candidate, error, plan);
                if (candidate.PayloadSymbols > SmallestPayload && quality > bestQuality)
                    (best, bestQuality) = (candidate, quality);
            }
        }
        return best ?? Smallest(grid, activity, plan);
    }

    /// <summary>Levels worth trying. Without fading the cheapest that still works below the planned SNR; with it all, since outage has a price.</summary>
    private static IEnumerable<ProtectionLevel> Protections(LinkPlan plan) => plan.Fading == FadingAssumption.None
        ? [ProtectionLevel.All.FirstOrDefault(level => level.SegmentEsN0Db <= plan.SnrDb - MarginDb) ?? ProtectionLevel.All[^1]]
        : ProtectionLevel.All;

    private static ProtectionLevel HeaderProtectionFor(ProtectionLevel map) =>
        ProtectionLevel.All.FirstOrDefault(level => level.HeaderEsN0Db <= map.SegmentEsN0Db - HeaderAdvantageDb) ?? ProtectionLevel.All[^1];

    private SideInformation Smallest(PatchGrid grid, ReadOnlySpan<float> activity, LinkPlan plan)
    {
        var map = ClassMap.FromActivity(tables, grid, 0, activity);
        var protection = Protections(plan).Last();
        return Candidate(map, [], LatentGroup.InOrder(tables, map), protection, plan, 0);
    }

    private SideInformation Candidate(
        ClassMap map, byte[] bits, LatentGroup[] groups, ProtectionLevel protection, LinkPlan plan, int dataSymbols)
    {
        var header = HeaderProtectionFor(protection);
        var overhead = CodedBlockFormat.ForHeader(FrameHeader.BitCount, header).SymbolCount
            + (bits.Length == 0 ? 0 : CodedBlockFormat.For(bits.Length, protection).SymbolCount);
        var most = Math.Min(FrameHeader.MaxPayloadSymbols, map.Patches.Count * tables.Latents / 2);
        var payload = Math.Clamp(dataSymbols - overhead, SmallestPayload, most);
        var noise = Decibels.ToNoisePower(FrameHeader.PlanSnrOfStep(FrameHeader.StepOfPlanSnr(plan.SnrDb)));
        return new SideInformation(map, bits, protection, header, payload, LatentAllocation.Create(groups, 2 * payload, noise));
    }

    private static double ExpectedQuality(SideInformation candidate, ExpectedError error, LinkPlan plan)
    {
        double quality = 0;
        var protection = candidate.MapBits.Length == 0 ? candidate.HeaderProtection.HeaderEsN0Db : candidate.MapProtection.SegmentEsN0Db;
        foreach (var (gain, probability) in FadingQuantiles.Of(plan.Fading))
        {
            var snrDb = plan.SnrDb + Decibels.FromLinear(gain);
            var lost = plan.Fading != FadingAssumption.None && snrDb < protection;
            var mse = lost ? LostError : Math.Min(LostError, error.Of(candidate.Allocation, Decibels.ToNoisePower(snrDb)));
            quality -= probability * Decibels.FromLinear(mse);
        }
        return quality;
    }
}

using SemCom.Coding;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Planning;

/// <summary>
/// Chooses how coarse the rate map is, how fine the base layer is or whether there is one, and how header and side
/// message are protected: the choice with the best expected PSNR, in closed form, over what is assumed about fading.
/// </summary>
internal sealed class SideInformationPlanner(LatentTables tables)
{
    /// <summary>The header gets through at an SNR lower than the side message by at least this much [dB].</summary>
    private const double HeaderAdvantageDb = 0.5;

    /// <summary>Share of headers that may be lost in fades, where more protection would cost channel uses.</summary>
    private const double HeaderOutage = 0.005;

    /// <summary>Fade that a frame below the budget still survives; one Rayleigh gain in six is lower [dB].</summary>
    private const double SmallFrameFadeMarginDb = 7.5;

    /// <summary>What colour means in analog symbols lose over fading against the linear codec: errors that spread over a whole patch are those that networks cannot take back (measured on training pictures) [dB].</summary>
    private const double AnalogMeansLossDb = 0.7;

    /// <summary>What the linear codec must gain by rotations for them to be taken: networks take back some of the errors that rotations avoid (from held-out training pictures, −2 to 10 dB) [dB].</summary>
    private const double RotationGainDb = 0.25;

    /// <summary>Planned SNR from which rotations are worth a look: networks were trained from there on [dB].</summary>
    private const double LowestRotationSnrDb = -3;

    /// <summary>Choices whose frames are hardly ever read are all the same: the strongest protection that fits is taken instead [dB].</summary>
    private static readonly double HopelessQuality = 0.1 - Decibels.FromLinear(LinkPlan.LostError);

    /// <summary>Payload symbols of the smallest frame; smaller budgets are exceeded, and the ledger says so.</summary>
    public const int SmallestPayload = 24;

    /// <summary>From here on LDPC needs less than the polar code; more than it could take, for messages end up a few bits shorter than they are estimated.</summary>
    private const int ShortestLdpcBits = MessageProtection.ShortestLdpcBits + 100;

    /// <summary>Bits that a focus map may take for each channel use; a coarser one is sent where it would take more.</summary>
    private const double MaxFocusShare = 0.03;

    /// <summary>Each by falling threshold.</summary>
    private static readonly MessageProtection[] Polar = [.. MessageProtection.All.Where(p => p.Mcs is null)];
    private static readonly MessageProtection[] Ldpc = [.. MessageProtection.Ldpc.Reverse()];

    /// <summary>One class for the picture comes first: it is free where a cell would cover the picture too.</summary>
    private static readonly int[] Cells = [0, .. ClassMap.CellSizes];

    /// <summary>The best side information for a picture within a budget.</summary>
    /// <param name="picture">The picture's analysis.</param>
    /// <param name="plan">Planned SNR, margin and fading.</param>
    /// <param name="dataSymbols">Channel uses for header, side message and payload together.</param>
    /// <param name="extraBits">Bits that the message holds beside rate map and base layer.</param>
    public SideInformation Choose(PictureAnalysis picture, LinkPlan plan, int dataSymbols, int extraBits = 0)
    {
        var focus = plan.Weights is null ? null : Focus(picture.Grid, plan.Weights, dataSymbols);
        var layers = Layers(picture, focus);
        var fine = ClassMap.FromActivity(tables, picture.Grid, 1, picture.Activity);
        SideMessage? best = null;
        var bestProtection = SmallFrameProtection(plan, extraBits);
        var bestQuality = HopelessQuality;
        var noise = Decibels.ToNoisePower(plan.SnrDb);
        foreach (var map in Cells.Select(cell => ClassMap.FromActivity(tables, picture.Grid, cell, picture.Activity)).DistinctBy(map => map.CellGrid))
        {
            var (analog, mixed) = (LatentGroup.InOrder(tables, map, withLow: true, focus), LatentGroup.InOrder(tables, map, withLow: false, focus));
            var (analogError, mixedError) = (new ExpectedError(tables, picture, fine, analog), new ExpectedError(tables, picture, fine, mixed));
            var mapBits = new SideMessage(map, null, focus).ToBits(tables).Length;
            foreach (var (layer, layerBits, layerError) in layers)
            {
                // What the two parts take when coded one by one: at most a few bits more than together.
                var bits = mapBits + layerBits + extraBits;
                if (bits > FrameHeader.MaxSideBits)
                    continue;
                var (groups, expected) = layer is null ? (analog, analogError) : (mixed, mixedError);
                foreach (var protection in Protections(bits, plan))
                {
                    var payload = dataSymbols - Overhead(bits, protection, plan, dataSymbols);
                    if (payload < SmallestPayload)
                        continue;
                    var allocation = Allocate(groups, payload, plan);
                    var threshold = Threshold(bits, protection, plan, dataSymbols);
                    var quality = (layer is null && !plan.Fading.IsConstant ? -AnalogMeansLossDb : 0) + ExpectedQuality(gains => expected.Of(allocation, noise, gains, plan.EstimationError, layerError), threshold, plan);
                    if (quality > bestQuality)
                        (best, bestProtection, bestQuality) = (new SideMessage(map, layer, focus), protection, quality);
                }
            }
        }
        if (best is null)
        {
            best = new SideMessage(ClassMap.FromActivity(tables, picture.Grid, 0, picture.Activity), null, null);
            bestProtection = StrongestThatFits(plan, dataSymbols, extraBits);
        }
        return Complete(best, best.ToBits(tables), Groups(best), bestProtection, plan, dataSymbols, extraBits) with { Quality = bestQuality };
    }

    /// <summary>True where rotations are worth a look. Where gains are estimated between pilots errors of estimates weigh on rotated values, which are sent with more power: small pictures lost by it.</summary>
    public static bool MayRotate(LinkPlan plan) => plan.SnrDb >= LowestRotationSnrDb && plan.EstimationError == 0;

    /// <summary>The same choice with the latents of each patch rotated, where that is expected to be better; else null.</summary>
    /// <param name="side">What was chosen.</param>
    /// <param name="picture">The picture's analysis.</param>
    /// <param name="latents">Its latents, colour means after the low-band transform, in planes.</param>
    /// <param name="rotations">What each patch would be rotated by.</param>
    /// <param name="rotated">The latents rotated.</param>
    /// <param name="plan">Planned SNR, margin and fading.</param>
    /// <param name="dataSymbols">Channel uses for header, side message and payload together.</param>
    public SideInformation? Rotated(SideInformation side, PictureAnalysis picture, float[] latents, RotationMap rotations, float[] rotated, LinkPlan plan, int dataSymbols)
    {
        var message = side.Message with { Rotations = rotations };
        var (bits, groups) = (message.ToBits(tables), Groups(message));
        if (bits.Length > FrameHeader.MaxSideBits)
            return null;
        var (protection, quality) = Best(groups, bits.Length, rotated, Protections(bits.Length, plan));
        var needed = RotationGainDb + Best([.. side.Allocation.Groups], side.Bits.Length, latents, [side.Protection]).Quality;
        return double.IsFinite(quality) && quality >= needed ? Complete(message, bits, groups, protection, plan, dataSymbols, 0) with { Quality = quality } : null;

        (MessageProtection Protection, double Quality) Best(LatentGroup[] carried, int length, float[] planes, IEnumerable<MessageProtection> protections)
        {
            var (expected, noise, layerError) = (new ExpectedError(tables, picture, planes, carried), Decibels.ToNoisePower(plan.SnrDb), message.Base?.Error(picture.LowBand) ?? 0);
            return protections.Select(protection => (protection, QualityOf(protection))).MaxBy(choice => choice.Item2);

            double QualityOf(MessageProtection protection)
            {
                var payload = dataSymbols - Overhead(length, protection, plan, dataSymbols);
                if (payload < SmallestPayload)
                    return double.NegativeInfinity;
                var allocation = Allocate(carried, payload, plan);
                var threshold = Threshold(length, protection, plan, dataSymbols);
                return ExpectedQuality(gains => expected.Of(allocation, noise, gains, plan.EstimationError, layerError), threshold, plan);
            }
        }
    }

    /// <summary>For frames in which no choice promises anything: the strongest level that leaves room for the smallest payload; without room, that of <see cref="SmallFrameProtection"/>.</summary>
    public static MessageProtection StrongestThatFits(LinkPlan plan, int dataSymbols, int bits) =>
        Polar.LastOrDefault(protection => dataSymbols - Overhead(bits, protection, plan, dataSymbols) >= SmallestPayload) ?? SmallFrameProtection(plan, bits);

    /// <summary>Protections worth trying. Without fading the cheapest that works below the planned SNR; with it many, since outage has a price.</summary>
    public static IEnumerable<MessageProtection> Protections(int bits, LinkPlan plan)
    {
        var candidates = bits >= ShortestLdpcBits ? Ldpc : Polar;
        if (!plan.Fading.IsConstant)
            return candidates.Where((_, i) => candidates == Polar || i % 2 == 0);
        var snrDb = plan.SnrDb + plan.Fading.ConstantGainDb - plan.MarginDb;
        return [candidates.FirstOrDefault(protection => protection.EsN0Db(bits, plan.Fading) <= snrDb) ?? candidates[^1]];
    }

    /// <summary>For frames whose budget is too small for any choice: the only level without fading, a moderate one with it.</summary>
    private static MessageProtection SmallFrameProtection(LinkPlan plan, int bits) => plan.Fading.IsConstant
        ? Protections(bits, plan).Single()
        : Polar.FirstOrDefault(protection => protection.EsN0Db(bits) <= plan.SnrDb - SmallFrameFadeMarginDb) ?? Polar[^1];

    /// <summary>The cheapest that is stronger than the side message's and, where headers fade differently, fails no more often. The strongest is for frames that have room for it.</summary>
    public static ProtectionLevel HeaderProtectionFor(int bits, MessageProtection side, LinkPlan plan, int dataSymbols)
    {
        var levels = HeaderLevels.For(dataSymbols);
        var (snrDb, threshold) = (plan.SnrDb - plan.MarginDb, side.EsN0Db(bits, plan.Fading));
        var tolerable = Math.Max(HeaderOutage, plan.Fading.Outage(snrDb, threshold));
        return levels.FirstOrDefault(level => FadingLoss.HeaderEsN0Db(level, plan.Fading) <= threshold - HeaderAdvantageDb
            && !(plan.HeaderFading?.Outage(snrDb, level.HeaderEsN0Db) > tolerable)) ?? levels[^1];
    }

    /// <summary>Channel uses of header and side message.</summary>
    public static int Overhead(int bits, MessageProtection protection, LinkPlan plan, int dataSymbols) =>
        HeaderSymbols(bits, protection, plan, dataSymbols) + (bits == 0 ? 0 : protection.SymbolCount(bits));

    /// <summary>Channel uses of the header alone.</summary>
    public static int HeaderSymbols(int bits, MessageProtection protection, LinkPlan plan, int dataSymbols) =>
        CodedBlockFormat.HeaderSymbolCount(FrameHeader.BitCount, HeaderProtectionFor(bits, protection, plan, dataSymbols));

    /// <summary>−10·log10 of the squared error, its mean over kinds of frames.</summary>
    /// <param name="errorAt">The error at what fading leaves of symbols.</param>
    /// <param name="threshold">Es/N0 that what must be read needs [dB].</param>
    /// <param name="plan">Planned SNR, margin and fading.</param>
    /// <param name="lostError">The error of a frame that cannot be read, and the largest.</param>
    public static double ExpectedQuality(Func<SymbolGains, double> errorAt, double threshold, LinkPlan plan, double lostError = LinkPlan.LostError)
    {
        double quality = 0;
        foreach (var (code, symbols, probability) in plan.Fading.Quantiles)
        {
            var lost = !plan.Fading.IsConstant && plan.SnrDb + Decibels.FromLinear(code) - plan.MarginDb < threshold;
            var error = lost ? lostError : Math.Min(lostError, errorAt(symbols));
            quality -= probability * Decibels.FromLinear(error);
        }
        return quality;
    }

    private List<(BaseLayer? Layer, int Bits, double Error)> Layers(PictureAnalysis picture, FocusMap? focus)
    {
        var blocks = focus is null ? null : FocusBlocks.Of(focus, tables.LowBlock);
        var layers = new List<(BaseLayer?, int, double)> { (null, 0, 0) };
        foreach (var step in BaseLayer.Steps)
        {
            var layer = BaseLayer.Quantize(picture.LowBand, step, blocks, picture.Grid.Count);
            var encoder = new RangeEncoder();
            BaseLayerCode.Encode(encoder, tables, picture.Grid, layer);
            layers.Add((layer, encoder.Finish().Length * 8, layer.Error(picture.LowBand)));
        }
        return layers;
    }

    /// <summary>The finest map that takes few channel uses; the coarsest that still tells something where none does; null where no patch counts more than another.</summary>
    public FocusMap? Focus(PatchGrid grid, RegionWeights weights, int dataSymbols)
    {
        FocusMap? coarsest = null;
        foreach (var cell in ClassMap.CellSizes)
        {
            if (FocusMap.FromWeights(grid, cell, tables.Patch, weights) is not { } map)
                break;
            coarsest = map;
            var encoder = new RangeEncoder();
            FocusMapCode.Encode(encoder, map);
            if (encoder.Finish().Length * 8 <= MaxFocusShare * dataSymbols)
                break;
        }
        return coarsest;
    }

    private static LatentAllocation Allocate(LatentGroup[] groups, int payload, LinkPlan plan)
    {
        var noise = Decibels.ToNoisePower(FrameHeader.PlanSnrOfStep(FrameHeader.StepOfPlanSnr(plan.SnrDb)));
        var most = Math.Min(FrameHeader.MaxPayloadSymbols, groups.Sum(group => (long)group.Members.Length) / 2);
        return LatentAllocation.Create(groups, 2 * (int)Math.Min(payload, most), noise);
    }

    /// <summary>Es/N0 that what must be read of a frame needs [dB].</summary>
    private static double Threshold(int bits, MessageProtection protection, LinkPlan plan, int dataSymbols) =>
        bits == 0 ? HeaderProtectionFor(0, protection, plan, dataSymbols).HeaderEsN0Db : protection.EsN0Db(bits);

    private LatentGroup[] Groups(SideMessage message) => LatentGroup.InOrder(tables, message.Map, withLow: message.Base is null, message.Focus, message.Rotations);

    private static SideInformation Complete(SideMessage message, byte[] bits, LatentGroup[] groups, MessageProtection protection, LinkPlan plan, int dataSymbols, int extraBits)
    {
        var length = bits.Length + extraBits;
        var payload = Math.Max(SmallestPayload, dataSymbols - Overhead(length, protection, plan, dataSymbols));
        var allocation = Allocate(groups, payload, plan);
        return new SideInformation(message, bits, protection, HeaderProtectionFor(length, protection, plan, dataSymbols), allocation.RealUses / 2, allocation) { ExtraBits = extraBits };
    }
}

using SemCom.Framing;
using SemCom.Latents;
using SemCom.Transmitter.Planning;
using SemCom.Video;

namespace SemCom.Transmitter.Video;

/// <summary>
/// Chooses for every patch whether it stays, is updated or is sent by itself: what costs least, in squared error and in channel uses and power at the prices of the frame before; then the protection
/// and the order and power of the values. Keeps its arrays; not for several threads at the same time.
/// </summary>
internal sealed class UpdatePlanner(UpdateTables tables)
{
    /// <summary>Passes through choices and prices, which depend on each other.</summary>
    private const int Passes = 3;

    /// <summary>Prices that changed by less are taken as they are.</summary>
    private const double PriceChange = 1.5;

    /// <summary>Part of a patch's error that the rounding of its colour means may be.</summary>
    private const double MeanShare = 0.15;

    /// <summary>What a lost frame costs, in terms of the picture that stays; later frames suffer too.</summary>
    private const double LossFactor = 3;

    /// <summary>Bits of colour means and symbol that a patch takes in an update more than in a whole picture.</summary>
    private const double DearerBits = 14;

    private readonly SideInformationPlanner _pictures = new(tables.Latents);
    private readonly UpdateCosts _costs = new(tables);
    private float[] _all = [];
    private double _bitsPerUse = 1;

    /// <summary>Prices as the last frame had them.</summary>
    public UpdatePrices Prices { get; set; }

    /// <summary>True when the whole picture would have cost less than the last plan.</summary>
    public bool IsWholeBetter { get; private set; }

    /// <summary>Plans an update; null where nothing is worth to be sent.</summary>
    /// <param name="latents">New latents in planes, colour means without transform.</param>
    /// <param name="held">What the receiver holds.</param>
    /// <param name="demands">What must be sent.</param>
    /// <param name="plan">Planned SNR, fading, layout, weights.</param>
    /// <param name="gap">As for <see cref="UpdateMessage.Gap"/>.</param>
    /// <param name="dataSymbols">Channel uses for header, message and payload together.</param>
    public UpdatePlan? Plan(ReadOnlySpan<float> latents, HeldPicture held, ReadOnlySpan<PatchDemand> demands, LinkPlan plan, int gap, int dataSymbols)
    {
        var noise = Decibels.ToNoisePower(FrameHeader.PlanSnrOfStep(FrameHeader.StepOfPlanSnr(plan.SnrDb)));
        var focus = plan.Weights is null ? null : _pictures.Focus(held.Grid, plan.Weights, dataSymbols);
        var (precision, step) = (UpdateMessage.PrecisionOf(KnownSquare(held)), StepFor(held));
        var levels = Means(latents, held.Grid, BaseLayer.Steps[step - 1]);
        Prices = Prices with { Noise = noise };
        UpdatePlan? result = null;
        for (var pass = 0; pass < Passes; pass++)
        {
            var message = new UpdateMessage(held.Grid, new byte[held.Grid.Count], levels, step) { Gap = gap, Precision = precision, Focus = focus };
            var (error, kept) = Choose(latents, held, demands, message);
            if (!message.Map.AsSpan().ContainsAnyExcept((byte)UpdateSymbols.Keep))
            {
                Prices = Prices with { Cut = Prices.Cut / 4 };
                result = null;
                if (Prices.Use <= UpdatePrices.LeastUse)
                    return null;
                continue;
            }
            result = Complete(message, plan, dataSymbols, error, kept);
            var (before, after) = (Prices, UpdatePrices.Of(result.Allocation, noise));
            Prices = after;
            _bitsPerUse = (double)result.Bits.Length / result.Protection.SymbolCount(result.Bits.Length);
            if (IsNear(before.Use, after.Use) && IsNear(before.Power, after.Power))
                break;
        }
        return result;
    }

    private static bool IsNear(double before, double after) => before < PriceChange * after && after < PriceChange * before;

    /// <summary>The cheapest symbol of every patch.</summary>
    /// <returns>Squared error that is expected with it, prices included, and that of the picture as it stands.</returns>
    private (double Error, double Kept) Choose(ReadOnlySpan<float> latents, HeldPicture held, ReadOnlySpan<PatchDemand> demands, UpdateMessage message)
    {
        var (patches, symbols) = (held.Grid.Count, tables.Symbols);
        if (_all.Length != patches * symbols.Count)
            _all = new float[patches * symbols.Count];
        var bitPrice = 2 * Prices.Use / _bitsPerUse;
        double error = 0, kept = 0, whole = 0;
        var used = LevelsOf(message.Focus);
        for (var level = 0; level < FocusMap.LevelCount; level++)
        {
            if ((used >> level & 1) == 0)
                continue;
            _costs.Prepare(Prices, message.KnownSquare, message.Step * message.Step / 12, bitPrice, message.Focus?.WeightOf(level) ?? 1);
            _costs.Fill(latents, held, _all);
            for (var patch = 0; patch < patches; patch++)
            {
                if (message.Focus is { } focus && focus.LevelOf(patch / held.Grid.Columns, patch % held.Grid.Columns) != level)
                    continue;
                var first = demands[patch] switch { PatchDemand.Whole => symbols.Repeat(0), PatchDemand.Anew => symbols.Anew(0), _ => UpdateSymbols.Keep };
                var best = Cheapest(patch, first, patches);
                message.Map[patch] = (byte)best;
                error += _all[best * patches + patch];
                kept += _all[patch];
                whole += _all[Cheapest(patch, symbols.Anew(0), patches) * patches + patch] - DearerBits * bitPrice;
            }
        }
        IsWholeBetter = error > whole;
        return (error, kept);
    }

    private int Cheapest(int patch, int first, int patches)
    {
        var best = first;
        for (var symbol = first + 1; symbol < tables.Symbols.Count; symbol++)
        {
            if (_all[symbol * patches + patch] < _all[best * patches + patch])
                best = symbol;
        }
        return best;
    }

    private static int LevelsOf(FocusMap? focus)
    {
        if (focus is null)
            return 1;
        var used = 0;
        foreach (var level in focus.Levels)
            used |= 1 << level;
        return used;
    }

    private UpdatePlan Complete(UpdateMessage message, LinkPlan plan, int dataSymbols, double error, double kept)
    {
        var bits = message.ToBits(tables);
        var protection = ProtectionFor(bits.Length, plan, error, kept);
        var groups = UpdateGroups.InOrder(tables, message);
        var payload = Math.Max(SideInformationPlanner.SmallestPayload, dataSymbols - SideInformationPlanner.Overhead(bits.Length, protection, plan));
        var most = Math.Min(FrameHeader.MaxPayloadSymbols, groups.Sum(group => (long)group.Members.Length) / 2);
        var allocation = LatentAllocation.Create(groups, 2 * (int)Math.Min(payload, most), Prices.Noise);
        return new UpdatePlan(message, bits, protection, SideInformationPlanner.HeaderProtectionFor(bits.Length, protection, plan), allocation);
    }

    /// <summary>Without fading the cheapest that works below the planned SNR. With it the one with the least expected logarithm of the error, where a lost frame leaves the picture as it stands.</summary>
    private MessageProtection ProtectionFor(int bits, LinkPlan plan, double error, double kept)
    {
        var candidates = SideInformationPlanner.Protections(bits, plan).ToArray();
        if (candidates.Length == 1)
            return candidates[0];
        var least = candidates.Min(protection => SideInformationPlanner.Overhead(bits, protection, plan));
        return candidates.MinBy(protection =>
        {
            var outage = plan.Fading.Outage(plan.SnrDb - plan.MarginDb, protection.EsN0Db(bits));
            var arrived = error + 2 * Prices.Use * (SideInformationPlanner.Overhead(bits, protection, plan) - least);
            return outage * Math.Log(LossFactor * Math.Max(kept, error)) + (1 - outage) * Math.Log(arrived);
        })!;
    }

    /// <summary>κ² of what is held: mean error over mean standard deviation, squared, of latents that are better known than not at all.</summary>
    private double KnownSquare(HeldPicture held)
    {
        double errors = 0, roots = 0;
        var middle = tables.Latents.ClassCount / 2;
        for (var latent = tables.Latents.LowLatents; latent < tables.Latents.Latents; latent++)
        {
            var v = tables.Latents.HighVariance(middle, latent);
            var root = Math.Sqrt(v);
            foreach (var error in held.Errors.Slice(latent * held.Grid.Count, held.Grid.Count))
            {
                if (error < 0.5 * v)
                    (errors, roots) = (errors + error, roots + root);
            }
        }
        return roots == 0 ? double.MaxValue : errors * errors / (roots * roots);
    }

    /// <summary>The largest step whose rounding does not matter beside the error of patches.</summary>
    private int StepFor(HeldPicture held)
    {
        double sum = 0;
        foreach (var error in held.Errors)
            sum += error;
        var tolerable = MeanShare * sum / held.Grid.Count / tables.Latents.LowLatents;
        var index = 1;
        while (index < BaseLayer.Steps.Count && BaseLayer.Steps[index] * (double)BaseLayer.Steps[index] / 12 <= tolerable)
            index++;
        return index;
    }

    private int[] Means(ReadOnlySpan<float> latents, PatchGrid grid, double step)
    {
        var levels = new int[grid.Count * tables.Latents.LowLatents];
        for (var latent = 0; latent < tables.Latents.LowLatents; latent++)
        {
            for (var patch = 0; patch < grid.Count; patch++)
                levels[patch * tables.Latents.LowLatents + latent] = (int)MathF.Round(latents[latent * grid.Count + patch] / (float)step);
        }
        return levels;
    }
}

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

    /// <summary>Where choices ask for between so much of the uses that there are and so much more, prices are right.</summary>
    private const double LeastDemand = 0.6, MostDemand = 2;

    /// <summary>Part of a patch's error that the rounding of its colour means may be.</summary>
    private const double MeanShare = 0.15;

    /// <summary>What a lost frame costs, in terms of the picture that stays; later frames suffer too.</summary>
    private const double LossFactor = 3;

    /// <summary>Where even the strongest protection fails so often, it is taken.</summary>
    private const double HopelessOutage = 0.9;

    /// <summary>Part of the uses behind the header that the message may take; fewer patches are told of where it would take more.</summary>
    private const double MostMessage = 0.65;

    /// <summary>About the symbols of a header, before the first update.</summary>
    private const int UsualHeader = 150;

    /// <summary>A message becomes shorter by less than what is left out of it: the cheapest patches go last.</summary>
    private const double Shortening = 0.95;

    /// <summary>Bits of colour means and symbol that a patch takes in an update more than in a whole picture.</summary>
    private const double DearerBits = 14;

    /// <summary>What a whole picture left standing is forgotten by so much with each update, since scene and link change.</summary>
    private const double WholeFade = 0.98;

    private readonly SideInformationPlanner _pictures = new(tables.Latents);
    private readonly UpdateCosts _costs = new(tables);
    private float[] _all = [];
    private double[] _gains = [];
    private double[] _uses = [];
    private int[] _order = [];
    private double _demand;
    private double _error;
    private double _kept;
    private double _whole;
    private double _keptAfterWhole;
    private bool _isAfterWhole;
    private double _bitsPerUse = 1;
    private int _header = UsualHeader;

    /// <summary>Prices as the last frame had them.</summary>
    public UpdatePrices Prices { get; set; }

    /// <summary>True when the whole picture would have cost less than the last plan, and the last update did not do better than the last whole picture.</summary>
    public bool IsWholeBetter { get; private set; }

    /// <summary>Takes note that the picture was sent whole.</summary>
    public void Begin() => _isAfterWhole = true;

    /// <summary>Plans an update; null where nothing is worth to be sent.</summary>
    /// <param name="latents">New latents in planes, colour means without transform.</param>
    /// <param name="classes">Classes of the new picture's patches, which those have that are sent by themselves.</param>
    /// <param name="held">What the receiver holds.</param>
    /// <param name="demands">What must be sent.</param>
    /// <param name="plan">Planned SNR, fading, layout, weights.</param>
    /// <param name="gap">As for <see cref="UpdateMessage.Gap"/>.</param>
    /// <param name="dataSymbols">Channel uses for header, message and payload together.</param>
    public UpdatePlan? Plan(ReadOnlySpan<float> latents, ClassMap classes, HeldPicture held, ReadOnlySpan<PatchDemand> demands, LinkPlan plan, int gap, int dataSymbols)
    {
        var noise = Decibels.ToNoisePower(FrameHeader.PlanSnrOfStep(FrameHeader.StepOfPlanSnr(plan.SnrDb)));
        var focus = plan.Weights is null ? null : _pictures.Focus(held.Grid, plan.Weights, dataSymbols);
        var (precision, step) = (UpdateMessage.PrecisionOf(KnownSquare(held)), StepFor(held));
        var levels = Means(latents, held.Grid, BaseLayer.Steps[step - 1]);
        Prices = Prices with { Noise = noise };
        var message = new UpdateMessage(held.Grid, new byte[held.Grid.Count], levels, step) { Gap = gap, Precision = precision, Focus = focus };
        var reals = 2.0 * Math.Max(dataSymbols - _header, SideInformationPlanner.SmallestPayload);
        for (var pass = 1; ; pass++)
        {
            Choose(latents, classes, held, demands, message);
            var demand = _demand / reals;
            if (pass == Passes || demand > LeastDemand && demand < MostDemand || demand <= LeastDemand && Prices.Use == UpdatePrices.LeastUse)
                break;
            Prices = Prices.After(demand);
        }
        Judge();
        Limit(message, demands, reals);
        Prices = Prices.After(_demand / reals);
        if (!message.Map.AsSpan().ContainsAnyExcept((byte)UpdateSymbols.Keep))
            return null;
        var result = Complete(message, plan, dataSymbols);
        while (Room(result, dataSymbols) is var room && room < 1 && Shorten(message, demands, room))
            result = Complete(message, plan, dataSymbols);
        // The whole picture can do with less of a message.
        IsWholeBetter |= result.HeaderSymbols + result.MessageSymbols > dataSymbols - SideInformationPlanner.SmallestPayload;
        Prices = Prices.Towards(result.Allocation);
        _header = result.HeaderSymbols;
        _bitsPerUse = (double)result.Bits.Length / result.MessageSymbols;
        return result;
    }

    /// <summary>The cheapest symbol of every patch.</summary>
    private void Choose(ReadOnlySpan<float> latents, ClassMap classes, HeldPicture held, ReadOnlySpan<PatchDemand> demands, UpdateMessage message)
    {
        var (patches, symbols) = (held.Grid.Count, tables.Symbols);
        if (_gains.Length != patches)
            (_all, _gains, _uses, _order) = (new float[patches * symbols.Count], new double[patches], new double[patches], new int[patches]);
        var bitUses = 2 / _bitsPerUse;
        (_demand, _error, _kept) = (0, 0, 0);
        var whole = 0.0;
        var used = LevelsOf(message.Focus);
        for (var level = 0; level < FocusMap.LevelCount; level++)
        {
            if ((used >> level & 1) == 0)
                continue;
            _costs.Prepare(Prices, message.KnownSquare, message.Step * message.Step / 12, bitUses, message.Focus?.WeightOf(level) ?? 1);
            _costs.Fill(latents, held, _all);
            for (var patch = 0; patch < patches; patch++)
            {
                if (message.Focus is { } focus && focus.LevelOf(patch / held.Grid.Columns, patch % held.Grid.Columns) != level)
                    continue;
                var (repeat, anew) = (symbols.Repeat(classes.Cells[patch]), symbols.Anew(classes.Cells[patch]));
                var best = demands[patch] == PatchDemand.None ? CheapestDifference(patch, patches) : anew;
                if (_all[anew * patches + patch] < _all[best * patches + patch])
                    best = anew;
                if (demands[patch] != PatchDemand.Anew && _all[repeat * patches + patch] < _all[best * patches + patch])
                    best = repeat;
                message.Map[patch] = (byte)best;
                var (cost, kept) = ((double)_all[best * patches + patch], (double)_all[patch]);
                (_uses[patch], _gains[patch]) = (_costs.UsesOf(best), kept - cost + Prices.Use * _costs.UsesOf(best));
                (_demand, _error, _kept) = (_demand + _uses[patch], _error + cost, _kept + kept);
                whole += _all[anew * patches + patch] - DearerBits * bitUses * Prices.Use;
            }
        }
        _whole = whole;
    }

    /// <summary>Whether the whole picture is better. What estimates say after an update is believed only where it left more of the picture wrong than the last whole picture did.</summary>
    private void Judge()
    {
        _keptAfterWhole = _isAfterWhole ? _kept : WholeFade * _keptAfterWhole;
        (IsWholeBetter, _isAfterWhole) = (_error > _whole && (_isAfterWhole || _kept > _keptAfterWhole), false);
    }

    /// <summary>Keeps the patches that gain most for each channel use, as many as there is room for.</summary>
    private void Limit(UpdateMessage message, ReadOnlySpan<PatchDemand> demands, double reals)
    {
        if (_demand <= reals)
            return;
        var count = 0;
        var taken = 0.0;
        for (var patch = 0; patch < message.Map.Length; patch++)
        {
            if (message.Map[patch] == UpdateSymbols.Keep || demands[patch] != PatchDemand.None)
                taken += _uses[patch];
            else
                _order[count++] = patch;
        }
        _order.AsSpan(0, count).Sort(Compare);
        foreach (var patch in _order.AsSpan(0, count))
        {
            if (taken + _uses[patch] > reals)
                message.Map[patch] = UpdateSymbols.Keep;
            else
                taken += _uses[patch];
        }
    }

    /// <summary>What the message may take / what it takes.</summary>
    private static double Room(UpdatePlan plan, int dataSymbols) => MostMessage * (dataSymbols - plan.HeaderSymbols) / plan.MessageSymbols;

    /// <summary>Lets patches stay that may, those that gain least for each channel use, until about so much of them is left; false where there is only one.</summary>
    private bool Shorten(UpdateMessage message, ReadOnlySpan<PatchDemand> demands, double share)
    {
        var count = 0;
        for (var patch = 0; patch < message.Map.Length; patch++)
        {
            if (message.Map[patch] != UpdateSymbols.Keep && demands[patch] != PatchDemand.Anew)
                _order[count++] = patch;
        }
        if (count < 2)
            return false;
        _order.AsSpan(0, count).Sort(Compare);
        foreach (var patch in _order.AsSpan(Math.Clamp((int)(share * Shortening * count), 0, count - 1)..count))
            message.Map[patch] = UpdateSymbols.Keep;
        return true;
    }

    /// <summary>What gains most for each channel use comes first.</summary>
    private int Compare(int a, int b) => (_gains[b] / _uses[b], a).CompareTo((_gains[a] / _uses[a], b));

    /// <summary>A class of differences, or that the patch stays.</summary>
    private int CheapestDifference(int patch, int patches)
    {
        var best = UpdateSymbols.Keep;
        for (var symbol = 1; symbol <= tables.Symbols.Differences; symbol++)
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

    private UpdatePlan Complete(UpdateMessage message, LinkPlan plan, int dataSymbols)
    {
        var bits = message.ToBits(tables);
        var protection = ProtectionFor(bits.Length, plan, dataSymbols);
        var groups = UpdateGroups.InOrder(tables, message);
        var payload = Math.Max(SideInformationPlanner.SmallestPayload, dataSymbols - SideInformationPlanner.Overhead(bits.Length, protection, plan, dataSymbols));
        var most = Math.Min(FrameHeader.MaxPayloadSymbols, groups.Sum(group => (long)group.Members.Length) / 2);
        var allocation = LatentAllocation.Create(groups, 2 * (int)Math.Min(payload, most), Prices.Noise);
        return new UpdatePlan(message, bits, protection, SideInformationPlanner.HeaderProtectionFor(bits.Length, protection, plan, dataSymbols), allocation);
    }

    /// <summary>Without fading the cheapest that works below the planned SNR. With it the one with the least expected logarithm of the error, where a lost frame leaves the picture as it stands.</summary>
    private MessageProtection ProtectionFor(int bits, LinkPlan plan, int dataSymbols)
    {
        var all = SideInformationPlanner.Protections(bits, plan).ToArray();
        var candidates = Array.FindAll(all, protection => SideInformationPlanner.HeaderSymbols(bits, protection, plan, dataSymbols) <= HeaderLevels.MostOfFrame * dataSymbols);
        if (candidates.Length == 0)
            return all[0];
        if (candidates.Length == 1 || plan.Fading.Outage(plan.SnrDb - plan.MarginDb, candidates[^1].EsN0Db(bits, plan.Fading)) > HopelessOutage)
            return candidates[^1];
        var least = candidates.Min(protection => SideInformationPlanner.Overhead(bits, protection, plan, dataSymbols));
        return candidates.MinBy(protection =>
        {
            var outage = plan.Fading.Outage(plan.SnrDb - plan.MarginDb, protection.EsN0Db(bits, plan.Fading));
            var arrived = _error + 2 * Prices.Use * (SideInformationPlanner.Overhead(bits, protection, plan, dataSymbols) - least);
            return outage * Math.Log(LossFactor * Math.Max(_kept, _error)) + (1 - outage) * Math.Log(arrived);
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

namespace SemCom.Evaluation;

/// <summary>A line of the table of an inspection.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Measured">Value and unit.</param>
/// <param name="Model">Value and unit; empty where there can be none.</param>
public sealed record InspectionRow(string Name, string Measured, string Model = "");

/// <summary>The numbers of an inspection as people read them.</summary>
public static class InspectionRows
{
    /// <summary>All numbers that the inspection has.</summary>
    public static IReadOnlyList<InspectionRow> Of(ChannelInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        var rows = new List<InspectionRow>
        {
            new("mean power", Quantity.Decibels(inspection.MeanPowerDb.Measured), Quantity.Decibels(inspection.MeanPowerDb.Model)),
        };
        if (inspection.Multipath is { } paths)
            AddPaths(rows, paths);
        rows.Add(new(
            inspection.Multipath is null ? "K factor" : "K factor, strongest path",
            !inspection.Fades ? "no fading" : inspection.KFactorDb.Measured is { } k ? Quantity.Decibels(k) : "none seen",
            Quantity.Decibels(inspection.KFactorDb.Model)));
        rows.Add(new("10 dB below mean or less", Percent(inspection.DeepFadeProbability.Measured), Percent(inspection.DeepFadeProbability.Model)));
        rows.Add(new($"capacity at {Axis.Number(inspection.SnrDb)} dB", Bits(inspection.CapacityBits.Measured), Bits(inspection.CapacityBits.Model)));
        if (inspection.Flat is not null)
            rows.Add(new("gain stays for", inspection.CoherenceSymbols is { } symbols ? $"{symbols} symbol{(symbols == 1 ? "" : "s")}" : "the whole frame"));
        return rows;
    }

    private static void AddPaths(List<InspectionRow> rows, MultipathInspection paths)
    {
        Add("r.m.s. delay spread", paths.RmsDelaySpreadSeconds, "s");
        Add("coherence bandwidth, 50 %", paths.CoherenceBandwidthHertz, "Hz");
        if (paths.TimeCorrelation.Count > 0)
        {
            var longest = paths.TimeCorrelation[^1].X;
            rows.Add(new("coherence time, 50 %",
                paths.CoherenceTimeSeconds.Measured is { } time ? Quantity.Format(time, "s") : $"over {Quantity.Format(longest, "s")}",
                Quantity.Format(paths.CoherenceTimeSeconds.Model, "s")));
        }
        if (paths.DopplerHertz is { } doppler)
            rows.Add(new("largest Doppler shift", "", Quantity.Format(doppler, "Hz")));
        rows.Add(new("last path", Quantity.Format(paths.MaxDelaySeconds, "s")));
        if (paths.PrefixSeconds is { } prefix)
            rows.Add(new("cyclic prefix", Quantity.Format(prefix, "s")));
        if (paths.PowerBeyondPrefix is { } beyond)
            rows.Add(new("power later than the prefix", beyond > 0 ? Quantity.Decibels(Decibels.FromLinear(beyond)) : "none"));

        void Add(string name, Figure figure, string unit) => rows.Add(new(name, Quantity.Format(figure.Measured, unit), Quantity.Format(figure.Model, unit)));
    }

    private static string Percent(double? value) => value is { } part ? $"{Quantity.Fixed(100 * part, "0.00")} %" : "–";

    private static string Bits(double? value) => value is { } bits ? $"{Quantity.Fixed(bits, "0.000")} bit/s/Hz" : "–";
}

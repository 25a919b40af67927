namespace SemCom.Evaluation;

/// <summary>The charts of a sweep: PSNR over SNR and PSNR over CBR, each where there are at least two points to join.</summary>
/// <remarks>
/// Lines are systems where there are several, else the other of SNR and CBR where there are several, else channels. What is not
/// on the lines is fixed in each chart, and all charts of a kind share their vertical axis.
/// </remarks>
internal static class ResultCharts
{
    private static readonly Dimension Snr = new("", m => m.SnrDb, m => m.SnrDb, v => $"{Axis.Number(v)} dB");
    private static readonly Dimension Cbr = new("CBR ", m => m.CbrAsked, m => m.Cbr, Cbrs.Format);

    public static IReadOnlyList<Chart> Of(IReadOnlyList<MeanRecord> means)
    {
        var usable = means.Where(m => m.PsnrDb is not null).ToList();
        return
        [
            .. Kind(usable, "psnr-over-snr", "Es/N0 [dB]", Snr with { Format = Axis.Number }, Cbr, logarithmic: false),
            .. Kind(usable, "psnr-over-cbr", "channel uses per source value (CBR)", Cbr, Snr, logarithmic: true),
        ];
    }

    /// <summary>What can stand on the horizontal axis or be fixed.</summary>
    private sealed record Dimension(string Prefix, Func<MeanRecord, double> Setting, Func<MeanRecord, double> Value, Func<double, string> Format)
    {
        public string Name(MeanRecord mean) => Prefix + Format(Setting(mean));
    }

    private static IEnumerable<Chart> Kind(List<MeanRecord> means, string fileName, string xLabel, Dimension x, Dimension other, bool logarithmic)
    {
        var joined = means.GroupBy(m => (m.System, m.Channel, Other: other.Setting(m))).Where(g => g.Select(x.Setting).Distinct().Count() > 1).ToList();
        if (joined.Count == 0)
            yield break;
        var y = Axis.Round("PSNR [dB]", joined.SelectMany(g => g).SelectMany(Interval));
        var bySystem = joined.Select(g => g.Key.System).Distinct(StringComparer.Ordinal).Count() > 1;
        var byOther = !bySystem && joined.Select(g => g.Key.Other).Distinct().Count() > 1;
        foreach (var panel in joined.GroupBy(g => (Channel: bySystem || byOther ? g.Key.Channel : null, Other: byOther ? null : other.Name(g.First()))))
        {
            var lines = panel.Select(g => new Line(
                bySystem ? g.Key.System : byOther ? other.Name(g.First()) : g.Key.Channel,
                [.. g.OrderBy(x.Setting).Select(m => new ChartPoint(x.Value(m), m.PsnrDb!.Value, m.PsnrDbCi95))])).ToList();
            string[] given = [.. new[] { panel.Key.Channel, panel.Key.Other }.OfType<string>()];
            var all = panel.SelectMany(g => g).ToList();
            var axis = Axis.AtSettings(xLabel, all.Select(x.Setting), all.Select(x.Value), x.Format, logarithmic);
            yield return new Chart(FileName([fileName, .. given]), string.Join(", ", ["PSNR", .. given]), axis, y, lines);
        }
    }

    private static double[] Interval(MeanRecord mean) => [mean.PsnrDb!.Value - (mean.PsnrDbCi95 ?? 0), mean.PsnrDb.Value + (mean.PsnrDbCi95 ?? 0)];

    /// <summary>Lower case, with hyphens in place of everything that is no letter or digit.</summary>
    private static string FileName(string[] parts)
    {
        var text = string.Join(' ', parts).ToLowerInvariant().Replace("−", "minus ", StringComparison.Ordinal);
        return string.Join('-', text.Split([.. text.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries));
    }
}

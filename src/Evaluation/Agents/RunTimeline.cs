using System.Globalization;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>A run over time: SNR, what was sent, quality and battery below each other, as SVG and as a page.</summary>
public static class RunTimeline
{
    private const double Width = 900, Left = 62, Right = 760, Top = 48, PanelHeight = 108, Gap = 34, Bottom = 40;

    private const double Height = Top + 4 * PanelHeight + 3 * Gap + Bottom;

    /// <summary>The drawing as a file of its own.</summary>
    public static string ToSvg(AgentRun run) => Draw(run, standalone: true);

    /// <summary>A page with the drawing, the numbers and every decision.</summary>
    public static string ToHtml(AgentRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var html = new StringBuilder();
        HtmlReport.Begin(html, "How an agent sent a stream of pictures");
        var wish = run.Header.Intent.Count == 0 ? "nothing special" : string.Join("; ", run.Header.Intent);
        html.Append($"<p>{HtmlReport.Text($"Decided by {run.Header.Policy} over {run.Header.Channel}, seed {run.Header.Seed}. Wanted: {wish}.")}</p>\n");
        html.Append($"<figure>{Draw(run, standalone: false)}</figure>\n");
        html.Append("<h2>Decisions</h2>\n<div class=\"scroll\"><table><thead><tr><th>picture</th><th class=\"text\">plan</th><th class=\"text\">what became of it</th><th>true SNR [dB]</th><th>CBR</th><th>PSNR [dB]</th><th>expected</th><th>similarity</th><th>reward</th></tr></thead><tbody>\n");
        foreach (var record in run.Decisions)
        {
            var chosen = RunSummary.Chosen(record);
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{record.Frame}</td><td class=\"text\">{HtmlReport.Text(record.Plan)}</td><td class=\"text\">{record.Executed.Fate}</td><td>{record.Executed.TrueSnrDb:0.0}</td><td>{record.Executed.Cbr:0.0000}</td><td>{record.Achieved.PsnrDb:0.0}</td><td>{chosen.PsnrDb:0.0}</td><td>{record.Achieved.Similarity:0.00}</td><td>{record.Achieved.Reward:0.000}</td></tr>\n");
        }
        return html.Append("</tbody></table></div>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static string Draw(AgentRun run, bool standalone)
    {
        ArgumentNullException.ThrowIfNull(run);
        return SvgChart.Draw("A run of the agent", Width, Height, canvas =>
        {
            canvas.Text(new(Left, 18), $"{run.Header.Policy} over {run.Header.Channel}", new TextLook(Align.Start, Title: true));
            if (run.Decisions.Count > 0)
                Panels(canvas, run.Decisions);
        }, standalone);
    }

    private static void Panels(IChartCanvas canvas, IReadOnlyList<DecisionRecord> all)
    {
        double[] truth = [.. all.Select(r => r.Executed.TrueSnrDb)], seen = [.. all.Select(r => (double)r.Observation[0])];
        var snr = new Panel(canvas, 0, Axis.Round("SNR [dB]", truth.Concat(seen)), all.Count);
        snr.Curve("true", truth, Palette.Blue, []);
        snr.Curve("as perceived", seen, Palette.Orange, [4, 2]);
        var sent = new Panel(canvas, 1, Axis.Round("sent [% CBR]", [0, .. all.Select(r => 100 * r.Executed.Cbr)]), all.Count);
        sent.Bars(all);
        double[] psnr = [.. all.Select(r => r.Achieved.PsnrDb)], expected = [.. all.Select(r => RunSummary.Chosen(r).PsnrDb)];
        var quality = new Panel(canvas, 2, Axis.Round("PSNR [dB]", psnr.Concat(expected)), all.Count);
        quality.Curve("expected", expected, Palette.Orange, [4, 2]);
        quality.Curve("shown", psnr, Palette.Blue, []);
        quality.Scenes(all);
        var battery = new Panel(canvas, 3, new Axis("battery [%]", 0, 100, [0, 25, 50, 75, 100], Axis.Number), all.Count);
        battery.Curve("charge", [.. all.Select(r => 100 * r.Executed.Battery)], Palette.Green, []);
        battery.Numbers();
    }

    /// <summary>One of the panels below each other.</summary>
    private sealed class Panel
    {
        private readonly IChartCanvas _canvas;
        private readonly Axis _y;
        private readonly double _top;
        private readonly int _count;
        private double _nextName;

        public Panel(IChartCanvas canvas, int index, Axis y, int count)
        {
            (_canvas, _y, _top, _count) = (canvas, y, Top + index * (PanelHeight + Gap), count);
            _nextName = _top + 12;
            foreach (var tick in y.Ticks)
            {
                canvas.Stroke([new(Left, Y(tick)), new(Right, Y(tick))], new Pen("grid", Palette.Ink, 1, 0.18, []));
                canvas.Text(new(Left - 7, Y(tick) + 4), y.Format(tick), new TextLook(Align.End));
            }
            canvas.Text(new(Left, _top - 9), y.Label, new TextLook(Align.Start));
        }

        public void Curve(string name, IReadOnlyList<double> values, string colour, IReadOnlyList<double> dashes)
        {
            _canvas.Stroke([.. values.Select((value, i) => new Place(X(i + 0.5), Y(value)))], new Pen("curve", colour, 1.6, 1, dashes));
            Name(name, colour, dashes);
        }

        /// <summary>What was sent, a bar each, and crosses where it was lost or could not be sent.</summary>
        public void Bars(IReadOnlyList<DecisionRecord> all)
        {
            (string Name, string Colour, Func<DecisionRecord, bool> Is)[] kinds =
            [
                ("changed tiles", Palette.Green, r => r.Plan.StartsWith("regions", StringComparison.Ordinal)),
                ("digital", Palette.Vermillion, r => r.Plan.StartsWith("digital", StringComparison.Ordinal)),
                ("generative", Palette.Purple, r => r.Plan.StartsWith("generative", StringComparison.Ordinal)),
                ("analog", Palette.Blue, _ => true),
            ];
            var width = Math.Max(1, 0.8 * (Right - Left) / _count);
            foreach (var record in all.Where(r => r.Executed.Cbr > 0))
            {
                var colour = kinds.First(kind => kind.Is(record)).Colour;
                _canvas.Stroke([new(X(record.Frame + 0.5), Y(0)), new(X(record.Frame + 0.5), Y(100 * record.Executed.Cbr))], new Pen("bar", colour, width, 1, []));
            }
            foreach (var record in all.Where(r => r.Executed.Fate == FrameFate.Lost))
                Cross(X(record.Frame + 0.5), _top - 5);
            foreach (var (name, colour, _) in kinds.Where(kind => all.Any(r => r.Executed.Cbr > 0 && kinds.First(k => k.Is(r)).Name == kind.Name)))
                Name(name, colour, []);
            if (all.Any(r => r.Executed.Fate == FrameFate.Lost))
            {
                Cross(Right + 23, _nextName - 4);
                _canvas.Text(new(Right + 42, _nextName), "lost", new TextLook(Align.Start));
            }
        }

        /// <summary>A line where the sender saw another scene than before.</summary>
        public void Scenes(IReadOnlyList<DecisionRecord> all)
        {
            for (var i = 1; i < all.Count; i++)
            {
                if (all[i].Place != all[i - 1].Place)
                    _canvas.Stroke([new(X(i), _top), new(X(i), _top + PanelHeight)], new Pen("grid", Palette.Ink, 1, 0.5, [2, 2]));
            }
            if (all.Zip(all.Skip(1)).Any(pair => pair.First.Place != pair.Second.Place))
                Name("scene changes", Palette.Ink, [2, 2]);
        }

        /// <summary>Numbers of the pictures.</summary>
        public void Numbers()
        {
            foreach (var tick in Axis.Round("", [0, _count]).Ticks.Where(tick => tick <= _count))
                _canvas.Text(new(X(tick), Height - 24), Axis.Number(tick), new TextLook(Align.Middle));
            _canvas.Text(new((Left + Right) / 2, Height - 7), "picture", new TextLook(Align.Middle));
        }

        private void Cross(double x, double y)
        {
            const double r = 3;
            var pen = new Pen("lost", Palette.Ink, 1.5, 1, []);
            _canvas.Stroke([new(x - r, y - r), new(x + r, y + r)], pen);
            _canvas.Stroke([new(x - r, y + r), new(x + r, y - r)], pen);
        }

        private void Name(string name, string colour, IReadOnlyList<double> dashes)
        {
            _canvas.Stroke([new(Right + 10, _nextName - 4), new(Right + 36, _nextName - 4)], new Pen("sample", colour, 3, 1, dashes));
            _canvas.Text(new(Right + 42, _nextName), name, new TextLook(Align.Start));
            _nextName += 17;
        }

        private double X(double frame) => Left + frame / _count * (Right - Left);

        private double Y(double value) => _top + PanelHeight - Math.Clamp(_y.Place(value), 0, 1) * PanelHeight;
    }
}

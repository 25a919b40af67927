using System.Globalization;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows on standard error which share of a computation is done: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class ShareDisplay
{
    private const int PlainLines = 5;

    /// <summary>Runs a computation while showing its progress.</summary>
    public static T Run<T>(CliContext context, string name, Func<IProgress<double>, T> compute)
    {
        var console = Terminals.Error(context);
        if (!context.ErrorIsTerminal)
        {
            var shown = 0;
            return compute(new Direct(share =>
            {
                if ((int)(share * PlainLines) <= shown)
                    return;
                shown = (int)(share * PlainLines);
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share * 100:F0} % of {name} done"));
            }));
        }
        return console.Progress().AutoClear(true).HideCompleted(true).Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(live =>
        {
            var task = live.AddTask(name, maxValue: 1);
            return compute(new Direct(share => task.Value = share));
        });
    }

    /// <summary>Reports on the thread that computes.</summary>
    private sealed class Direct(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}

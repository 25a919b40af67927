using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemCom.Cli;

/// <summary>Shows on standard error how far a sweep has come: a bar on a terminal, a line now and then elsewhere.</summary>
internal sealed class SweepDisplay(CliContext context, TimeProvider time) : IProgress<SweepProgress>
{
    private const int PlainLines = 10;

    private readonly Lock _lock = new();
    private readonly IAnsiConsole _console = Terminals.Error(context);
    private readonly long _start = time.GetTimestamp();
    private ProgressTask? _task;
    private SweepProgress _latest;

    /// <summary>Runs a sweep while showing its progress.</summary>
    public async Task<SweepResult> RunAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        if (!context.ErrorIsTerminal)
            return await sweep.RunAsync(this, cancellationToken).ConfigureAwait(false);
        return await _console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new ProgressBarColumn(), new TextColumn(() => Summary(_latest)))
            .StartAsync(live =>
            {
                _task = live.AddTask("sweep");
                return sweep.RunAsync(this, cancellationToken);
            }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Report(SweepProgress value)
    {
        lock (_lock)
        {
            if (value.Remark is not null)
                _console.WriteLine($"semcom: {value.Remark}");
            if (value.Done < _latest.Done)
                return;
            var before = _latest;
            _latest = value;
            if (_task is not null)
            {
                _task.MaxValue = Math.Max(1, value.Total);
                _task.Value = value.Done;
            }
            else if (value.Total > 0 && value.Done * PlainLines / value.Total > before.Done * PlainLines / value.Total)
            {
                _console.WriteLine(Summary(value));
            }
        }
    }

    private string Summary(SweepProgress progress)
    {
        var seconds = time.GetElapsedTime(_start).TotalSeconds;
        var done = progress.Done - progress.Reused;
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Total} done");
        if (done <= 0 || seconds <= 0)
            return text;
        var left = TimeSpan.FromSeconds(Math.Ceiling((progress.Total - progress.Done) * seconds / done));
        return string.Create(CultureInfo.InvariantCulture, $"{text}, {done / seconds:0.0} per second, {Duration(left)} left");
    }

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s"
        : $"{time.Seconds} s";

    private sealed class TextColumn(Func<string> text) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text());
    }
}

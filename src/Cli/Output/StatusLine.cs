namespace SemCom.Cli;

/// <summary>A line on standard error that says how a stream goes: every half second in place on a terminal, every ten seconds anew elsewhere.</summary>
internal sealed class StatusLine : IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.5), Elsewhere = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly CliContext _context;
    private readonly Func<string> _text;
    private readonly Timer? _timer;
    private long _last = TimeProvider.System.GetTimestamp();
    private bool _isDrawn;

    /// <param name="context">Where it writes.</param>
    /// <param name="text">The line.</param>
    /// <param name="keepsTime">Draws by itself; false waits for <see cref="Tick"/>.</param>
    public StatusLine(CliContext context, Func<string> text, bool keepsTime = false)
    {
        (_context, _text) = (context, text);
        if (keepsTime)
            _timer = new Timer(_ => Tick(), null, Interval, Interval);
    }

    private TimeSpan Interval => _context.ErrorIsTerminal ? OnTerminal : Elsewhere;

    /// <summary>Draws, where it is time.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            if (TimeProvider.System.GetElapsedTime(_last) < Interval * 0.9)
                return;
            _last = TimeProvider.System.GetTimestamp();
            _isDrawn = _context.ErrorIsTerminal;
            if (_isDrawn)
                _context.Error.Write($"\r{_text()}\u001b[K");
            else
                _context.Error.WriteLine($"semcom: {_text()}");
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            if (_isDrawn)
                _context.Error.WriteLine();
            _last = long.MaxValue;
        }
    }
}

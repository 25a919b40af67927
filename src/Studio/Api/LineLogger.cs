using Microsoft.Extensions.Logging;

namespace SemCom.Studio;

/// <summary>Warnings and errors of the web server as lines for the operator.</summary>
/// <param name="write">Takes a line.</param>
internal sealed class LineLogger(Action<string> write) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(write);

    public void Dispose()
    {
    }

    private sealed class Logger(Action<string> write) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                write(exception is null ? formatter(state, null) : $"{formatter(state, exception)} {exception}");
        }
    }
}

using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Studio.Tests;

/// <summary>One studio for several tests that change nothing of it.</summary>
public sealed class SharedStudio : IAsyncLifetime
{
    /// <summary>Longest message that it takes.</summary>
    public const int MaxMessageBytes = 20_000;

    private RunningStudio? _studio;

    internal RunningStudio Studio
    {
        get
        {
            OnnxFact.RequireLibrary();
            return _studio!;
        }
    }

    public async ValueTask InitializeAsync() =>
        _studio = await RunningStudio.StartAnywayAsync(new StudioLimits { MaxMessageBytes = MaxMessageBytes, MaxRequestsPerMinute = 100_000, MaxSessions = 50 });

    public ValueTask DisposeAsync() => _studio!.DisposeAsync();
}

using SemCom.Core.Tests.Quality;
using SemCom.Runtime.Tests;
using SemCom.Runtime.Tests.Onnx;
using SemCom.Studio.Tests.Api;

namespace SemCom.Studio.Tests;

/// <summary>A studio on a free port, with one small picture, one short sound, and a client for it.</summary>
internal sealed class RunningStudio : IAsyncDisposable
{
    private readonly StudioServer _server;

    private readonly TemporaryFolder _samples;

    private RunningStudio(StudioServer server, TemporaryFolder samples) => (_server, _samples, Client) = (server, samples, new HttpClient { BaseAddress = server.Address });

    public Uri Address => _server.Address;

    public HttpClient Client { get; }

    public IServiceProvider Services => _server.Services;

    public static Task<RunningStudio> StartAsync(StudioLimits? limits = null, string? page = null, bool warmsUp = false)
    {
        OnnxFact.RequireLibrary();
        return StartAnywayAsync(limits, page, warmsUp);
    }

    /// <summary>Also where models cannot run.</summary>
    public static async Task<RunningStudio> StartAnywayAsync(StudioLimits? limits = null, string? page = null, bool warmsUp = false)
    {
        var samples = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(samples.Path, "samples", "pictures"));
        await File.WriteAllBytesAsync(Path.Combine(samples.Path, "samples", "pictures", "waves.png"), HttpTests.Png(TestPictures.Waves(96, 64)));
        Directory.CreateDirectory(Path.Combine(samples.Path, "samples", "voices"));
        await File.WriteAllBytesAsync(Path.Combine(samples.Path, "samples", "voices", "hum.wav"), TestVoices.Wav(3));
        var options = new StudioOptions { Port = 0, SamplesRoot = samples.Path, PageRoot = page, Limits = limits ?? new StudioLimits { MaxRequestsPerMinute = 100_000 }, WarmsUp = warmsUp, DeadlineSeconds = 30 };
        return new RunningStudio(await StudioServer.StartAsync(options), samples);
    }

    /// <summary>Waits until something holds; that it does in the end is what is tested, not when.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await holds())
                return;
            await Task.Delay(50);
        }
        Assert.Fail("it did not come true within half a minute");
    }

    public async Task<string> TextAsync(string path) => await Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _samples.Dispose();
    }
}

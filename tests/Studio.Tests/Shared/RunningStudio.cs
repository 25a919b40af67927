using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Studio.Tests;

/// <summary>A studio on a free port, with the samples of the repository, and a client for it.</summary>
internal sealed class RunningStudio : IAsyncDisposable
{
    private readonly StudioServer _server;

    private RunningStudio(StudioServer server) => (_server, Client) = (server, new HttpClient { BaseAddress = server.Address });

    public Uri Address => _server.Address;

    public HttpClient Client { get; }

    public IServiceProvider Services => _server.Services;

    public static async Task<RunningStudio> StartAsync(StudioLimits? limits = null, string? page = null)
    {
        OnnxFact.RequireLibrary();
        var options = new StudioOptions { Port = 0, SamplesRoot = Root(), PageRoot = page, Limits = limits ?? new StudioLimits { MaxRequestsPerMinute = 100_000 } };
        return new RunningStudio(await StudioServer.StartAsync(options));
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
    }

    private static string? Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SemCom.sln")))
                return folder.FullName;
        }
        return null;
    }
}

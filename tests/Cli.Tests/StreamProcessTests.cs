using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SemCom.Evaluation.Tests;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Cli.Tests;

/// <summary>The three processes of a stream as real processes over loopback.</summary>
public sealed class StreamProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Running> _running = [];
    private readonly (int Air, int Receiver) _ports = (FreePort(), FreePort());

    [Fact]
    public async Task AStream_ArrivesWithItsKey_AndEveryPictureIsAccountedFor()
    {
        OnnxFact.RequireLibrary();
        var key = Key();
        var receive = Start("receive", "--listen", $"{_ports.Receiver}", "--out", _folder["shown.y4m"], "--once", "--json", "--key", key);
        var air = Start("air", "--listen", $"{_ports.Air}", "--to", $"127.0.0.1:{_ports.Receiver}", "--snr-db", "15", "--json", "--key", key);
        var stream = Start("stream", Harbour, "--to", $"127.0.0.1:{_ports.Air}", "--loop", "--frames", "15", "--fps", "8", "--size", "160x96", "--json", "--key", key);

        var (sent, shown) = (await stream.Document(), await receive.Document());
        air.Signal();
        var relayed = await air.Document();

        var (pictures, arrived) = (sent.GetProperty("pictures"), shown.GetProperty("pictures"));
        Assert.Equal(15, pictures.GetProperty("finished").GetInt32());
        Assert.Equal(15, Sum(pictures));
        Assert.Equal(arrived.GetProperty("finished").GetInt32(), Sum(arrived));
        Assert.InRange(arrived.GetProperty("shown").GetInt32() + arrived.GetProperty("late").GetInt32(), 5, 15);
        Assert.Equal(0, shown.GetProperty("datagrams").GetProperty("foreign").GetInt32());
        Assert.True(relayed.GetProperty("air").GetProperty("channelUses").GetInt64() > 0);
        Assert.Equal("YUV4MPEG2", Encoding.ASCII.GetString(await File.ReadAllBytesAsync(_folder["shown.y4m"], TestContext.Current.CancellationToken), 0, 9));
    }

    [Fact]
    public async Task EachProcess_MayBeKilledAndStartedAgain_WhileStrangersTalkToThem()
    {
        OnnxFact.RequireLibrary();
        var key = Key();
        string[] receiving = ["receive", "--listen", $"{_ports.Receiver}", "--once", "--json", "--key", key];
        string[] relaying = ["air", "--listen", $"{_ports.Air}", "--to", $"127.0.0.1:{_ports.Receiver}", "--snr-db", "15", "--key", key];
        string[] sending = ["stream", Harbour, "--to", $"127.0.0.1:{_ports.Air}", "--loop", "--fps", "8", "--size", "160x96", "--key", key];
        var (first, air, stream) = (Start(receiving), Start(relaying), Start(sending));
        await first.Says("a stream of 160x96 began");

        first.Kill();
        var receive = Start(receiving);
        await receive.Says("a stream of 160x96 began");
        Disturb(_ports.Receiver);
        Disturb(_ports.Air);

        air.Kill();
        Start(relaying);
        await receive.Says("the air was restarted");

        stream.Kill();
        Start([.. sending, "--frames", "12"]);
        var shown = await receive.Document();

        Assert.Equal(2, shown.GetProperty("streams").GetInt32());
        var datagrams = shown.GetProperty("datagrams");
        Assert.Equal(2, datagrams.GetProperty("peers").GetInt32());
        Assert.True(datagrams.GetProperty("malformed").GetInt32() >= 1);
        var pictures = shown.GetProperty("pictures");
        Assert.Equal(pictures.GetProperty("finished").GetInt32(), Sum(pictures));
        Assert.True(pictures.GetProperty("shown").GetInt32() + pictures.GetProperty("late").GetInt32() >= 6);
    }

    public void Dispose()
    {
        foreach (var running in _running)
            running.Dispose();
        _folder.Dispose();
    }

    private static string Harbour => new CliContext(TextWriter.Null, TextWriter.Null).TryFind("samples/pictures/harbour.png")!;

    private static int Sum(JsonElement pictures) => new[] { "shown", "skipped", "late", "dropped", "lost" }.Sum(name => pictures.GetProperty(name).GetInt32());

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static void Disturb(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        for (var i = 0; i < 20; i++)
            socket.SendTo(RandomNumberGenerator.GetBytes(40 * i), new IPEndPoint(IPAddress.Loopback, port));
    }

    private string Key()
    {
        File.WriteAllText(_folder["group.key"], Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return _folder["group.key"];
    }

    private Running Start(params string[] args)
    {
        var running = new Running(args);
        _running.Add(running);
        return running;
    }

    /// <summary>A process of ours.</summary>
    private sealed class Running : IDisposable
    {
        private readonly Process _process;
        private readonly StringBuilder _error = new();
        private readonly Task<string> _out;
        private readonly SemaphoreSlim _said = new(0);

        public Running(string[] args)
        {
            var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "semcom.dll"), .. args]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
            _process = Process.Start(info)!;
            _process.ErrorDataReceived += (_, line) =>
            {
                lock (_error)
                    _error.AppendLine(line.Data);
                _said.Release();
            };
            _process.BeginErrorReadLine();
            _out = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        private string Error
        {
            get
            {
                lock (_error)
                    return _error.ToString();
            }
        }

        public async Task Says(string text)
        {
            while (!Error.Contains(text, StringComparison.Ordinal))
                Assert.True(await _said.WaitAsync(TimeSpan.FromSeconds(100), TestContext.Current.CancellationToken) && !(_process.HasExited && !Error.Contains(text, StringComparison.Ordinal)), $"'{text}' was not said: {Error}");
        }

        public async Task<JsonElement> Document()
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(100));
            await _process.WaitForExitAsync(limit.Token);
            var text = await _out;
            Assert.True(_process.ExitCode == 0, $"{_process.ExitCode}: {Error}");
            return JsonDocument.Parse(text).RootElement;
        }

        public void Kill() => _process.Kill();

        public void Signal()
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            kill.WaitForExit();
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill();
            _process.Dispose();
            _said.Dispose();
        }
    }
}

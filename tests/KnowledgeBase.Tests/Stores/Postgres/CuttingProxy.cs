using System.Net;
using System.Net.Sockets;

namespace SemCom.Knowledge.Tests.Stores.Postgres;

/// <summary>Stands between a store and its server and can cut the connection after a commit went to the server and before the answer comes back.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private Action? _cut;

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        Start(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Commits that were cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts at the next commit.</summary>
    /// <param name="between">Runs after the commit went through and before the connection is closed.</param>
    public void CutNext(Action between) => _cut = between;

    public void Dispose() => _listener.Dispose();

    /// <summary>Threads of its own: those of the pool may all wait in tests.</summary>
    private static void Start(Action act) => new Thread(() => act()) { IsBackground = true }.Start();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var link = new Link(_listener.AcceptTcpClient(), new TcpClient("127.0.0.1", _server));
                Start(() => ToServer(link));
                Start(() => ToClient(link));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private void ToServer(Link link)
    {
        Pump(link.Client, link.Server, bytes =>
        {
            if (_cut is not { } between || bytes.Span.IndexOf("COMMIT\0"u8) < 0)
                return true;
            _cut = null;
            link.IsCut = true;
            link.Server.GetStream().Write(bytes.Span);
            between();
            Cuts++;
            return false;
        });
        link.Close();
    }

    private static void ToClient(Link link)
    {
        Pump(link.Server, link.Client, _ => !link.IsCut);
        if (!link.IsCut)
            link.Close();
    }

    private static void Pump(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, bool> mayPass)
    {
        var buffer = new byte[65_536];
        try
        {
            while (from.GetStream().Read(buffer) is > 0 and var count && mayPass(buffer.AsMemory(0, count)))
                to.GetStream().Write(buffer, 0, count);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone.
        }
    }

    private sealed class Link(TcpClient client, TcpClient server)
    {
        private volatile bool _isCut;

        public TcpClient Client => client;

        public TcpClient Server => server;

        public bool IsCut
        {
            get => _isCut;
            set => _isCut = value;
        }

        public void Close()
        {
            client.Close();
            server.Close();
        }
    }
}

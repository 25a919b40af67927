using System.Net;
using System.Net.Sockets;

namespace SemCom.Streaming;

/// <summary>
/// One end of a conversation over UDP: sends messages to the other end and reads its. Whatever else comes is counted and dropped. Where this end listens, the other's address is that of its last datagram that was
/// accepted. Sending from any thread; reading by one.
/// </summary>
internal sealed class DatagramPort : IDisposable
{
    /// <summary>Bytes that the system may hold for us; it may grant less.</summary>
    private const int SocketBuffer = 1 << 22;

    /// <summary>A greeting at most so often.</summary>
    private static readonly TimeSpan GreetingInterval = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly Socket _socket;
    private readonly DatagramSession _session;
    private readonly Reassembler _reassembler;
    private readonly TimeProvider _clock;
    private readonly long[] _verdicts = new long[Enum.GetValues<DatagramVerdict>().Length];
    private readonly byte[] _buffer = new byte[ushort.MaxValue];
    private EndPoint? _peer;
    private long? _greeted;
    private uint _number;

    private DatagramPort(Socket socket, PrivacyKey? key, EndPoint? peer, TimeProvider clock)
    {
        (_socket, _session, _peer, _clock, _reassembler) = (socket, new DatagramSession(key), peer, clock, new Reassembler(clock));
        _socket.ReceiveBufferSize = SocketBuffer;
        _socket.SendBufferSize = SocketBuffer;
    }

    /// <summary>The port of this end.</summary>
    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Whether the other end has been heard.</summary>
    public bool HasPeer
    {
        get
        {
            lock (_lock)
                return _session.HasPeer;
        }
    }

    /// <summary>What came in so far.</summary>
    public DatagramCounts Counts
    {
        get
        {
            lock (_lock)
                return new DatagramCounts(Of(DatagramVerdict.Accepted), Of(DatagramVerdict.Unproven), Of(DatagramVerdict.Replayed), Of(DatagramVerdict.Foreign), Of(DatagramVerdict.Malformed), _reassembler.GivenUp, _session.Peers);

            long Of(DatagramVerdict verdict) => _verdicts[(int)verdict];
        }
    }

    /// <summary>An end that waits for the other.</summary>
    /// <param name="port">Port; 0 for a free one.</param>
    /// <param name="key">The group's secret; null for none.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="SemComException">The port is in use, or not allowed.</exception>
    public static DatagramPort Listen(int port, PrivacyKey? key, TimeProvider clock)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new SemComException(exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"--listen: UDP port {port} must be free (another program listens there); end it, or choose another port"
                : $"--listen: UDP port {port} must be open to this user ({exception.Message}); choose another port", exception);
        }
        return new DatagramPort(socket, key, null, clock);
    }

    /// <summary>An end that begins.</summary>
    /// <param name="to">Where the other listens.</param>
    /// <param name="key">The group's secret; null for none.</param>
    /// <param name="clock">The clock.</param>
    public static DatagramPort Connect(IPEndPoint to, PrivacyKey? key, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(to);
        var socket = new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(to.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
        return new DatagramPort(socket, key, to, clock);
    }

    /// <summary>Sends a message, where it is known whereto.</summary>
    public void Send(MessageKind kind, byte[] message)
    {
        lock (_lock)
        {
            if (_peer is null)
                return;
            foreach (var body in MessageParts.Cut(kind, _number++, message))
                Put(_session.Write(body), _peer);
        }
    }

    /// <summary>The next message of the other end.</summary>
    public async Task<(MessageKind Kind, byte[] Message)> ReceiveAsync(CancellationToken cancellationToken)
    {
        EndPoint any = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (true)
        {
            SocketReceiveFromResult received;
            try
            {
                received = await _socket.ReceiveFromAsync(_buffer, SocketFlags.None, any, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionRefused or SocketError.MessageSize or SocketError.NetworkUnreachable or SocketError.HostUnreachable)
            {
                // Nobody listens there at the moment; that of one datagram says nothing of the next.
                continue;
            }
            if (Take(_buffer.AsSpan(0, received.ReceivedBytes), received.RemoteEndPoint) is { } message)
                return message;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        lock (_lock)
            _session.Dispose();
    }

    private (MessageKind, byte[])? Take(ReadOnlySpan<byte> datagram, EndPoint from)
    {
        lock (_lock)
        {
            var peers = _session.Peers;
            var verdict = _session.Read(datagram, out var body);
            _verdicts[(int)verdict]++;
            if (verdict == DatagramVerdict.Unproven)
                Greet(from);
            if (verdict != DatagramVerdict.Accepted)
                return null;
            _peer = from;
            if (_session.Peers != peers)
                _reassembler.Clear();
            return MessageParts.Read(body) is { } part && _reassembler.Take(part) is { } message ? (part.Kind, message) : null;
        }
    }

    private void Greet(EndPoint to)
    {
        if (_greeted is { } last && _clock.GetElapsedTime(last) < GreetingInterval)
            return;
        _greeted = _clock.GetTimestamp();
        foreach (var body in MessageParts.Cut(MessageKind.Greeting, _number++, []))
            Put(_session.WriteGreeting(body), to);
    }

    private void Put(byte[] datagram, EndPoint to)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (SocketException)
        {
            // As if it had been lost on its way.
        }
    }
}

using System.Security.Cryptography;
using SemCom.Wire;

namespace SemCom.Streaming;

/// <summary>
/// One end of a conversation in datagrams. Each end draws an epoch of 16 random bytes when it begins, numbers what it sends, and writes beside its own epoch that of the end it speaks to: only what names the own
/// epoch can have been sent since this end began, and only that is accepted. So an end that was restarted is found out by its first datagram and by one greeting, while what was recorded before is of no use.
/// One thread at a time.
/// </summary>
/// <remarks>
/// On the wire a MessagePack array [1, own epoch, epoch of the other end or no bytes, number, body, tag]: the body is sealed by a <see cref="DatagramCipher"/>, what stands before it is authenticated. Without a key that is
/// done with one that everybody knows, 32 zeros, which keeps errors out, and nobody else.
/// </remarks>
internal sealed class DatagramSession : IDisposable
{
    /// <summary>Longest datagram [bytes]: fits paths that carry 1280 (RFC 8200 §5) with IPv6 and UDP heads.</summary>
    public const int MaxBytes = 1200;

    /// <summary>Longest body [bytes].</summary>
    public const int MaxBody = MaxBytes - 72;

    private const int Version = 1, Fields = 6, MaxRetired = 64;

    private static readonly PrivacyKey Nobodys = PrivacyKey.FromBytes(new byte[PrivacyKey.Length]);

    private readonly PrivacyKey _key;
    private readonly byte[] _epoch = RandomNumberGenerator.GetBytes(DatagramCipher.EpochBytes);
    private readonly DatagramCipher _own;
    private readonly Queue<byte[]> _retired = new();
    private readonly byte[] _plain = new byte[MaxBytes];
    private ReplayWindow _window = new();
    private byte[] _peer = [], _candidate = [];
    private DatagramCipher? _peerCipher;
    private ulong _number;

    /// <param name="key">The group's secret; null for none.</param>
    public DatagramSession(PrivacyKey? key)
    {
        _key = key ?? Nobodys;
        _own = new DatagramCipher(_key, _epoch);
    }

    /// <summary>Whether the other end is known.</summary>
    public bool HasPeer => _peer.Length > 0;

    /// <summary>How often another end took the place of the one before.</summary>
    public int Peers { get; private set; }

    /// <summary>A datagram for the other end.</summary>
    /// <param name="body">At most <see cref="MaxBody"/> bytes.</param>
    public byte[] Write(ReadOnlySpan<byte> body) => Write(_peer, body);

    /// <summary>A datagram for whoever sent the last one that was <see cref="DatagramVerdict.Unproven"/>: by it they learn this end's epoch.</summary>
    public byte[] WriteGreeting(ReadOnlySpan<byte> body) => Write(_candidate, body);

    /// <summary>Reads a datagram.</summary>
    /// <param name="datagram">Whatever came.</param>
    /// <param name="body">Its body, valid until the next call; nothing unless it was accepted.</param>
    public DatagramVerdict Read(ReadOnlySpan<byte> datagram, out ReadOnlySpan<byte> body)
    {
        body = default;
        ReadOnlySpan<byte> epoch, named, hidden, tag;
        ulong number;
        int headBytes;
        try
        {
            var reader = new MessagePackReader(datagram, "datagram");
            if (datagram.Length > MaxBytes || reader.ReadArrayHead(Fields) != Fields || reader.ReadInt32(Version, Version) != Version)
                return DatagramVerdict.Malformed;
            epoch = reader.ReadBinary(DatagramCipher.EpochBytes);
            named = reader.ReadBinary(DatagramCipher.EpochBytes);
            number = reader.ReadUInt64();
            headBytes = reader.Position;
            hidden = reader.ReadBinary(MaxBytes);
            tag = reader.ReadBinary(DatagramCipher.TagBytes);
            reader.End();
        }
        catch (SemComException)
        {
            return DatagramVerdict.Malformed;
        }
        if (epoch.Length != DatagramCipher.EpochBytes || named.Length is not (0 or DatagramCipher.EpochBytes))
            return DatagramVerdict.Malformed;
        if (epoch.SequenceEqual(_epoch) || IsRetired(epoch))
            return DatagramVerdict.Replayed;
        if (!IsIntact(datagram, headBytes, epoch, number, hidden, tag))
            return DatagramVerdict.Foreign;
        if (!named.SequenceEqual(_epoch))
        {
            if (epoch.SequenceEqual(_peer))
                return DatagramVerdict.Replayed;
            _candidate = epoch.ToArray();
            return DatagramVerdict.Unproven;
        }
        if (!epoch.SequenceEqual(_peer))
            Adopt(epoch);
        if (!_window.Take(number))
            return DatagramVerdict.Replayed;
        body = _plain.AsSpan(0, hidden.Length);
        return DatagramVerdict.Accepted;
    }

    public void Dispose()
    {
        _own.Dispose();
        _peerCipher?.Dispose();
    }

    private byte[] Write(byte[] named, ReadOnlySpan<byte> body)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, MaxBody);
        var number = ++_number;
        var writer = new MessagePackWriter(body.Length + 72);
        writer.WriteArrayHead(Fields);
        writer.Write(Version);
        writer.WriteBinary(_epoch);
        writer.WriteBinary(named);
        writer.Write(number);
        var head = writer.WrittenSpan.ToArray();
        Span<byte> tag = stackalloc byte[DatagramCipher.TagBytes];
        _own.Seal(number, head, body, writer.BeginBinary(body.Length), tag);
        writer.WriteBinary(tag);
        return writer.TakeBytes();
    }

    private bool IsIntact(ReadOnlySpan<byte> datagram, int headBytes, ReadOnlySpan<byte> epoch, ulong number, ReadOnlySpan<byte> hidden, ReadOnlySpan<byte> tag)
    {
        var plain = _plain.AsSpan(0, hidden.Length);
        var head = datagram[..headBytes];
        if (_peerCipher is not null && epoch.SequenceEqual(_peer))
            return _peerCipher.TryOpen(number, head, hidden, tag, plain);
        using var cipher = new DatagramCipher(_key, epoch);
        return cipher.TryOpen(number, head, hidden, tag, plain);
    }

    private void Adopt(ReadOnlySpan<byte> epoch)
    {
        if (HasPeer)
        {
            _retired.Enqueue(_peer);
            if (_retired.Count > MaxRetired)
                _retired.Dequeue();
        }
        _peer = epoch.ToArray();
        _peerCipher?.Dispose();
        _peerCipher = new DatagramCipher(_key, _peer);
        _window = new ReplayWindow();
        Peers++;
    }

    private bool IsRetired(ReadOnlySpan<byte> epoch)
    {
        foreach (var retired in _retired)
        {
            if (epoch.SequenceEqual(retired))
                return true;
        }
        return false;
    }
}

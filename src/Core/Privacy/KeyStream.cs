using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SemCom.Privacy;

/// <summary>Numbers that only holders of a key can tell from random ones: AES-256 in counter mode (NIST SP 800-38A §6.5), the counter starting where it is told. For one thread.</summary>
internal sealed class KeyStream : IDisposable
{
    private const int BlockBytes = 16, BlocksAhead = 256;

    private readonly Aes _aes;
    private readonly byte[] _counters = new byte[BlockBytes * BlocksAhead];
    private readonly byte[] _stream = new byte[BlockBytes * BlocksAhead];
    private UInt128 _counter;
    private int _at = BlockBytes * BlocksAhead;

    /// <summary>Starts a stream. A key must not be used with the same counters twice.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="counter">First counter block.</param>
    public KeyStream(byte[] key, UInt128 counter = default)
    {
        _aes = Aes.Create();
        _aes.Key = key;
        _counter = counter;
    }

    /// <summary>The next bytes.</summary>
    public void Fill(Span<byte> bytes)
    {
        for (var done = 0; done < bytes.Length;)
        {
            if (_at == _stream.Length)
                Refill();
            var part = Math.Min(bytes.Length - done, _stream.Length - _at);
            _stream.AsSpan(_at, part).CopyTo(bytes[done..]);
            (done, _at) = (done + part, _at + part);
        }
    }

    /// <summary>The next four bytes as a number.</summary>
    public uint Next()
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>A number below <paramref name="limit"/>, each as likely as the others: draws beyond the last full multiple are thrown away.</summary>
    public int Below(int limit)
    {
        var end = uint.MaxValue - (uint)((1UL << 32) % (uint)limit);
        uint draw;
        do
            draw = Next();
        while (draw > end);
        return (int)(draw % (uint)limit);
    }

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();

    private void Refill()
    {
        for (var i = 0; i < BlocksAhead; i++)
            BinaryPrimitives.WriteUInt128BigEndian(_counters.AsSpan(i * BlockBytes), _counter++);
        _aes.EncryptEcb(_counters, _stream, PaddingMode.None);
        _at = 0;
    }
}

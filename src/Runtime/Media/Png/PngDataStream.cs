namespace SemCom.Runtime.Media.Png;

/// <summary>The data of consecutive IDAT chunks as one stream, at whose end the next other chunk is open.</summary>
internal sealed class PngDataStream(PngChunkReader chunks) : Stream
{
    private bool _ended;

    /// <summary>True once more data was asked for than there is: the compressed stream lacks its end.</summary>
    public bool IsExceeded { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (!_ended)
        {
            var got = chunks.Read(buffer);
            if (got > 0)
                return got;
            chunks.Close();
            chunks.Next();
            _ended = chunks.Type != "IDAT";
        }
        IsExceeded = true;
        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Skips what the compressed stream left over.</summary>
    public void Drain()
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (Read(buffer) > 0)
            continue;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

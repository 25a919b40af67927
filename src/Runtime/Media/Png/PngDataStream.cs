namespace SemCom.Runtime.Media.Png;

/// <summary>The data of consecutive IDAT chunks as one stream, at whose end the next other chunk is open.</summary>
internal sealed class PngDataStream(PngChunkReader chunks) : ForwardStream
{
    private bool _ended;

    /// <summary>True once more data was asked for than there is: the compressed stream lacks its end.</summary>
    public bool IsExceeded { get; private set; }

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

    /// <summary>Skips what the compressed stream left over.</summary>
    public void Drain()
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (Read(buffer) > 0)
            continue;
    }
}

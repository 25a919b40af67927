using System.IO.Compression;

namespace SemCom.Runtime.Media;

/// <summary>Reads a YUV4MPEG2 file from its start, a frame at a time.</summary>
internal sealed class Y4mReader : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly byte[] _planes;

    private Y4mReader(Stream stream, string name)
    {
        (_stream, _name) = (stream, name);
        Header = Y4mHeader.Parse(ReadLine() ?? throw Damaged("the first line"), name);
        _planes = new byte[Header.FrameBytes];
    }

    public Y4mHeader Header { get; }

    /// <summary>Opens a file and reads its first line.</summary>
    /// <exception cref="SemComException">That line is damaged or asks for too much.</exception>
    public static Y4mReader Open(string path, bool isPacked)
    {
        Stream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        if (isPacked)
            file = new BufferedStream(new GZipStream(file, CompressionMode.Decompress), BufferBytes);
        try
        {
            return new Y4mReader(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next frame; false behind the last one.</summary>
    /// <exception cref="SemComException">The file is damaged or cut short.</exception>
    public bool MoveNext()
    {
        try
        {
            if (ReadLine() is not { } line)
                return false;
            if (!line.AsSpan().StartsWith("FRAME"u8) || line.Length > 5 && line[5] != ' ')
                throw Damaged("the head of a frame");
            return _stream.ReadAtLeast(_planes, _planes.Length, throwOnEndOfStream: false) == _planes.Length ? true : throw Damaged("cut short within a frame");
        }
        catch (InvalidDataException exception)
        {
            throw new SemComException($"{_name}: damaged gzip ({exception.Message}); use an intact copy of the file", exception);
        }
    }

    /// <summary>The frame as a picture.</summary>
    public Picture Current() => YuvPicture.ToPicture(_planes, Header.Width, Header.Height, Header.Format);

    public void Dispose() => _stream.Dispose();

    /// <summary>A line without its end; null at the end of the file.</summary>
    private byte[]? ReadLine()
    {
        var line = new byte[Y4mHeader.MaxLine];
        for (var length = 0; length < line.Length; length++)
        {
            var next = _stream.ReadByte();
            if (next < 0)
                return length == 0 ? null : throw Damaged("cut short within a line");
            if (next == '\n')
                return line[..length];
            line[length] = (byte)next;
        }
        throw Damaged($"a line of more than {Y4mHeader.MaxLine} bytes");
    }

    private SemComException Damaged(string what) => new($"{_name}: damaged YUV4MPEG2 ({what}); use an intact copy of the file");
}

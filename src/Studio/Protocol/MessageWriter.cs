using SemCom.Wire;

namespace SemCom.Studio;

/// <summary>Writes maps with short names; what is unknown or not finite is nil.</summary>
/// <param name="capacity">Expected length in bytes.</param>
internal sealed class MessageWriter(int capacity)
{
    private readonly MessagePackWriter _writer = new(capacity);

    /// <summary>Starts a map of <paramref name="fields"/> fields.</summary>
    public MessageWriter Begin(int fields)
    {
        _writer.WriteMapHead(fields);
        return this;
    }

    /// <summary>Writes a name; its value follows.</summary>
    public MessageWriter Key(string name)
    {
        _writer.Write(name);
        return this;
    }

    /// <summary>Writes a text.</summary>
    public MessageWriter Field(string name, string? value)
    {
        _writer.Write(name);
        if (value is null)
            _writer.WriteNil();
        else
            _writer.Write(value);
        return this;
    }

    /// <summary>Writes a number.</summary>
    public MessageWriter Field(string name, double? value)
    {
        _writer.Write(name);
        if (value is { } number && double.IsFinite(number))
            _writer.Write(number);
        else
            _writer.WriteNil();
        return this;
    }

    /// <summary>Writes an integer.</summary>
    public MessageWriter Field(string name, long value)
    {
        _writer.Write(name);
        _writer.Write(value);
        return this;
    }

    /// <summary>Writes true or false.</summary>
    public MessageWriter Field(string name, bool value)
    {
        _writer.Write(name);
        _writer.Write(value);
        return this;
    }

    /// <summary>Writes bytes.</summary>
    public MessageWriter Field(string name, byte[]? value)
    {
        _writer.Write(name);
        if (value is null)
            _writer.WriteNil();
        else
            _writer.WriteBinary(value);
        return this;
    }

    /// <summary>Writes texts.</summary>
    public MessageWriter Field(string name, IReadOnlyCollection<string> values) => List(name, values, (writer, value) => writer._writer.Write(value));

    /// <summary>Writes an array.</summary>
    public MessageWriter List<T>(string name, IReadOnlyCollection<T> values, Action<MessageWriter, T> write)
    {
        _writer.Write(name);
        _writer.WriteArrayHead(values.Count);
        foreach (var value in values)
            write(this, value);
        return this;
    }

    /// <summary>Writes a number of a list.</summary>
    public MessageWriter Number(double value)
    {
        _writer.Write(value);
        return this;
    }

    /// <summary>Writes nil.</summary>
    public MessageWriter Nil()
    {
        _writer.WriteNil();
        return this;
    }

    /// <summary>What was written.</summary>
    public byte[] ToBytes() => _writer.TakeBytes();
}

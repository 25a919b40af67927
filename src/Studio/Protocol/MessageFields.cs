using SemCom.Wire;

namespace SemCom.Studio;

/// <summary>
/// The fields of one message from a viewer: a flat map from short names to numbers, texts, truth values and bytes. What is read is bounded before it is allocated; every field must be taken.
/// </summary>
internal sealed class MessageFields
{
    private const string Name = "message";
    private const int MaxFields = 16, MaxNameBytes = 24, MaxTextBytes = 2048;

    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>Reads a map.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="maxBinaryBytes">Longest run of bytes in it.</param>
    /// <exception cref="SemComException">It is no such map.</exception>
    public MessageFields(ReadOnlySpan<byte> message, int maxBinaryBytes)
    {
        var reader = new MessagePackReader(message, Name);
        var count = reader.ReadMapHead(MaxFields);
        for (var i = 0; i < count; i++)
        {
            var key = reader.ReadText(MaxNameBytes);
            if (!_values.TryAdd(key, ReadValue(ref reader, maxBinaryBytes)))
                throw new SemComException($"{Name}: every field may be there once ('{key}' is there twice); send it once");
        }
        reader.End();
    }

    /// <summary>Takes a text that must be there.</summary>
    public string Text(string key) => OptionalText(key) ?? throw Missing(key, "text");

    /// <summary>Takes a text; null where it is absent or nil.</summary>
    public string? OptionalText(string key) => Take(key) switch
    {
        null => null,
        string text => text,
        var other => throw Wrong(key, "text", other),
    };

    /// <summary>Takes a truth value that must be there.</summary>
    public bool Boolean(string key) => Take(key) switch
    {
        bool value => value,
        null => throw Missing(key, "true or false"),
        var other => throw Wrong(key, "true or false", other),
    };

    /// <summary>Takes a finite number; null where it is absent or nil.</summary>
    public double? OptionalNumber(string key) => Take(key) switch
    {
        null => null,
        long value => value,
        double value when double.IsFinite(value) => value,
        var other => throw Wrong(key, "a finite number", other),
    };

    /// <summary>Takes a finite number that must be there.</summary>
    public double Number(string key) => OptionalNumber(key) ?? throw Missing(key, "a number");

    /// <summary>Takes an integer that must be there.</summary>
    public long Integer(string key) => Take(key) switch
    {
        long value => value,
        null => throw Missing(key, "an integer"),
        var other => throw Wrong(key, "an integer", other),
    };

    /// <summary>Takes bytes that must be there.</summary>
    public byte[] Binary(string key) => Take(key) switch
    {
        byte[] value => value,
        null => throw Missing(key, "bytes"),
        var other => throw Wrong(key, "bytes", other),
    };

    /// <summary>Whether a field is there and not yet taken.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>Checks that every field was taken.</summary>
    public void End(string type)
    {
        if (_values.Count > 0)
            throw new SemComException($"{Name} '{type}': it has no field '{_values.Keys.First()}'; leave it out");
    }

    private static object? ReadValue(ref MessagePackReader reader, int maxBinaryBytes) => reader.TryReadNil() ? null : reader.PeekType() switch
    {
        MessagePackType.Boolean => reader.ReadBoolean(),
        MessagePackType.Integer => reader.ReadInt64(),
        MessagePackType.Float32 => (double)reader.ReadSingle(),
        MessagePackType.Float64 => reader.ReadDouble(),
        MessagePackType.Text => reader.ReadText(MaxTextBytes),
        MessagePackType.Binary => reader.ReadBinary(maxBinaryBytes).ToArray(),
        var other => throw reader.Fail($"{other} where a number, text, truth value or bytes were expected"),
    };

    private static SemComException Missing(string key, string kind) => new($"{Name}: the field '{key}' must be {kind} (it is absent); send it");

    private static SemComException Wrong(string key, string kind, object found) =>
        new($"{Name}: the field '{key}' must be {kind} (was {Describe(found)}); correct it");

    private static string Describe(object value) => value switch
    {
        string => "text",
        bool => "a truth value",
        byte[] bytes => $"{bytes.Length} bytes",
        double number => FormattableString.Invariant($"{number}"),
        _ => FormattableString.Invariant($"{value}"),
    };

    private object? Take(string key) => _values.Remove(key, out var value) ? value : null;
}

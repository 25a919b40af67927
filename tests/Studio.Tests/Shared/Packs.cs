using SemCom.Wire;

namespace SemCom.Studio.Tests;

/// <summary>Messages as the page sends them, and what the studio answers as plain values.</summary>
internal static class Packs
{
    /// <summary>A map of names and values.</summary>
    public static byte[] Map(params (string Name, object? Value)[] fields)
    {
        var writer = new MessagePackWriter();
        writer.WriteMapHead(fields.Length);
        foreach (var (name, value) in fields)
        {
            writer.Write(name);
            Write(writer, value);
        }
        return writer.TakeBytes();
    }

    /// <summary>Any message of the studio.</summary>
    public static Dictionary<string, object?> Read(ReadOnlySpan<byte> message)
    {
        var reader = new MessagePackReader(message, "answer");
        var value = (Dictionary<string, object?>)ReadValue(ref reader)!;
        reader.End();
        return value;
    }

    private static void Write(MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNil(); break;
            case bool flag: writer.Write(flag); break;
            case int number: writer.Write((long)number); break;
            case long number: writer.Write(number); break;
            case double number: writer.Write(number); break;
            case string text: writer.Write(text); break;
            case byte[] bytes: writer.WriteBinary(bytes); break;
            default: throw new NotSupportedException();
        }
    }

    private static object? ReadValue(ref MessagePackReader reader)
    {
        if (reader.TryReadNil())
            return null;
        switch (reader.PeekType())
        {
            case MessagePackType.Boolean: return reader.ReadBoolean();
            case MessagePackType.Integer: return reader.ReadInt64();
            case MessagePackType.Float64: return reader.ReadDouble();
            case MessagePackType.Text: return reader.ReadText(1 << 16);
            case MessagePackType.Binary: return reader.ReadBinary(1 << 24).ToArray();
            case MessagePackType.Array:
                var list = new List<object?>();
                for (var left = reader.ReadArrayHead(1 << 16); left > 0; left--)
                    list.Add(ReadValue(ref reader));
                return list;
            default:
                var map = new Dictionary<string, object?>(StringComparer.Ordinal);
                for (var left = reader.ReadMapHead(1 << 8); left > 0; left--)
                    map.Add(reader.ReadText(64), ReadValue(ref reader));
                return map;
        }
    }
}

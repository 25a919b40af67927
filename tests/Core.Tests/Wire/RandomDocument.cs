using System.Globalization;
using System.Text;
using SemCom.Randomness;
using SemCom.Wire;

namespace SemCom.Core.Tests.Wire;

/// <summary>Documents of nil, bool, long, ulong, float, double, string, byte[], List and maps, made from a number.</summary>
internal sealed class RandomDocument(ulong number)
{
    private static readonly CounterRandom Random = new(2026, RandomPurpose.SourceData, 0);
    private static readonly string[] Alphabet = ["a", "Z", "0", " ", "\n", "\0", "é", "ß", "€", "語", "😀", "\U0010FFFF"];
    private ulong _next = number << 20;

    public static object? Create(ulong number) => new RandomDocument(number).Value(4);

    public static byte[] Write(object? document)
    {
        var writer = new MessagePackWriter(0);
        Write(writer, document);
        return writer.TakeBytes();
    }

    public static object? Read(ReadOnlySpan<byte> data)
    {
        var reader = new MessagePackReader(data, "document");
        var document = Read(ref reader);
        reader.End();
        return document;
    }

    /// <summary>
    /// The document as text in which both implementations agree: JavaScript cannot tell 1 from 1.0 nor 0 from −0, so numbers that it
    /// holds as such are shown by their double-precision bits.
    /// </summary>
    public static string Describe(object? document) => document switch
    {
        null => "nil",
        bool value => value ? "true" : "false",
        ulong value => value <= uint.MaxValue ? Number(value) : $"int {value}",
        long value => value is >= int.MinValue and <= uint.MaxValue ? Number(value) : $"int {value}",
        float value => Number(value),
        double value => Number(value),
        string value => $"text {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value))}",
        byte[] value => $"bytes {Convert.ToHexStringLower(value)}",
        List<object?> value => $"[{string.Join(',', value.Select(Describe))}]",
        List<KeyValuePair<string, object?>> value => $"{{{string.Join(',', value.Select(pair => $"{Describe(pair.Key)}:{Describe(pair.Value)}"))}}}",
        _ => throw new ArgumentException($"{document.GetType()} is not part of a document", nameof(document)),
    };

    private static string Number(double value) => double.IsNaN(value)
        ? "nan"
        : $"number {BitConverter.DoubleToUInt64Bits(value + 0.0).ToString("x", CultureInfo.InvariantCulture)}";

    private static void Write(MessagePackWriter writer, object? document)
    {
        switch (document)
        {
            case null: writer.WriteNil(); break;
            case bool value: writer.Write(value); break;
            case long value: writer.Write(value); break;
            case ulong value: writer.Write(value); break;
            case float value: writer.Write(value); break;
            case double value: writer.Write(value); break;
            case string value: writer.Write(value); break;
            case byte[] value: writer.WriteBinary(value); break;
            case List<object?> value:
                writer.WriteArrayHead(value.Count);
                value.ForEach(item => Write(writer, item));
                break;
            case List<KeyValuePair<string, object?>> value:
                writer.WriteMapHead(value.Count);
                foreach (var (key, item) in value)
                {
                    writer.Write(key);
                    Write(writer, item);
                }
                break;
        }
    }

    private static object? Read(ref MessagePackReader reader)
    {
        switch (reader.PeekType())
        {
            case MessagePackType.Nil: return reader.TryReadNil() ? null : throw new InvalidOperationException();
            case MessagePackType.Boolean: return reader.ReadBoolean();
            case MessagePackType.Integer: return Integer(ref reader);
            case MessagePackType.Float32: return reader.ReadSingle();
            case MessagePackType.Float64: return reader.ReadDouble();
            case MessagePackType.Text: return reader.ReadText(int.MaxValue);
            case MessagePackType.Binary: return reader.ReadBinary(int.MaxValue).ToArray();
            case MessagePackType.Array:
                var items = new List<object?>();
                for (var left = reader.ReadArrayHead(int.MaxValue); left > 0; left--)
                    items.Add(Read(ref reader));
                return items;
            case MessagePackType.Map:
                var pairs = new List<KeyValuePair<string, object?>>();
                for (var left = reader.ReadMapHead(int.MaxValue); left > 0; left--)
                    pairs.Add(new(reader.ReadText(int.MaxValue), Read(ref reader)));
                return pairs;
            default: throw reader.Fail("a type that documents do not have");
        }
    }

    private static object Integer(ref MessagePackReader reader)
    {
        var again = reader;
        try
        {
            return reader.ReadInt64();
        }
        catch (SemComException)
        {
            var value = again.ReadUInt64();
            reader = again;
            return value;
        }
    }

    private object? Value(int depth) => Below(depth > 0 ? 10 : 8) switch
    {
        0 => null,
        1 => Below(2) == 0,
        2 => -1 - (long)(Bits() >> 1 >> Below(63)),
        3 => Bits() >> Below(64),
        4 => BitConverter.UInt32BitsToSingle((uint)Bits()),
        5 => BitConverter.UInt64BitsToDouble(Bits()),
        6 => Text(Length()),
        7 => Enumerable.Range(0, Length()).Select(_ => (byte)Bits()).ToArray(),
        8 => Enumerable.Range(0, Below(6) == 0 ? 20 : Below(5)).Select(_ => Value(depth - 1)).ToList(),
        _ => Enumerable.Range(0, Below(8) == 0 ? 18 : Below(4))
            .Select(i => KeyValuePair.Create($"k{i}_{Text(Below(6))}", Value(depth - 1))).ToList(),
    };

    private string Text(int characters) => string.Concat(Enumerable.Range(0, characters).Select(_ => Alphabet[Below(Alphabet.Length)]));

    private int Length() => Below(12) == 0 ? 31 + Below(300) : Below(16);

    private int Below(int bound) => (int)(Bits() % (ulong)bound);

    private ulong Bits()
    {
        var (x0, x1, _, _) = Random.At(_next++);
        return (ulong)x0 << 32 | x1;
    }
}

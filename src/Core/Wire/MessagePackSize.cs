using System.Text;

namespace SemCom.Wire;

/// <summary>Lengths in bytes of values as <see cref="MessagePackWriter"/> writes them.</summary>
public static class MessagePackSize
{
    /// <summary>Nil or a boolean.</summary>
    public const int Nil = 1;

    /// <summary>A double-precision number.</summary>
    public const int Float64 = 9;

    /// <summary>An integer.</summary>
    public static int Integer(long value) => value switch
    {
        >= -32 and <= 127 => 1,
        >= sbyte.MinValue and <= byte.MaxValue => 2,
        >= short.MinValue and <= ushort.MaxValue => 3,
        >= int.MinValue and <= uint.MaxValue => 5,
        _ => 9,
    };

    /// <summary>Text, its head included.</summary>
    public static long Text(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        return bytes <= MessagePackCode.FixStringLimit ? 1 + bytes : Binary(bytes);
    }

    /// <summary>A run of <paramref name="length"/> bytes, its head included.</summary>
    public static long Binary(long length) => length + length switch
    {
        <= byte.MaxValue => 2,
        <= ushort.MaxValue => 3,
        _ => 5,
    };

    /// <summary>The head of an array or map, without its contents.</summary>
    public static int ContainerHead(int count) => count switch
    {
        <= MessagePackCode.FixContainerLimit => 1,
        <= ushort.MaxValue => 3,
        _ => 5,
    };
}

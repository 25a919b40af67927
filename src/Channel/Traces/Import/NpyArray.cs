using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SemCom.Channels;

/// <summary>
/// An array of numbers in NumPy's file format, versions 1.0 and 2.0 (numpy.lib.format): magic, version, length of the header, the header as a
/// Python dictionary, the numbers. Only C order and little-endian float and complex numbers.
/// </summary>
internal sealed partial record NpyArray(string File, string Type, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Data)
{
    private const int MaxHeader = 1 << 16, MaxDimensions = 8;

    /// <summary>Numbers in the array.</summary>
    public int Count => Data.Length / SizeOf(Type);

    /// <summary>The dimensions as NumPy writes them.</summary>
    public string ShapeText => $"({string.Join(", ", Shape)}{(Shape.Count == 1 ? "," : "")})";

    /// <summary>Reads a file whose numbers are of one of some types.</summary>
    /// <exception cref="SemComException">The file is damaged, or its numbers are of another type or in another order.</exception>
    public static NpyArray Read(string path, int maxBytes, params ReadOnlySpan<string> types)
    {
        var file = FileBytes.Read(path, maxBytes, "NPY file");
        var magic = file.Length >= 10 && file[0] == 0x93 && file.AsSpan(1).StartsWith("NUMPY"u8);
        if (!magic)
            throw new SemComException($"{path}: must be an NPY file (starts with other bytes); write it with numpy.save");
        if (file[6] is not (1 or 2) || file[7] != 0)
            throw new SemComException($"{path}: the NPY version must be 1.0 or 2.0 (was {file[6]}.{file[7]}); write it with numpy.save");
        var start = file[6] == 1 ? 10 : 12;
        var length = file[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8))
            : file.Length < start ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        if (length > MaxHeader || start + length > file.Length)
            throw Damaged(path, $"a header of {length} bytes in a file of {file.Length}");
        var header = HeaderPattern().Match(Encoding.Latin1.GetString(file, start, (int)length));
        if (!header.Success)
            throw Damaged(path, "the header is not the dictionary that numpy.save writes");
        var (type, data) = (header.Groups["type"].Value, file.AsMemory(start + (int)length));
        if (!types.Contains(type))
            throw new SemComException($"{path}: numbers must be of type {string.Join(" or ", types.ToArray())} (was {OneLine.Quote(type)}); convert them with astype");
        if (header.Groups["order"].Value == "True")
            throw new SemComException($"{path}: the array must be in C order (was in Fortran order); save numpy.ascontiguousarray of it");
        var shape = ParseShape(header.Groups["shape"].Value, path);
        var expected = shape.Aggregate((long)SizeOf(type), (product, length) => product * length);
        if (data.Length != expected)
            throw Damaged(path, $"{data.Length} bytes of numbers where {expected} belong");
        return new(path, type, shape, data);
    }

    private static int[] ParseShape(string text, string path)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var shape = new int[parts.Length];
        var product = 1L;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]) || parts.Length > MaxDimensions || (product *= shape[i]) > int.MaxValue)
                throw new SemComException($"{path}: the shape of the array must have at most {MaxDimensions} lengths and {int.MaxValue} numbers (was {OneLine.Quote(text)}); divide it");
        }
        return shape;
    }

    private static int SizeOf(string type) => int.Parse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);

    private static SemComException Damaged(string path, string what) => new($"{path}: must be an undamaged NPY file ({what}); write it again with numpy.save");

    [GeneratedRegex(@"^\{\s*'descr':\s*'(?<type>[^']{1,8})',\s*'fortran_order':\s*(?<order>True|False),\s*'shape':\s*\((?<shape>[0-9, ]{0,200})\),?\s*\}\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HeaderPattern();
}
